import type { Actor, EventKind, Factuality, Novelty, Participant, Place, Time, Versions } from '../../types.js';
import { byWeight, chainNames, type LoadedClaim } from '../claims.js';
import { distinct, distinctBy } from '../values.js';
import type { EventGroup } from './groups.js';
import type { EventLink } from './links.js';

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
  origins: number;
  versions: Versions;
  /** To other events of the same answer. */
  links?: EventLink[];
}

/** An event's row. */
export function eventRow({ id, claims }: EventGroup): EventRow {
  const ranked = [...claims].sort(byWeight);
  const best = ranked[0] as LoadedClaim;
  const rows = ranked.map(({ row }) => row);
  const time =
    rows.map((row) => row.time).find((one) => one?.precision === 'day') ?? rows.find((row) => row.time)?.time;
  const place = rows.find((row) => row.place)?.place;
  const reported = rows.flatMap(({ published }) => published ?? []).sort()[0];
  const documents = distinct(rows.map(({ document }) => document)).sort();
  return {
    id,
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

function actorsOf(side: readonly Participant[]): Actor[] {
  return distinctBy(
    side.flatMap(({ actor }) => (actor ? [actor] : [])),
    ({ id }) => id,
  );
}

function namesOf(side: readonly Participant[]): string[] {
  return distinct(side.map(({ actor, text }) => actor?.name ?? text));
}
