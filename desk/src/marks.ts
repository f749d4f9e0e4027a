import type { AttributionSpans, ClaimRow, Span } from './api/client.ts';
import { type Segment, segments } from './words.ts';

/** What of a claim the pages show; what was coded here and what the ledger holds both have it. */
export type Claim = Pick<
  ClaimRow,
  | 'id'
  | 'span'
  | 'trigger'
  | 'headline'
  | 'event'
  | 'source'
  | 'target'
  | 'factuality'
  | 'novelty'
  | 'attribution'
  | 'confidence'
> &
  Partial<Pick<ClaimRow, 'time' | 'place' | 'quote' | 'reason' | 'reciprocal' | 'explain'>>;

export type Part =
  | 'trigger'
  | 'source'
  | 'target'
  | 'speaker'
  | 'cue'
  | 'quote'
  | 'reason'
  | 'sentence'
  | 'time'
  | 'place';

export interface Mark {
  span: Span;
  as: Part;
  /** The claim whose trigger it is. */
  claim?: string;
}

/** A stretch of text under the same triggers; where there are any, choosing it chooses their claims in turn. */
export interface Run {
  start: number;
  claims: string[];
  parts: Segment<Mark>[];
}

/** Every claim's trigger, who is said to say what all over the text, and all parts of the chosen claim. */
export function marksOf(claims: readonly Claim[], attributions: readonly AttributionSpans[], chosen?: Claim): Mark[] {
  const marks: Mark[] = attributions.flatMap(({ source, cue }) => [
    ...source.map((span) => ({ span, as: 'speaker' as const })),
    ...cue.map((span) => ({ span, as: 'cue' as const })),
  ]);
  if (chosen) marks.push(...partsOf(chosen));
  marks.push(...claims.map(({ id, trigger }) => ({ span: trigger, as: 'trigger' as const, claim: id })));
  return marks;
}

function partsOf({ span, source, target, attribution, quote, reason, time, place }: Claim): Mark[] {
  const parts: [Part, Span | undefined][] = [
    ['sentence', span],
    ['quote', quote],
    ['reason', reason],
    ['time', time?.span],
    ['place', place?.span],
    ...source.map((one): [Part, Span] => ['source', one.span]),
    ...target.map((one): [Part, Span] => ['target', one.span]),
    ...attribution.flatMap(({ speakers, cue }): [Part, Span | undefined][] => [
      ...speakers.map((one): [Part, Span | undefined] => ['speaker', one.span]),
      ['cue', cue],
    ]),
  ];
  return parts.flatMap(([as, at]) => (at ? [{ as, span: at }] : []));
}

/** A paragraph cut into runs: marks may lie within or across each other, a trigger stays in one piece. */
export function runsOf(text: string, range: Span, marks: readonly Mark[]): Run[] {
  const runs: Run[] = [];
  for (const part of segments(text, range, marks)) {
    const claims = part.marks.flatMap(({ claim }) => (claim === undefined ? [] : [claim]));
    const last = runs.at(-1);
    if (last && last.claims.join() === claims.join()) last.parts.push(part);
    else runs.push({ start: part.start, claims, parts: [part] });
  }
  return runs;
}
