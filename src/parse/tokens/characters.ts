/** What a code unit is to the tokenizer. The numbers are those that training uses. */
export const SPACE = 0;
export const LOWER = 1;
export const UPPER = 2;
/** A letter without case. */
export const LETTER = 3;
export const DIGIT = 4;
/** Combining and invisible: belongs to what stands before it. */
export const MARK = 5;
/** Half of a surrogate pair. */
export const ASTRAL = 6;
/** Punctuation, symbols and what is left. */
export const PUNCT = 7;

const QUOTES: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
};

// Filled as units are met, so that starting up costs nothing. A kind is kept plus one: 0 is "not yet known".
const kinds = new Uint8Array(0x10000);
const plains = new Uint16Array(0x10000);

/** The kind of a UTF-16 code unit. */
export function kindOf(unit: number): number {
  return (kinds[unit]! || learn(unit)) - 1;
}

/** The unit in lower case, a digit as "0", a quotation mark as its straight form. */
export function plainOf(unit: number): number {
  if (kinds[unit] === 0) learn(unit);
  return plains[unit]!;
}

/** The kind, with all letters as one: where it changes, a token may end. */
export function familyOf(unit: number): number {
  const kind = kindOf(unit);
  return kind === LOWER || kind === UPPER ? LETTER : kind;
}

function learn(unit: number): number {
  const character = String.fromCharCode(unit);
  const lower = character.toLowerCase();
  const kind = classify(unit, character, lower);
  const plain = kind === DIGIT ? '0' : (QUOTES[character] ?? (lower.length === 1 ? lower : character));
  plains[unit] = plain.charCodeAt(0);
  kinds[unit] = kind + 1;
  return kind + 1;
}

function classify(unit: number, character: string, lower: string): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return ASTRAL;
  if (/\s/.test(character)) return SPACE;
  if (/\p{L}/u.test(character))
    return lower !== character ? UPPER : character.toUpperCase() !== character ? LOWER : LETTER;
  if (/\p{N}/u.test(character)) return DIGIT;
  return /[\p{M}\p{Cf}]/u.test(character) ? MARK : PUNCT;
}
