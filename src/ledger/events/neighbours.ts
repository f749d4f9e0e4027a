import { type RawBuilder, sql } from 'kysely';
import { sha256 } from '../canonical.js';
import { isPostgres } from '../dialect.js';
import type { Database } from '../schema.js';
import { type Placed, RECALLED } from './groups.js';
import { keysOf } from './keys.js';
import { isLate } from './same.js';
import { lateRange } from './slots.js';
import type { TellingKeyTable } from './tables.js';
import { type Telling, unpackTelling } from './telling.js';

/** A claim as its event is decided. `key` orders the claims of an event, the first published first. */
export interface Known extends Placed {
  claim: number;
  /** The event that it belonged to so far, and since when. */
  event?: string;
  recorded?: string;
  /** What it was before, where it is told otherwise now. */
  was?: Known;
}

/** Values in one statement. */
const AT_ONCE = 500;

/** A day after all others. */
export const NEVER = 4_000_000;

/** What tells a claim from others, in the order of publication. */
export function orderKey(published: string | null | undefined, document: string, id: string): string {
  return `${published ?? '~'}\n${document}\n${id}`;
}

/** The rows by which a claim is found. */
export function keyRows({ claim, told, day }: Pick<Known, 'claim' | 'told' | 'day'>): TellingKeyTable[] {
  const late = isLate(told) ? 1 : 0;
  return [...new Set(keysOf(told).own)].map((key) => ({ key: numberOf(key), late, day, claim }));
}

/** Claims that are among the answers, looked up in the tables; each is loaded once. */
export class Crowd {
  readonly #db: Database;
  readonly #known = new Map<number, Known>();

  constructor(db: Database, entering: readonly Known[]) {
    this.#db = db;
    for (const one of entering) this.#known.set(one.claim, one);
  }

  /** All that were looked up, and those that come in. */
  all(): Known[] {
    return [...this.#known.values()];
  }

  /** Claims that share a key with some, on the days that `days` gives for each. */
  async near<T extends { told: Telling }>(
    some: Iterable<T>,
    late: 0 | 1,
    days: (one: T) => readonly [from: number, to: number],
  ): Promise<Known[]> {
    const ranges = new Map<string, [key: number, late: 0 | 1, from: number, to: number]>();
    for (const one of some) {
      const [from, to] = days(one);
      for (const name of keysOf(one.told).sought) {
        const key = numberOf(name);
        ranges.set(`${key} ${from} ${to}`, [key, late, from, to]);
      }
    }
    if (!ranges.size) return [];
    const { rows } = await inRanges(this.#db, JSON.stringify([...ranges.values()])).execute(this.#db);
    return this.#load(
      'claim',
      rows.map(({ claim }) => claim),
    );
  }

  /** The claims among which what is recalled, or was in a longer time, looks for its event; none where there are too many. */
  async before(some: readonly Known[]): Promise<Map<Known, Known[]>> {
    const found = new Map<Known, Set<number>>();
    const asked = some.flatMap((one) => [...new Set(keysOf(one.told).sought)].map((key) => ({ one, key })));
    const many = new Set<Known>();
    for (let at = 0; at < asked.length; at += 100) {
      const parts = asked.slice(at, at + 100).map(({ one: { told }, key }, i) => {
        const [from, to] = lateRange(told);
        return sql`select ${sql.lit(i)} as asked, claim from (select claim from telling_keys where key = ${numberOf(key)}
          and late = 0 and day >= ${from} and day <= ${to} limit ${RECALLED + 1}) as one`;
      });
      const { rows } = await sql<{ asked: number; claim: number }>`${sql.join(parts, sql` union all `)}`.execute(
        this.#db,
      );
      const counts = new Map<number, number>();
      for (const { asked: i, claim } of rows) {
        const { one } = asked[at + Number(i)] as { one: Known };
        const own = found.get(one) ?? new Set();
        found.set(one, own.add(claim));
        const count = (counts.get(Number(i)) ?? 0) + 1;
        counts.set(Number(i), count);
        if (count > RECALLED) many.add(one);
      }
    }
    for (const one of many) found.delete(one);
    await this.#load('claim', [...new Set([...found.values()].flatMap((claims) => [...claims]))]);
    return new Map(
      [...found].map(([one, claims]) => [one, [...claims].flatMap((claim) => this.#known.get(claim) ?? [])]),
    );
  }

  /** The claims of some events, by event. */
  async ofEvents(events: Iterable<string>): Promise<Map<string, Known[]>> {
    const found = new Map<string, Known[]>();
    for (const one of await this.#load('event', [...new Set(events)])) {
      const { event = '' } = one;
      const members = found.get(event);
      if (members) members.push(one);
      else found.set(event, [one]);
    }
    return found;
  }

  async #load(by: 'claim' | 'event', values: readonly (number | string)[]): Promise<Known[]> {
    const missing = by === 'event' ? values : values.filter((claim) => !this.#known.has(claim as number));
    const loaded = await loadKnown(this.#db, by, missing);
    for (const one of loaded) if (!this.#known.has(one.claim)) this.#known.set(one.claim, one);
    const claims = by === 'event' ? loaded.map(({ claim }) => claim) : (values as readonly number[]);
    return claims.flatMap((claim) => this.#known.get(claim) ?? []);
  }
}

/** What is known of claims that are among the answers now, by themselves, by the events that they belong to, or by their acts. */
export async function loadKnown(
  db: Database,
  by: 'claim' | 'event' | 'act',
  values: readonly (number | string)[],
): Promise<Known[]> {
  const found: Known[] = [];
  for (let at = 0; at < values.length; at += AT_ONCE) {
    const rows = await db
      .selectFrom('tellings')
      .innerJoin('claims', 'claims.sequence', 'tellings.claim')
      .innerJoin('revisions', 'revisions.sequence', 'claims.revision')
      .select(['tellings.claim', 'tellings.event', 'tellings.told', 'tellings.day', 'tellings.recorded'])
      .select(['claims.id', 'claims.document', 'revisions.published'])
      .where(by === 'act' ? actOf(db) : sql.ref(`tellings.${by}`), 'in', values.slice(at, at + AT_ONCE))
      .where('tellings.ended', 'is', null)
      .execute();
    for (const { claim, event, told, day, recorded, id, document, published } of rows) {
      found.push({ claim, told: unpackTelling(told), day, key: orderKey(published, document, id), event, recorded });
    }
  }
  return found;
}

/** The first of what `packTelling` packs. */
function actOf(db: Database): RawBuilder<string> {
  return isPostgres(db) ? sql`tellings.told::json->>0` : sql`tellings.told->>0`;
}

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
