import type { Actor, Attribution, ClaimRow, EventRow, Span } from './api/client.ts';

/** How things are put into words, the same on every page. */

/** A time at its precision: a day, a month or a year in one word, a longer stretch in two. */
export function timeWords(time: { start: string; end: string; precision: string } | undefined): string | undefined {
  if (!time) return undefined;
  const length = { minute: 10, day: 10, month: 7, year: 4 }[time.precision] ?? 10;
  const [start, end] = [time.start.slice(0, length), time.end.slice(0, length)];
  return start === end ? start : `${start} – ${end}`;
}

export const day = (instant: string | undefined): string => instant?.slice(0, 10) ?? '';

/** "2025-10-09 14:05", in the zone that the text states. */
export const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

export const nameOf = ({ text, actor }: { text: string; actor?: Actor }): string => actor?.name ?? text;

/** Each link of a chain: the names of those who say it. */
export function chainOf(attribution: readonly Attribution[]): string[] {
  return attribution.map(({ speakers }) => speakers.map(nameOf).join(' and '));
}

/** PLOVER's types, and ours, as people say them. */
const TYPES: Record<string, string> = {
  ABSTAIN: 'abstains',
  ACCUSE: 'accuses',
  AGREE: 'agrees',
  AID: 'aids',
  ASSAULT: 'attacks',
  COERCE: 'coerces',
  CONCEDE: 'concedes',
  CONSULT: 'consults',
  COOPERATE: 'cooperates',
  MOBILIZE: 'mobilizes',
  NEUTRAL: 'stays neutral',
  PROTEST: 'protests',
  REJECT: 'rejects',
  REQUEST: 'requests',
  RETREAT: 'retreats',
  SANCTION: 'sanctions',
  SUPPORT: 'supports',
  THREATEN: 'threatens',
};

/** An event type in a word; one of a user's own as it is called, without capitals. */
export const typeWords = (type: string): string => TYPES[type] ?? type.toLowerCase().replaceAll('_', ' ');

/** "Diet → supports": who is not named is not made up. */
export function actOf({ sides, event }: EventRow): string {
  return act(sides.source, event.type, sides.target);
}

export function actOfClaim({ source, event, target }: Pick<ClaimRow, 'source' | 'event' | 'target'>): string {
  return act(source.map(nameOf), event.type, target.map(nameOf));
}

function act(source: string[], type: string, target: string[]): string {
  return [source.join(', ') || '(not named)', typeWords(type), ...(target.length ? [target.join(', ')] : [])].join(
    ' → ',
  );
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** A stretch of text and the marks that lie over it, outermost first. */
export interface Segment<Mark> {
  text: string;
  start: number;
  marks: Mark[];
}

/** Cuts a text where marks begin and end, so that marks may lie within or across each other. Spans outside are left out. */
export function segments<Mark extends { span: Span }>(
  text: string,
  range: Span,
  marks: readonly Mark[],
): Segment<Mark>[] {
  const inside = marks.filter(({ span }) => span.start < range.end && span.end > range.start && span.start < span.end);
  const cuts = new Set([range.start, range.end]);
  for (const { span } of inside) {
    cuts.add(Math.max(span.start, range.start));
    cuts.add(Math.min(span.end, range.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, i) => {
    const end = places[i + 1] ?? range.end;
    const over = inside.filter(({ span }) => span.start <= start && span.end >= end);
    over.sort((a, b) => b.span.end - b.span.start - (a.span.end - a.span.start));
    return { text: text.slice(start, end), start, marks: over };
  });
}
