import {
  among,
  type Database,
  eventIdOf,
  groupTellings,
  type Ledger,
  orderKey,
  tellingOf,
} from '../../ledger/index.js';
import type { LoadedClaim } from '../claims.js';
import { type Filter, viewOf } from '../filter.js';

/** Claims of one event. */
export interface EventGroup {
  id: string;
  claims: LoadedClaim[];
}

/**
 * Claims by the events that they tell of, as the ledger has them, by first day. The machine's reading alone is grouped
 * here, since the ledger keeps events of the corrected one.
 */
export async function eventGroups(
  ledger: Ledger,
  claims: readonly LoadedClaim[],
  filter: Filter = {},
): Promise<EventGroup[]> {
  const kept = filter.raw
    ? new Map<number, string>()
    : await eventsOf(
        ledger,
        claims.map(({ sequence }) => sequence),
        filter,
      );
  const groups = new Map<string, LoadedClaim[]>();
  const others: LoadedClaim[] = [];
  for (const claim of claims) {
    const event = kept.get(claim.sequence);
    if (event === undefined) others.push(claim);
    else groups.set(event, [...(groups.get(event) ?? []), claim]);
  }
  for (const group of groupClaims(others)) groups.set(eventIdOf(group.map(keyOf)), group);
  const first = (group: readonly LoadedClaim[]) => group.map(({ starts = '' }) => starts).sort()[0] ?? '';
  return [...groups]
    .map(([id, group]) => ({ id, claims: group, day: first(group) }))
    .sort((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1));
}

/** Joins claims of one event: see `groupTellings`. */
export function groupClaims(claims: readonly LoadedClaim[]): LoadedClaim[][] {
  const all = claims.map((claim) => {
    const { row, words } = claim;
    return {
      claim,
      key: keyOf(claim),
      told: tellingOf(row, { words, published: row.published, document: row.document }),
    };
  });
  return groupTellings(all).map((group) => group.map(({ claim }) => claim));
}

function keyOf({ row: { published, document, id } }: LoadedClaim): string {
  return orderKey(published, document, id);
}

/** By the sequence of a claim: the event that it tells of, in a view of the ledger. */
export async function eventsOf(
  { db }: Ledger,
  claims: readonly number[],
  filter: Filter,
): Promise<Map<number, string>> {
  const rows = await inView(db, filter).where('claim', 'in', among(db, claims)).execute();
  return new Map(rows.map(({ claim, event }) => [claim, event]));
}

/** Ids in one statement. */
const AT_ONCE = 500;

/** The event that a claim tells of now, by its sequence; undefined where it is no answer. */
export async function eventOf({ db }: Ledger, claim: number): Promise<string | undefined> {
  return (await inView(db, {}).where('claim', '=', claim).executeTakeFirst())?.event;
}

/** The claims that tell of some events, in a view of the ledger. */
export async function claimsOfEvents({ db }: Ledger, ids: readonly string[], filter: Filter): Promise<number[]> {
  const found: number[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const rows = await inView(db, filter)
      .where('event', 'in', ids.slice(at, at + AT_ONCE))
      .execute();
    found.push(...rows.map(({ claim }) => claim));
  }
  return found;
}

/** Which claim tells of which event, now or at an earlier time. */
function inView(db: Database, filter: Filter) {
  const { before } = viewOf(filter);
  const rows = db.selectFrom('tellings').select(['claim', 'event']);
  if (before === undefined) return rows.where('ended', 'is', null);
  return rows.where('recorded', '<', before).where((eb) => eb.or([eb('ended', 'is', null), eb('ended', '>=', before)]));
}
