import { among, type Ledger } from '../../ledger/index.js';
import type { Filter } from '../filter.js';
import { selectClaims } from '../select.js';
import { followEvent } from './forwarded.js';
import { claimsOfEvents, eventsOf } from './groups.js';
import type { EventFilter } from './index.js';

/** Claims that are looked at for each event of a page at first; events are told by one or two as a rule. */
const FOR_EACH = 3;
const LEAST = 100;

/**
 * The claims of which events are made, by first day: all that the filter admits of the events that are asked for, and where a
 * page is asked for, at least those of its events and of all later ones.
 */
export async function claimsFor(
  ledger: Ledger,
  { limit, offset = 0, event, origins = 0, claims, ...filter }: EventFilter,
): Promise<number[]> {
  // The ledger keeps the events of the corrected view; the machine's alone are made of all its claims.
  if (filter.raw) return selectClaims(ledger, filter);
  if (event) {
    const ids = await Promise.all(event.map((id) => followEvent(ledger, id, filter)));
    return selectClaims(ledger, filter, await claimsOfEvents(ledger, ids, filter));
  }
  if (claims) {
    const telling = await selectClaims(ledger, { ...filter, claim: [...claims] });
    return wholeEvents(ledger, telling, filter);
  }
  return limit === undefined || origins > 1 ? selectClaims(ledger, filter) : newest(ledger, filter, limit + offset);
}

/** The claims of the latest so many events, and perhaps of some that come before them. */
async function newest(ledger: Ledger, filter: Filter, wanted: number): Promise<number[]> {
  for (let size = Math.max(LEAST, wanted * FOR_EACH); ; size *= 4) {
    const slice = await selectClaims(ledger, { ...filter, limit: size });
    if (slice.length < size) return slice;
    const whole = await wholeEvents(ledger, slice, filter);
    // An event none of whose claims are in the slice is not later than the slice's first day.
    const days = await firstDays(ledger, whole, filter);
    const first = (await daysOf(ledger, slice.slice(0, 1))).get(slice[0] as number) ?? '';
    if ([...days.values()].filter((day) => day > first).length >= wanted) return whole;
  }
}

/** All claims that the filter admits of the events that some claims tell of. */
async function wholeEvents(ledger: Ledger, claims: readonly number[], filter: Filter): Promise<number[]> {
  const events = await eventsOf(ledger, claims, filter);
  const all = await claimsOfEvents(ledger, [...new Set(events.values())], filter);
  return selectClaims(ledger, filter, [...new Set([...claims, ...all])]);
}

/** By event: the first day of its claims. */
async function firstDays(ledger: Ledger, claims: readonly number[], filter: Filter): Promise<Map<string, string>> {
  const [events, days] = [await eventsOf(ledger, claims, filter), await daysOf(ledger, claims)];
  const found = new Map<string, string>();
  for (const [claim, event] of events) {
    const [day, before] = [days.get(claim) ?? '', found.get(event)];
    if (before === undefined || day < before) found.set(event, day);
  }
  return found;
}

async function daysOf({ db }: Ledger, claims: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('claims')
    .select(['sequence', 'starts'])
    .where('sequence', 'in', among(db, claims))
    .execute();
  return new Map(rows.map(({ sequence, starts }) => [sequence, starts ?? '']));
}
