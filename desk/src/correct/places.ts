import type { Span } from '../api/client.ts';

/** Places beyond which more of the words must be quoted. */
const MOST = 20;

/** Characters shown on either side of words, to tell their places apart. */
const AROUND = 36;

/** A place in a text at which words stand. */
export interface Place extends Span {
  before: string;
  after: string;
}

/** Where words stand in a text. */
export function placesOf(words: string, text: string): Place[] {
  const found: Place[] = [];
  for (let at = words ? text.indexOf(words) : -1; at >= 0 && found.length < MOST; at = text.indexOf(words, at + 1)) {
    const end = at + words.length;
    found.push({
      start: at,
      end,
      before: text.slice(Math.max(0, at - AROUND), at),
      after: text.slice(end, end + AROUND),
    });
  }
  return found;
}

/**
 * The place of what is selected on the page, without the blanks at its ends.
 *
 * @param article whose paragraphs say in `data-start` where they begin in the text
 * @returns undefined where nothing in one paragraph of it is selected
 */
export function selectedIn(article: Element | null): Span | undefined {
  const selection = getSelection();
  if (!article || !selection?.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  const [first, last] = [range.startContainer, range.endContainer].map((node) =>
    (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]'),
  );
  if (!first || first !== last || !article.contains(first)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(first);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const blanks = words.length - words.trimStart().length;
  const start = Number(first.dataset.start) + before.toString().length + blanks;
  const { length } = words.trim();
  return length ? { start, end: start + length } : undefined;
}

/** The same said of a sentence further on; undefined where words outside of the sentence are meant, which stand elsewhere there. */
export function moved(value: unknown, sentence: Span, by: number): unknown {
  if (Array.isArray(value)) {
    const all = value.map((one) => moved(one, sentence, by));
    return all.includes(undefined) ? undefined : all;
  }
  if (value === null || typeof value !== 'object') return value;
  const { start, end } = value as Partial<Span>;
  if (typeof start === 'number' && typeof end === 'number') {
    if (start < sentence.start || end > sentence.end) return undefined;
    return { start: start + by, end: end + by };
  }
  const entries = Object.entries(value).map(([name, one]) => [name, moved(one, sentence, by)]);
  return entries.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(entries);
}
