import { createHash } from 'node:crypto';
import { fold, type Ledger } from '../ledger/index.js';
import type { Actor, Claim, EventKind, Factuality, Novelty, Participant, Place, Time, Versions } from '../types.js';
import { byWeight, chainNames, type LoadedClaim, loadClaims } from './claims.js';
import { type Filter, viewOf } from './filter.js';
import { selectClaims } from './select.js';
import { compare, distinct, distinctBy } from './values.js';

/** What happened once, however many reports tell it. */
export interface EventRow {
  id: string;
  event: EventKind;
  source: Actor[];
  target: Actor[];
  /** Names of all who take part: the actors', and the words of those who resolve to none. */
  sides: { source: string[]; target: string[] };
  /** Each side acts on the other. */
  reciprocal?: true;
  factuality: Factuality;
  /** `background` where all reports only recall it. */
  novelty: Novelty;
  time?: Time;
  place?: Place;
  /** First published, as far as any report says when. */
  reported?: string;
  /** The sentence of the claim that carries it best. */
  words: string;
  /** The distinct chains it rests on: names, innermost speaker first, outlet last. */
  by: string[][];
  claims: string[];
  documents: string[];
  /** Preliminary: every document counts as one. */
  origins: number;
  versions: Versions;
}

/**
 * The events that the admitted claims tell of, by first day. The grouping is preliminary: claims of one event have the
 * same type, mode and factuality, the same sources and targets, and days that agree (see `groupClaims`).
 *
 * @throws UserError for a filter that cannot be understood
 */
export async function events(ledger: Ledger, filter: Filter = {}): Promise<EventRow[]> {
  const { limit, ...unlimited } = filter;
  const loaded: LoadedClaim[] = [];
  for await (const claim of loadClaims(ledger, await selectClaims(ledger, unlimited), viewOf(filter)))
    loaded.push(claim);
  const groups = groupClaims(loaded);
  return (limit === undefined ? groups : groups.slice(Math.max(0, groups.length - limit))).map(eventRow);
}

/**
 * Joins claims of one event. Claims of single days are joined where their days are the same or follow each other;
 * a claim of a longer stretch or without a day joins the only group that it can belong to, and stands for itself where
 * there are several. The result does not depend on the order of the claims.
 */
export function groupClaims(claims: readonly LoadedClaim[]): LoadedClaim[][] {
  const groups: LoadedClaim[][] = [];
  for (const alike of groupBy(claims, ({ row }) => eventKey(row)).values()) groups.push(...groupByDays(alike));
  const first = (group: LoadedClaim[]) => group.map(({ starts }) => starts ?? '').sort()[0] ?? '';
  const order = groups.map((group) => ({
    group,
    day: first(group),
    id: group.map(({ row }) => row.id).sort()[0] ?? '',
  }));
  order.sort((a, b) => compare(a.day, b.day) || compare(a.id, b.id));
  return order.map(({ group }) => group);
}

function groupByDays(alike: readonly LoadedClaim[]): LoadedClaim[][] {
  const ofOneDay = alike.filter(({ starts, ends }) => starts !== undefined && starts === ends);
  ofOneDay.sort((a, b) => compare(a.starts ?? '', b.starts ?? ''));
  const groups: { starts: string; ends: string; members: LoadedClaim[] }[] = [];
  for (const claim of ofOneDay) {
    const day = claim.starts ?? '';
    const last = groups.at(-1);
    if (last && daysBetween(last.ends, day) <= 1) {
      last.members.push(claim);
      last.ends = day;
    } else groups.push({ starts: day, ends: day, members: [claim] });
  }
  const alone = new Map<string, LoadedClaim[]>();
  const joined: [LoadedClaim[], LoadedClaim][] = [];
  for (const claim of alike) {
    const { starts, ends } = claim;
    if (starts !== undefined && starts === ends) continue;
    const fitting = groups.filter((group) => (starts ?? '') <= group.ends && group.starts <= (ends ?? '9999'));
    const only = fitting.length === 1 ? fitting[0] : undefined;
    if (only) joined.push([only.members, claim]);
    else {
      const stretch = `${starts}/${ends}`;
      alone.set(stretch, [...(alone.get(stretch) ?? []), claim]);
    }
  }
  for (const [members, claim] of joined) members.push(claim);
  return [...groups.map(({ members }) => members), ...alone.values()];
}

/** What claims of one event have in common. Words that resolve to no actor count as they stand. */
function eventKey({ event, source, target, factuality, reciprocal }: Claim): string {
  const names = (side: Participant[]) => side.map(({ actor, text }) => actor?.id ?? `"${fold(text)}"`).sort();
  const sides = reciprocal ? [[...names(source), ...names(target)].sort()] : [names(source), names(target)];
  return JSON.stringify([event.type, event.mode ?? null, factuality, sides]);
}

function eventRow(group: readonly LoadedClaim[]): EventRow {
  const ranked = [...group].sort(byWeight);
  const best = ranked[0] as LoadedClaim;
  const rows = ranked.map(({ row }) => row);
  const time =
    rows.map((row) => row.time).find((one) => one?.precision === 'day') ?? rows.find((row) => row.time)?.time;
  const place = rows.find((row) => row.place)?.place;
  const reported = rows.flatMap(({ published }) => published ?? []).sort()[0];
  const documents = distinct(rows.map(({ document }) => document)).sort();
  return {
    id: eventId(group),
    event: best.row.event,
    source: actorsOf(best.row.source),
    target: actorsOf(best.row.target),
    sides: { source: namesOf(best.row.source), target: namesOf(best.row.target) },
    ...(best.row.reciprocal && { reciprocal: true }),
    factuality: best.row.factuality,
    novelty: rows.some(({ novelty }) => novelty === 'new') ? 'new' : 'background',
    ...(time && { time }),
    ...(place && { place }),
    ...(reported !== undefined && { reported }),
    words: best.words,
    by: distinctBy(rows.map(chainNames), (chain) => chain.join('\n')),
    claims: distinct(rows.map(({ id }) => id)),
    documents,
    origins: distinct(rows.map(({ origin }) => origin)).length,
    versions: best.row.versions,
  };
}

/** The same for the same act and first day, whatever later reports join. */
function eventId(group: readonly LoadedClaim[]): string {
  const stretches = group.map(({ starts = '', ends = '' }) => `${starts}/${ends}`).sort();
  const day = stretches.find((stretch) => stretch.slice(0, 10) === stretch.slice(11));
  const key = eventKey((group[0] as LoadedClaim).row);
  return createHash('sha256')
    .update(`${key}\n${day ?? stretches[0]}`)
    .digest('hex')
    .slice(0, 16);
}

function actorsOf(side: readonly Participant[]): Actor[] {
  return distinctBy(
    side.flatMap(({ actor }) => (actor ? [actor] : [])),
    ({ id }) => id,
  );
}

function namesOf(side: readonly Participant[]): string[] {
  return distinct(side.map(({ actor, text }) => actor?.name ?? text));
}

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const name = key(value);
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return groups;
}
