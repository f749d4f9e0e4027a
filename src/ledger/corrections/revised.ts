import type { Document, Span } from '../../types.js';
import { type Plain, plain, plainOffset } from './plain.js';

/** Characters before and after that tell one place with the same words from another. */
const CONTEXT = 200;

/** Where the same words stand more often than this, none of the places is looked at. */
const MOST_PLACES = 100;

/** Characters around a few words that must be the same where the words stand in several places. */
const LEAST_CONTEXT = 24;

/** The end of a sentence with what may close it, then space or the end of a paragraph. */
const SENTENCE_END = /(?:[.?!]["')\]]*(?= |\n|$)|\n)/g;

/** A place in the later text, or why there is none. */
export type Placed = Span | { reason: string };

/**
 * Finds the words of one text again in a later form of it. Words are found where they are the same but for spacing and
 * the forms of quotation marks and dashes; where they stand several times, the words around them must tell which
 * place is meant. So a place that is found is right, and what cannot be told is not guessed.
 */
export class Revised {
  readonly #before: Side;
  readonly #after: Side;

  constructor(before: Pick<Document, 'text' | 'headline'>, after: Pick<Document, 'text' | 'headline'>) {
    this.#before = new Side(before);
    this.#after = before === after ? this.#before : new Side(after);
  }

  /**
   * Where a sentence (or sentences) stands in the later text. It must be a whole sentence there too: a sentence that
   * has become part of another says something else.
   */
  sentence(span: Span): Placed {
    const before = this.#before.plainSpan(span);
    const whole = this.#before.wholeSentences(before);
    const isSame = (at: Span) =>
      this.#after.isWhole(at) && this.#after.isHeadline(at) === this.#before.isHeadline(whole);
    const found = this.#find(whole, isSame, 0);
    if ('reason' in found) return found;
    return this.#after.originalSpan(shift(before, found.start - whole.start));
  }

  /** Where words that stand outside of a sentence that was found stand now; by preference as far from it as before. */
  words(span: Span, sentence: { before: Span; after: Span }): Placed {
    const before = this.#before.plainSpan(span);
    const offset = this.#after.plainSpan(sentence.after).start - this.#before.plainSpan(sentence.before).start;
    const near = shift(before, offset);
    if (this.#after.words(near) === this.#before.words(before)) return this.#after.originalSpan(near);
    const found = this.#find(before, (at) => this.#after.isWord(at), LEAST_CONTEXT);
    return 'reason' in found ? found : this.#after.originalSpan(found);
  }

  /** Where a part of a sentence that was found stands now. */
  inside(span: Span, sentence: { before: Span; after: Span }): Span {
    const offset = this.#after.plainSpan(sentence.after).start - this.#before.plainSpan(sentence.before).start;
    return this.#after.originalSpan(shift(this.#before.plainSpan(span), offset));
  }

  /** The one place of the later text that these words, by what stands around them, have come to. */
  #find(span: Span, isFit: (at: Span) => boolean, least: number): Placed {
    const words = this.#before.words(span);
    const places = this.#after.places(words).filter(isFit);
    const [only] = places;
    if (!only) return { reason: 'the words are not in the text any more' };
    const siblings = this.#before.places(words);
    if (places.length === 1 && siblings.length === 1) return only;
    if (places.length > MOST_PLACES || siblings.length > MOST_PLACES) return { reason: 'the words stand too often' };
    const best = strictBest(places, (place) => this.#likeness(span, place));
    if (!best || this.#likeness(span, best) < least)
      return { reason: `the same words stand in ${places.length} places, and nothing tells which is meant` };
    const back = strictBest(siblings, (sibling) => this.#likeness(sibling, best));
    if (back?.start !== span.start) return { reason: 'the same words stand in another place only' };
    return best;
  }

  /** How many characters around two places are the same. */
  #likeness(before: Span, after: Span): number {
    const [a, b] = [this.#before.plain.text, this.#after.plain.text];
    let left = 0;
    while (left < CONTEXT && before.start > left && after.start > left) {
      if (a[before.start - left - 1] !== b[after.start - left - 1]) break;
      left++;
    }
    let right = 0;
    while (right < CONTEXT && before.end + right < a.length && after.end + right < b.length) {
      if (a[before.end + right] !== b[after.end + right]) break;
      right++;
    }
    return left + right;
  }
}

/** One of the two texts, in its plain form. Spans here are of the plain text unless they are called original. */
class Side {
  readonly plain: Plain;
  readonly #headline: Span | undefined;

  constructor({ text, headline }: Pick<Document, 'text' | 'headline'>) {
    this.plain = plain(text);
    this.#headline = headline && this.plainSpan(headline);
  }

  plainSpan({ start, end }: Span): Span {
    return { start: plainOffset(this.plain, start), end: plainOffset(this.plain, end) };
  }

  /** The original span; characters that are left out and spaces after the last one are not part of it. */
  originalSpan({ start, end }: Span): Span {
    const { from } = this.plain;
    if (end <= start) return { start: from[start] ?? 0, end: from[start] ?? 0 };
    return { start: from[start] ?? 0, end: Math.max((from[end - 1] ?? 0) + 1, from[start] ?? 0) };
  }

  words({ start, end }: Span): string {
    return start < 0 ? '' : this.plain.text.slice(start, end);
  }

  isHeadline({ start, end }: Span): boolean {
    return this.#headline !== undefined && start < this.#headline.end && this.#headline.start < end;
  }

  /** All places of some words. */
  places(words: string): Span[] {
    const places: Span[] = [];
    if (!words.trim()) return places;
    for (let at = this.plain.text.indexOf(words); at >= 0; at = this.plain.text.indexOf(words, at + 1)) {
      places.push({ start: at, end: at + words.length });
      if (places.length > MOST_PLACES) break;
    }
    return places;
  }

  /** A span widened to the ends of the sentences that it touches. */
  wholeSentences({ start, end }: Span): Span {
    const { text } = this.plain;
    const paragraph = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
    let first = start === 0 ? 0 : paragraph;
    SENTENCE_END.lastIndex = first;
    for (let match = SENTENCE_END.exec(text); match; match = SENTENCE_END.exec(text)) {
      const after = match.index + match[0].length;
      if (after > start) break;
      first = text[after] === ' ' && after < start ? after + 1 : after;
    }
    // What ends where a sentence ends needs no widening.
    SENTENCE_END.lastIndex = Math.max(first, end - 4);
    for (let match = SENTENCE_END.exec(text); match; match = SENTENCE_END.exec(text)) {
      const after = match[0] === '\n' ? match.index : match.index + match[0].length;
      if (after >= end) return { start: Math.min(first, start), end: after };
    }
    return { start: Math.min(first, start), end: text.length };
  }

  isWhole(span: Span): boolean {
    const whole = this.wholeSentences(span);
    return whole.start === span.start && whole.end === span.end;
  }

  /** Whether no letter or digit stands right before or after. */
  isWord({ start, end }: Span): boolean {
    const { text } = this.plain;
    return (
      !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
      !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2))
    );
  }
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** The value that scores higher than all others; none where two are equal. */
function strictBest<T>(values: readonly T[], score: (value: T) => number): T | undefined {
  let best: T | undefined;
  let highest = -1;
  let tied = false;
  for (const value of values) {
    const points = score(value);
    if (points > highest) [best, highest, tied] = [value, points, false];
    else if (points === highest) tied = true;
  }
  return tied ? undefined : best;
}
