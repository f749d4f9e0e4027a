const DIGIT = /\p{Nd}/u;
const FOREIGN = /[\p{Nd}\p{Zs}\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/**
 * `text` with digits of all scripts as 0 to 9, and every kind of space and invisible direction mark as a plain space.
 * Offsets stay: each character is replaced by one of its length.
 */
export function legible(text: string): string {
  return text.replace(FOREIGN, (character) => {
    if (character.length > 1) return character;
    if (character >= '0' && character <= '9') return character;
    return DIGIT.test(character) ? digitValue(character) : ' ';
  });
}

/** Decimal digits stand in blocks of ten, in order: the value is the distance to the block's start. */
function digitValue(digit: string): string {
  let value = 0;
  const code = digit.charCodeAt(0);
  while (value < 9 && DIGIT.test(String.fromCharCode(code - value - 1))) value++;
  return String(value);
}
