import { createHash } from 'node:crypto';
import type { Codebook } from '../../codebook/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { Actor, EventKind, Factuality, Novelty, Participant, Place, Time, Versions } from '../../types.js';
import { byWeight, chainNames, type LoadedClaim, loadClaims } from '../claims.js';
import { type Filter, viewOf } from '../filter.js';
import { positions } from '../positions/index.js';
import { selectClaims } from '../select.js';
import { distinct, distinctBy, latest } from '../values.js';
import { groupClaims } from './groups.js';
import { type EventLink, withLinks } from './links.js';

export type { EventLink } from './links.js';

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

/** What events can be narrowed by beside what their claims can. */
export type EventFilter = Filter & {
  /** Told by at least so many independent origins. */
  origins?: number;
  /** Told by any of these claims. */
  claims?: ReadonlySet<string>;
};

/**
 * The events that the admitted claims tell of, by first day. `groupClaims` tells which claims are of
 * one event.
 *
 * @throws UserError for a filter that cannot be understood
 */
export async function events(ledger: Ledger, filter: EventFilter = {}): Promise<EventRow[]> {
  const { limit: _, offset: __, origins: least = 0, claims: among, ...unlimited } = filter;
  const loaded: LoadedClaim[] = [];
  for await (const claim of loadClaims(ledger, await selectClaims(ledger, unlimited), viewOf(filter)))
    loaded.push(claim);
  const groups = groupClaims(loaded);
  const rows = withLinks(groups.map(eventRow)).filter(
    ({ origins, claims }) => origins >= least && (!among || claims.some((id) => among.has(id))),
  );
  return [...latest(rows, filter)];
}

/**
 * Events as `events` gives them; of a question, those on which somebody's position on it rests.
 *
 * @param filter `question`: ids of the codebook's questions
 * @throws UserError for a filter that cannot be understood, or a question that the codebook does not have
 */
export async function eventsOn(
  ledger: Ledger,
  codebook: Codebook,
  { question, ...filter }: EventFilter & { question?: readonly string[] },
): Promise<EventRow[]> {
  if (!question) return events(ledger, filter);
  const { knownAt, raw } = filter;
  const held = await positions(ledger, codebook, {
    question,
    ...(knownAt !== undefined && { knownAt }),
    ...(raw !== undefined && { raw }),
  });
  return events(ledger, { ...filter, claims: new Set(held.flatMap(({ claims }) => claims)) });
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

/** The first report's, made of its document and claim: it stays as later reports join. */
function eventId(group: readonly LoadedClaim[]): string {
  const [first] = group.map(({ row }) => `${row.published ?? '~'}\n${row.document}\n${row.id}`).sort();
  return createHash('sha256')
    .update(first ?? '')
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
