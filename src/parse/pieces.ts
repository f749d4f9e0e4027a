import type { TokenSpans } from './tokens/index.js';

/** Tokens that are read together at most: arcs take the square of a sentence's length, and no real sentence is longer. */
export const LONGEST = 200;

/** Where a long sentence is best cut: after these, the best first. */
const AFTER: readonly (readonly string[])[] = [
  ['.', '!', '?', '…'],
  [';', ':'],
  [')', ']', '}', '"', '”', '»'],
  [',', '–', '—', '|', '-'],
];

/** Sentences of at most `LONGEST` tokens, as first tokens and the number of all as the last entry: long ones are cut, after punctuation where they can be. */
export function pieces({ text, start, end, sentences }: TokenSpans): Int32Array {
  const out: number[] = [];
  for (let k = 0; k + 1 < sentences.length; k++) {
    let from = sentences[k]!;
    const to = sentences[k + 1]!;
    if (to > from) out.push(from);
    while (to - from > LONGEST) {
      from = cut(from);
      out.push(from);
    }
  }
  out.push(sentences.at(-1) ?? 0);
  return Int32Array.from(out);

  function cut(from: number): number {
    let best = from + LONGEST;
    let rank = AFTER.length;
    for (let i = from + LONGEST - 1; i >= from + LONGEST / 2 && rank > 0; i--) {
      if (end[i]! - start[i]! !== 1) continue;
      const found = AFTER.findIndex((marks) => marks.includes(text[start[i]!]!));
      if (found >= 0 && found < rank) {
        rank = found;
        best = i + 1;
      }
    }
    return best;
  }
}
