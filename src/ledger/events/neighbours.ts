import { type RawBuilder, sql } from 'kysely';
import { sha256 } from '../canonical.js';
import { isPostgres } from '../dialect.js';
import type { Database } from '../schema.js';
import { keysOf } from './keys.js';
import { isActual, isLate, isSame, TALKED } from './same.js';
import type { TellingKeyTable } from './tables.js';
import { type Telling, unpackTelling } from './telling.js';

/** A claim as its event is decided, and the event that it belonged to so far. */
export interface Known {
  claim: number;
  told: Telling;
  /** By which the claims of an event are ordered, the first published first; the first one's makes the event's id. */
  key: string;
  event?: string;
  recorded?: string;
}

/** Claims looked at under one key for what can belong to any event of the past: the latest before it. */
const UNDER_A_KEY = 64;

/** How far claims lead to others, and how many are looked at beside those that came in. */
const ROUNDS = 6;
const MOST = 2000;

/** Values in one statement. */
const AT_ONCE = 500;

/** What tells a claim from others, in the order of publication. */
export function orderKey(published: string | null | undefined, document: string, id: string): string {
  return `${published ?? '~'}\n${document}\n${id}`;
}

/** The rows by which a claim is found. */
export function keyRows(claim: number, told: Telling): TellingKeyTable[] {
  const late = isLate(told) ? 1 : 0;
  const days = new Set([late ? (told.ends ?? told.reported ?? 0) : (told.starts as number)]);
  // Reports of one plan agree by when they came, too.
  if (!late && !isActual(told) && told.reported !== undefined) days.add(told.reported);
  return keysOf(told).own.flatMap((key) => [...days].map((day) => ({ key: numberOf(key), late, day, claim })));
}

/**
 * All claims that are to be grouped anew because of some: those that can tell of the same event as one of them, as one of
 * those, and so on, with all that belonged to the events of these so far.
 */
export async function neighbourhood(db: Database, some: readonly Known[]): Promise<Map<number, Known>> {
  const all = new Map(some.map((one) => [one.claim, one]));
  let fresh: readonly Known[] = some;
  for (let round = 0; fresh.length && round < ROUNDS && all.size < some.length + MOST; round++) {
    const candidates = (await sought(db, fresh)).filter((claim) => !all.has(claim));
    const byKey = new Map<string, Known[]>();
    for (const one of fresh) {
      for (const key of keysOf(one.told).all) {
        const under = byKey.get(key);
        if (under) under.push(one);
        else byKey.set(key, [one]);
      }
    }
    fresh = (await loadKnown(db, 'claim', candidates)).filter(({ told }) =>
      keysOf(told).all.some((key) => byKey.get(key)?.some((one) => isSame(one.told, told))),
    );
    for (const one of fresh) all.set(one.claim, one);
  }
  for (const one of await fellows(db, all.values())) if (!all.has(one.claim)) all.set(one.claim, one);
  return all;
}

/** All claims of the events that some belong to. */
export async function fellows(db: Database, some: Iterable<Known>): Promise<Known[]> {
  return loadKnown(db, 'event', [...new Set([...some].flatMap(({ event }) => event ?? []))]);
}

/** What is known of claims that are among the answers now, by themselves or by the events that they belong to. */
export async function loadKnown(
  db: Database,
  by: 'claim' | 'event',
  values: readonly (number | string)[],
): Promise<Known[]> {
  const found: Known[] = [];
  for (let at = 0; at < values.length; at += AT_ONCE) {
    const rows = await db
      .selectFrom('tellings')
      .innerJoin('claims', 'claims.sequence', 'tellings.claim')
      .innerJoin('revisions', 'revisions.sequence', 'claims.revision')
      .select(['tellings.claim', 'tellings.event', 'tellings.told', 'tellings.recorded'])
      .select(['claims.id', 'claims.document', 'revisions.published'])
      .where(sql.ref(`tellings.${by}`), 'in', values.slice(at, at + AT_ONCE))
      .where('tellings.ended', 'is', null)
      .execute();
    for (const { claim, event, told, recorded, id, document, published } of rows) {
      found.push({ claim, told: unpackTelling(told), key: orderKey(published, document, id), event, recorded });
    }
  }
  return found;
}

/** Claims that some could be of one event with, by their keys and days. */
async function sought(db: Database, some: readonly Known[]): Promise<number[]> {
  const ranges = new Map<string, [key: number, late: 0 | 1, from: number, to: number]>();
  const recalled: { key: number; to: number }[] = [];
  for (const { told } of some) {
    const first = told.starts ?? told.reported ?? 0;
    const last = told.ends ?? first;
    for (const name of keysOf(told).sought) {
      const key = numberOf(name);
      const add = (late: 0 | 1, from: number, to: number) =>
        ranges.set(`${key} ${late} ${from} ${to}`, [key, late, from, to]);
      if (told.recalled) recalled.push({ key, to: told.reported ?? last });
      else add(0, first - 1, last + 1);
      if (isLate(told)) add(1, last - 1, last + 1);
      else add(1, first, NEVER);
      if (!isActual(told) && told.reported !== undefined) add(0, told.reported - TALKED, told.reported + TALKED);
    }
  }
  const found = new Set<number>();
  const add = ({ rows }: { rows: { claim: number }[] }) => {
    for (const { claim } of rows) found.add(claim);
  };
  if (ranges.size) add(await inRanges(db, JSON.stringify([...ranges.values()])).execute(db));
  for (let at = 0; at < recalled.length; at += 100) {
    const parts = recalled.slice(at, at + 100).map(
      ({ key, to }) => sql`select claim from (select claim from telling_keys
        where key = ${key} and late = 0 and day <= ${to} order by day desc limit ${UNDER_A_KEY}) as one`,
    );
    add(await sql<{ claim: number }>`${sql.join(parts, sql` union all `)}`.execute(db));
  }
  return [...found];
}

/** A day after all others. */
const NEVER = 4_000_000;

/** One statement for all ranges: thousands of them come with a batch of reports. */
function inRanges(db: Database, ranges: string): RawBuilder<{ claim: number }> {
  if (isPostgres(db)) {
    return sql`select distinct k.claim from json_array_elements(${ranges}::json) as q(value)
      join telling_keys as k on k.key = (q.value->>0)::bigint and k.late = (q.value->>1)::integer
        and k.day >= (q.value->>2)::integer and k.day <= (q.value->>3)::integer`;
  }
  return sql`select distinct k.claim from json_each(${ranges}) as q
    cross join telling_keys as k on k.key = (q.value->>0) and k.late = (q.value->>1)
      and k.day >= (q.value->>2) and k.day <= (q.value->>3)`;
}

const numbers = new Map<string, number>();

/** A number for a key; the last ones are remembered, since a corpus has few. */
function numberOf(key: string): number {
  let number = numbers.get(key);
  if (number === undefined) {
    number = Number.parseInt(sha256(key).slice(0, 12), 16);
    if (numbers.size > 100_000) numbers.clear();
    numbers.set(key, number);
  }
  return number;
}
