import type { Database, Ledger } from '../../ledger/index.js';
import { type LoadedClaim, loadClaims } from '../claims.js';
import { type Filter, viewOf } from '../filter.js';
import { type EventRow, eventRow } from './rows.js';

/** An id that was an event's, and the one that what it stood for belongs to since. */
interface Forward {
  event: string;
  into: string;
  corrected: 0 | 1;
}

/**
 * Rows for ids that people's corrections left without an event, as the events last were: each with a link to the event
 * among `rows` that what it told of belongs to now. They are no events, and count as none.
 */
export async function forwarded(ledger: Ledger, rows: readonly EventRow[], filter: Filter = {}): Promise<EventRow[]> {
  if (filter.raw || !rows.length) return [];
  const present = new Set(rows.map(({ id }) => id));
  const found: EventRow[] = [];
  const forwards = await forwardsOf(ledger.db, filter);
  for (const { event, corrected } of forwards.values()) {
    const into = followed(forwards, event);
    if (!corrected || !present.has(into) || into === event) continue;
    const claims = await lastClaimsOf(ledger, event, filter);
    if (claims.length) found.push({ ...eventRow({ id: event, claims }), links: [{ kind: 'forwarded', event: into }] });
  }
  return found;
}

/** The event that an id stands for: its own, or the one that it was forwarded to. */
export async function followEvent({ db }: Ledger, id: string, filter: Filter = {}): Promise<string> {
  return followed(await forwardsOf(db, filter), id);
}

/** Ids that no event of a view has, by id. */
async function forwardsOf(db: Database, filter: Filter): Promise<Map<string, Forward>> {
  const { before } = viewOf(filter);
  const rows = await db
    .selectFrom('forwards')
    .select(['event', 'into', 'corrected'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('tellings')
            .select('tellings.event')
            .whereRef('tellings.event', '=', 'forwards.event')
            .$if(before === undefined, (query) => query.where('tellings.ended', 'is', null))
            .$if(before !== undefined, (query) =>
              query
                .where('tellings.recorded', '<', before ?? '')
                .where((one) => one.or([one('tellings.ended', 'is', null), one('tellings.ended', '>=', before ?? '')])),
            ),
        ),
      ),
    )
    .$if(before !== undefined, (query) => query.where('recorded', '<', before ?? ''))
    .orderBy('recorded')
    .execute();
  return new Map(rows.map((row) => [row.event, row]));
}

function followed(forwards: ReadonlyMap<string, Forward>, id: string): string {
  const seen = new Set<string>();
  let last = id;
  for (let next = forwards.get(id); next && !seen.has(next.event); next = forwards.get(next.into)) {
    seen.add(next.event);
    last = next.into;
  }
  return last;
}

/** The claims that an event had when it last was one. */
async function lastClaimsOf(ledger: Ledger, event: string, filter: Filter): Promise<LoadedClaim[]> {
  const rows = await ledger.db
    .selectFrom('tellings')
    .select(['claim', 'ended'])
    .where('event', '=', event)
    .where('ended', 'is not', null)
    .orderBy('ended', 'desc')
    .execute();
  const last = rows.filter(({ ended }) => ended === rows[0]?.ended).map(({ claim }) => claim);
  const claims: LoadedClaim[] = [];
  for await (const claim of loadClaims(ledger, last, viewOf(filter))) claims.push(claim);
  return claims;
}
