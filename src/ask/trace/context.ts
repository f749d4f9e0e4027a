import type { Document, Span } from '../../types.js';
import type { ClaimRow } from '../claims.js';
import type { Context, Mark } from './rows.js';

/** Text shown before and after the sentence where the paragraph is longer, in UTF-16 units. */
const CONTEXT = 600;

/** A claim's paragraph in its document, and what stands where in it. */
export function contextOf({ span, ...claim }: ClaimRow, { text, paragraphs }: Document): Context {
  const paragraph = paragraphs.find(({ start, end }) => start <= span.start && span.end <= end) ?? span;
  const start = Math.max(paragraph.start, span.start - CONTEXT);
  const end = Math.min(paragraph.end, span.end + CONTEXT);
  const marks: (Mark | { span: Span | undefined; as: Mark['as'] })[] = [
    { span: claim.trigger, as: 'trigger' },
    ...claim.source.map((one) => ({ span: one.span, as: 'source' as const })),
    ...claim.target.map((one) => ({ span: one.span, as: 'target' as const })),
    ...claim.attribution.flatMap(({ speakers, cue }) => [
      ...speakers.map((one) => ({ span: one.span, as: 'speaker' as const })),
      { span: cue, as: 'cue' as const },
    ]),
    { span: claim.quote, as: 'quote' },
    { span: claim.reason, as: 'reason' },
  ];
  const inside = marks.filter(
    (mark): mark is Mark => mark.span !== undefined && mark.span.start >= start && mark.span.end <= end,
  );
  inside.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return {
    span: { start, end },
    text: text.slice(start, end),
    sentence: text.slice(span.start, span.end),
    cut: { before: start > paragraph.start, after: end < paragraph.end },
    marks: inside,
  };
}
