import type { Codebook } from '../codebook/index.js';
import { UserError } from '../errors.js';
import { firstDay, type Ledger } from '../ledger/index.js';
import type { Versions } from '../types.js';
import type { EventFilter } from './events/index.js';
import { type EventOutline, eventOutlines } from './events/outlines.js';
import { type Filter, knownBefore, periodOf, viewOf } from './filter.js';
import { identitiesOf } from './identities.js';
import { isCurrent, originsOf } from './origin-groups.js';
import { type Per, periodFor, periodsBetween } from './periods.js';
import { type PositionFilter, positions, questionsOf } from './positions/index.js';
import { whoIs } from './select.js';
import { compare, distinct, latest } from './values.js';
import { versionsOf } from './versions.js';

/** What counts are made by. */
export const BYS = ['dyad', 'type', 'quad', 'question', 'actor'] as const;
export type By = (typeof BYS)[number];

/** How much was told of one thing in one period, beside how much was read of that period. */
export interface CountRow {
  /** By dyad `source` and `target`, by question `question` and `stance`, else one field of the name asked by. */
  key: Record<string, string>;
  period: string;
  events: number;
  claims: number;
  documents: number;
  origins: number;
  /** Documents that were read of this period, by the day of their publication; also by outlet. */
  read: number;
  readByOutlet: Record<string, number>;
  versions: Versions;
}

export type CountFilter = EventFilter & PositionFilter & { by?: By; per?: Per };

/** Rows beyond which an answer is of no use to anybody. */
const MOST = 1_000_000;

/** What counts once: an event, or the beginning of a position. */
type Counted = Pick<EventOutline, 'claims' | 'documents' | 'versions'> & { key: Record<string, string>; day: string };

/**
 * Events, or positions by the period in which they begin, counted by key and period. Every key has a row for every
 * period from the first to the last day asked for, else of those read: zeros are filled. Only what is told as actual
 * counts, unless other `factuality` is asked for; what is only recalled without saying when does not count.
 *
 * @throws UserError for a filter that cannot be understood, or one that asks for too many rows
 */
export async function counts(ledger: Ledger, codebook: Codebook, filter: CountFilter = {}): Promise<CountRow[]> {
  const { by = 'type', per = 'month', limit, offset, ...rest } = filter;
  const asked = { ...rest, factuality: rest.factuality ?? ['actual' as const] };
  const counted =
    by === 'question' ? await ofPositions(ledger, codebook, asked) : await ofEvents(ledger, codebook, by, asked);
  const read = await readOf(ledger, filter, per);
  const { since, until } = periodOf(filter);
  const days = [...counted.map(({ day }) => day), ...read.days].sort();
  const [first, last] = [since ?? days[0], until ?? days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const periods = periodsBetween(first, last, per);
  const keys = new Map(
    [...(await keysOf(ledger, codebook, by, filter)), ...counted.map(({ key }) => key)].map((key) => [
      textOf(key),
      key,
    ]),
  );
  if (keys.size * periods.length > MOST) {
    throw new UserError(
      `counts: ${keys.size} keys in ${periods.length} periods are too many; narrow the filter or ask per year`,
    );
  }
  const cells = new Map<string, Counted[]>();
  for (const one of counted) {
    const cell = `${textOf(one.key)}\n${periodFor(one.day, per)}`;
    const others = cells.get(cell);
    if (others) others.push(one);
    else cells.set(cell, [one]);
  }
  const origins = await originsOf(
    ledger.db,
    counted.flatMap(({ documents }) => documents),
    knownBefore(filter),
  );
  const versions = await versionsOf(ledger.db);
  const rows: CountRow[] = [];
  for (const period of periods) {
    for (const [text, key] of [...keys].sort(([a], [b]) => compare(a, b))) {
      const cell = cells.get(`${text}\n${period}`) ?? [];
      const documents = distinct(cell.flatMap((one) => one.documents));
      rows.push({
        key,
        period,
        events: cell.length,
        claims: distinct(cell.flatMap((one) => one.claims)).length,
        documents: documents.length,
        origins: distinct(documents.map((id) => origins.get(id) ?? id)).length,
        read: read.documents.get(period) ?? 0,
        readByOutlet: Object.fromEntries(read.outlets.get(period) ?? []),
        versions: cell[0]?.versions ?? versions,
      });
    }
  }
  return [...latest(rows, { ...(limit !== undefined && { limit }), ...(offset !== undefined && { offset }) })];
}

async function ofEvents(
  ledger: Ledger,
  codebook: Codebook,
  by: Exclude<By, 'question'>,
  filter: CountFilter,
): Promise<Counted[]> {
  const counted: Counted[] = [];
  const { since = '' } = periodOf(filter);
  for (const row of await eventOutlines(ledger, codebook, filter)) {
    const first = row.day ?? (row.novelty === 'new' ? row.reported : undefined);
    if (first === undefined) continue;
    // What was going on when the period began counts from there.
    const [day = first] = [first, since].sort().reverse();
    const { claims, documents, versions } = row;
    for (const key of keysIn(row, by)) counted.push({ key, day, claims, documents, versions });
  }
  return counted;
}

function keysIn(
  { type, quad, source, target, reciprocal }: EventOutline,
  by: Exclude<By, 'question'>,
): Record<string, string>[] {
  if (by === 'type') return [{ type }];
  if (by === 'quad') return [{ quad: String(quad) }];
  if (by === 'actor') return distinct([...source, ...target]).map((actor) => ({ actor }));
  const pairs = source.flatMap((from) => target.map((to) => ({ source: from, target: to })));
  const both = reciprocal ? pairs.map((pair) => ({ source: pair.target, target: pair.source })) : [];
  return [...new Map([...pairs, ...both].map((pair) => [textOf(pair), pair])).values()];
}

async function ofPositions(ledger: Ledger, codebook: Codebook, filter: PositionFilter): Promise<Counted[]> {
  const { since = '', until = '9999' } = periodOf(filter);
  return (await positions(ledger, codebook, filter))
    .filter(({ from }) => from >= since && from <= until)
    .map(({ question, stance, from, claims, documents, versions }) => ({
      key: { question, stance },
      day: from,
      claims,
      documents,
      versions,
    }));
}

/** Keys that are asked for, so that what was not found has its zeros. */
async function keysOf(
  { db }: Ledger,
  codebook: Codebook,
  by: By,
  filter: CountFilter,
): Promise<Record<string, string>[]> {
  const { type, actor, source, target, question, stance } = filter;
  const identities = await identitiesOf(db, viewOf(filter));
  const ids = async (names: readonly string[] = []) => {
    const found = await Promise.all(names.map(async (name) => ({ name, ...(await whoIs(db, name, identities)) })));
    return found.flatMap(({ name, actors }) => (actors.length ? actors : [name]));
  };
  if (by === 'type') return (type ?? []).map((one) => ({ type: one.toUpperCase() }));
  if (by === 'quad') return ['1', '2', '3', '4'].map((quad) => ({ quad }));
  if (by === 'actor')
    return (await ids([...(actor ?? []), ...(source ?? []), ...(target ?? [])])).map((one) => ({ actor: one }));
  if (by === 'dyad') {
    const targets = await ids(target);
    return (await ids(source)).flatMap((from) => targets.map((to) => ({ source: from, target: to })));
  }
  return questionsOf(codebook, question).flatMap(({ id, kind }) =>
    (stance ?? Object.keys(codebook.kinds[kind]?.stances ?? {})).map((one) => ({ question: id, stance: one })),
  );
}

/** How many documents were read of each period, by outlet. A notice that stands instead of a report was not read. */
async function readOf({ db }: Ledger, filter: Filter, per: Per) {
  const { since, until } = periodOf(filter);
  const rows = await db
    .selectFrom('revisions')
    .select(['published', 'outlet', (eb) => eb.fn.countAll<number>().as('count')])
    .where(isCurrent(knownBefore(filter)))
    .where('published', 'is not', null)
    .where('state', '<>', 'blocked')
    .groupBy(['published', 'outlet'])
    .execute();
  const documents = new Map<string, number>();
  const outlets = new Map<string, Map<string, number>>();
  const days: string[] = [];
  for (const { published, outlet, count } of rows) {
    const day = firstDay(published ?? undefined);
    if (day === undefined || day < (since ?? '') || day > (until ?? '9999')) continue;
    const period = periodFor(day, per);
    days.push(day);
    documents.set(period, (documents.get(period) ?? 0) + Number(count));
    const own = outlets.get(period) ?? new Map<string, number>();
    own.set(outlet ?? '', (own.get(outlet ?? '') ?? 0) + Number(count));
    outlets.set(period, own);
  }
  return { documents, outlets, days };
}

function textOf(key: Record<string, string>): string {
  return JSON.stringify(Object.values(key));
}
