import type { Document, Pair, Span } from '../types.js';

/** A Document, or any text with an id and some of a Document's fields; `pairs` asks for directed dyads. */
export type CodeInput = Pick<Document, 'id' | 'text'> & Partial<Omit<Document, 'id' | 'text'>> & { pairs?: Pair[] };

/**
 * The parts of a text that are to be parsed: its paragraphs without the dateline, which is no part of the sentence that
 * it stands before. Undefined where the text has no paragraphs of its own; the parser then finds them.
 */
export function parseSpans({ text, paragraphs, dateline }: CodeInput): Span[] | undefined {
  if (!paragraphs?.length) return undefined;
  if (!dateline) return paragraphs;
  const cut = dateline.span;
  return paragraphs.flatMap((p) => {
    if (cut.start < p.start || cut.end > p.end) return [p];
    let start = cut.end;
    while (start < p.end && /[\s.:–—-]/.test(text[start]!)) start++;
    const rest = start < p.end ? [{ start, end: p.end }] : [];
    return cut.start > p.start ? [{ start: p.start, end: cut.start }, ...rest] : rest;
  });
}
