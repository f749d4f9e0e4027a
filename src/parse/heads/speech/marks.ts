import { findQuotes, isSpeech } from '../../quotes.js';
import type { TokenSpans } from '../../tokens/index.js';

/** What a token's place and letters tell of who speaks, a bit each; the order is the model's. */
export const QUOTED = 1;
const SPOKEN = 2;
export const OPENS = 4;
const CLOSES = 8;
export const PARAGRAPH = 16;
const SENTENCE = 32;
const CAPITAL = 64;
const LAST = 128;
/** Bit of the first mention type; the second's and third's follow, and the fourth and fifth share the third's. */
const MENTION = 256;
export const MARKS = 11;

/** The marks of each token that the text alone tells. */
export function marksOf({ text, start, end, sentences }: TokenSpans): Uint16Array {
  const n = start.length;
  const marks = new Uint16Array(n);
  for (const first of sentences) if (first < n) marks[first]! |= SENTENCE;
  const quotes = findQuotes(text);
  let q = 0;
  let spoken = false;
  for (let i = 0; i < n; i++) {
    const from = start[i]!;
    while (q < quotes.length && quotes[q]!.end <= from) q++;
    const quote = quotes[q];
    let bits = 0;
    if (quote && from >= quote.start && end[i]! <= quote.end) {
      if (from === quote.start || !(marks[i - 1]! & QUOTED)) spoken = isSpeech(text, quote);
      bits |= QUOTED | (spoken ? SPOKEN : 0);
      if (from === quote.start) bits |= OPENS;
      if (end[i] === quote.end) bits |= CLOSES;
    }
    if (i === 0 || breaks(text, end[i - 1]!, from)) bits |= PARAGRAPH;
    if (i === n - 1 || breaks(text, end[i]!, start[i + 1]!)) bits |= LAST;
    if (isCapital(text, from)) bits |= CAPITAL;
    marks[i]! |= bits;
  }
  return marks;
}

/** The mark of a mention type, or none for -1. */
export function mentionMark(type: number): number {
  return type < 0 ? 0 : MENTION << Math.min(type, 2);
}

function breaks(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 10) return true;
  return false;
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code >= 65 && code <= 90 : /^\p{Lu}/u.test(text[at]!);
}
