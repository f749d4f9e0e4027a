import { UserError } from '../../errors.js';
import type { Document, Span } from '../../types.js';
import type { Quote } from './content.js';
import type { Anchor } from './input.js';
import { type Plain, plain } from './plain.js';

/** Characters of a quotation's surroundings that are kept. */
const CONTEXT = 64;

/** Finds in a document the words that people name. */
export class Locator {
  readonly document: Document;
  readonly #plain: Plain;

  constructor(document: Document) {
    this.document = document;
    this.#plain = plain(document.text);
  }

  /**
   * Where the words stand. Spacing and the forms of quotation marks and dashes do not count. Of several places within
   * `near` the one closest to its middle is meant; elsewhere the words must be told apart by what stands around them.
   *
   * @param near where the words are expected
   * @throws UserError where they are not in the text, or stand there several times
   */
  find(anchor: Anchor, near?: Span): Span {
    const { text, id } = this.document;
    if ('start' in anchor) {
      if (anchor.start < anchor.end && anchor.end <= text.length) return { start: anchor.start, end: anchor.end };
      throw new UserError(`document ${id}: ${anchor.start}-${anchor.end} is no place in its ${text.length} characters`);
    }
    const shown = `“${anchor.exact.slice(0, 80)}”`;
    const places = this.#places(anchor);
    const inside = near ? places.filter(({ start, end }) => near.start <= start && end <= near.end) : [];
    const candidates = inside.length ? inside : places;
    const [first, ...others] = candidates;
    if (!first) throw new UserError(`document ${id}: the words ${shown} are not in its text`);
    if (!others.length) return first;
    if (inside.length && near) {
      const middle = (near.start + near.end) / 2;
      const distance = ({ start, end }: Span) => Math.abs((start + end) / 2 - middle);
      return candidates.reduce((best, one) => (distance(one) < distance(best) ? one : best));
    }
    throw new UserError(
      `document ${id}: the words ${shown} stand in ${candidates.length} places; quote more, or tell what stands before or after them`,
    );
  }

  /** Words with some of what stands around them. */
  quote({ start, end }: Span): Quote {
    const { text } = this.document;
    return {
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - CONTEXT), start),
      suffix: text.slice(end, end + CONTEXT),
    };
  }

  /** The sentences that some words stand in, which must be of one paragraph. */
  sentences(span: Span): Span {
    const { text, paragraphs, id } = this.document;
    const all = paragraphs.length ? paragraphs : [{ start: 0, end: text.length }];
    const paragraph = all.find(({ start, end }) => start <= span.start && span.end <= end);
    if (!paragraph) throw new UserError(`document ${id}: ${span.start}-${span.end} is not within one paragraph`);
    const words = text.slice(paragraph.start, paragraph.end);
    let [from, to] = [paragraph.end, paragraph.start];
    for (const { index, segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(words)) {
      const start = paragraph.start + index;
      const end = start + segment.trimEnd().length;
      if (end <= span.start || span.end <= start) continue;
      from = Math.min(from, start);
      to = Math.max(to, end);
    }
    return { start: Math.min(from, span.start), end: Math.max(to, span.end) };
  }

  #places({
    exact,
    prefix = '',
    suffix = '',
  }: {
    exact: string;
    prefix?: string | undefined;
    suffix?: string | undefined;
  }): Span[] {
    const { text, from } = this.#plain;
    const [words, before, after] = [plain(exact).text.trim(), plain(prefix).text, plain(suffix).text];
    const places: Span[] = [];
    if (!words) return places;
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      const end = at + words.length;
      const left = text.slice(Math.max(0, at - before.length - 1), at).trimEnd();
      const right = text.slice(end, end + after.length + 1).trimStart();
      const fits = left.endsWith(before.trimEnd()) && right.startsWith(after.trimStart());
      if (fits && this.#isWhole(at, end)) places.push({ start: from[at] ?? 0, end: (from[end - 1] ?? 0) + 1 });
    }
    return places;
  }

  /** Whether the words are no part of longer ones. */
  #isWhole(start: number, end: number): boolean {
    const { text } = this.#plain;
    const letter = /[\p{L}\p{N}]/u;
    const inner = (a: string | undefined, b: string | undefined) => letter.test(a ?? '') && letter.test(b ?? '');
    return !inner(text[start - 1], text[start]) && !inner(text[end - 1], text[end]);
  }
}
