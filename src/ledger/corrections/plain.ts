/**
 * A text as it is compared when words are looked for again: spacing, the forms of quotation marks and dashes, and
 * characters that nobody sees do not count; everything else does. A blank line, which parts paragraphs, is `\n`.
 */
export interface Plain {
  readonly text: string;
  /** Where each character of `text`, and its end, stands in the original: UTF-16 offsets. */
  readonly from: Int32Array;
}

const SAME: ReadonlyMap<string, string> = new Map([
  ...[...'‘’‚‛´`ʼ'].map((c) => [c, "'"] as const),
  ...[...'“”„‟«»'].map((c) => [c, '"'] as const),
  ...[...'‐‑‒–—―−'].map((c) => [c, '-'] as const),
  ['…', '...'],
  ...[...'\u00ad\u200b\u200c\u200d\u2060\ufeff'].map((c) => [c, ''] as const),
]);

const SPACE = /\s/;
const BLANK_LINE = /\n[^\S\n]*\n/;

/** The plain form of a text. */
export function plain(original: string): Plain {
  let text = '';
  const from: number[] = [];
  const add = (characters: string, at: number) => {
    text += characters;
    for (let i = 0; i < characters.length; i++) from.push(at);
  };
  for (let at = 0; at < original.length; ) {
    const character = original.charAt(at);
    if (!SPACE.test(character)) {
      add(SAME.get(character) ?? character, at++);
      continue;
    }
    let end = at;
    while (end < original.length && SPACE.test(original.charAt(end))) end++;
    add(BLANK_LINE.test(original.slice(at, end).replace(/\r\n?/g, '\n')) ? '\n' : ' ', at);
    at = end;
  }
  from.push(original.length);
  return { text, from: Int32Array.from(from) };
}

/** The first place in a plain text that stands at or after an offset of the original. */
export function plainOffset({ from }: Plain, offset: number): number {
  let [low, high] = [0, from.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
