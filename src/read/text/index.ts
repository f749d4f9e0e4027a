import type { Document, Span } from '../../types.js';
import { documentOf, layOut } from '../assemble.js';
import { type Hints, hintedDates, mannerOf } from '../hints.js';
import { detectLanguage } from '../language/index.js';
import { headingOf } from './heading.js';
import { paragraphsOf } from './paragraphs.js';

/**
 * The document that a plain text holds: its heading block (dates, title, byline) read and taken off, its paragraphs as
 * they stand. What the text says of itself goes before `hints`. Throws `UserError` where there is no text.
 */
export function fromText(text: string, hints: Hints): Document {
  const paragraphs = paragraphsOf(text);
  const language = detectLanguage(paragraphs.flat().join('\n'), hints.language);
  const heading = headingOf(paragraphs, mannerOf(hints, language));
  const dates = hintedDates(hints);
  const title = heading.title ?? hints.title;
  const about = {
    title,
    byline: heading.byline ?? hints.byline,
    outlet: hints.outlet,
    published: heading.published ?? dates.published,
    modified: heading.modified ?? dates.modified,
    language,
    state: 'full' as const,
  };
  return documentOf(
    layOut(
      title,
      heading.body.map((lines) => ({ text: lines.join('\n') })),
    ),
    about,
    hints,
  );
}

/**
 * The document of a text that stays to the letter as it was handed in. Its paragraphs are parted by blank lines, or by
 * every line end where there is no blank line; its headline is its first paragraph where that is the hinted title.
 */
export function asHandedIn(text: string, hints: Hints): Document {
  const paragraphs = spansOf(text);
  const first = paragraphs[0];
  const headline = first && text.slice(first.start, first.end) === hints.title?.trim() ? first : undefined;
  const about = { ...hintedDates(hints), state: 'full' as const };
  const { title, byline, outlet, language } = hints;
  return documentOf({ text, paragraphs, headline }, { ...about, title, byline, outlet, language }, hints);
}

/** Where the paragraphs of a text lie, without the white space around them. */
function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  const gap = /\n[^\S\n]*\r?\n/.test(text) ? /(?:\r?\n[^\S\n]*){2,}/g : /\r?\n/g;
  let from = 0;
  const add = (to: number): void => {
    const words = text.slice(from, to);
    const start = from + words.length - words.trimStart().length;
    const end = from + words.trimEnd().length;
    if (end > start) spans.push({ start, end });
  };
  for (const match of text.matchAll(gap)) {
    add(match.index);
    from = match.index + match[0].length;
  }
  add(text.length);
  return spans;
}
