import type { Codebook } from '../../codebook/index.js';
import type { Ledger } from '../../ledger/index.js';
import { type LoadedClaim, loadClaims } from '../claims.js';
import { type Filter, viewOf } from '../filter.js';
import { positions } from '../positions/index.js';
import { latest } from '../values.js';
import { followEvent } from './forwarded.js';
import { eventGroups } from './groups.js';
import { withLinks } from './links.js';
import { type EventRow, eventRow } from './rows.js';
import { claimsFor } from './select.js';

export { forwarded } from './forwarded.js';
export type { EventLink } from './links.js';
export type { EventRow } from './rows.js';

/** What events can be narrowed by beside what their claims can. */
export type EventFilter = Filter & {
  /** Events' ids, or ids that were forwarded to them. */
  event?: readonly string[];
  /** Told by at least so many independent origins. */
  origins?: number;
  /** Told by any of these claims. */
  claims?: ReadonlySet<string>;
};

/**
 * The events that the admitted claims tell of, by first day; each rests on those claims.
 *
 * @throws UserError for a filter that cannot be understood
 */
export async function events(ledger: Ledger, filter: EventFilter = {}): Promise<EventRow[]> {
  const { event, origins: least = 0, claims: among } = filter;
  const wanted = event && new Set(await Promise.all(event.map((id) => followEvent(ledger, id, filter))));
  const sequences = await claimsFor(ledger, filter);
  const loaded: LoadedClaim[] = [];
  for await (const claim of loadClaims(ledger, sequences, viewOf(filter))) loaded.push(claim);
  const groups = await eventGroups(ledger, loaded, filter);
  const rows = withLinks(groups.map(eventRow)).filter(
    ({ id, origins, claims }) =>
      (!wanted || wanted.has(id)) && origins >= least && (!among || claims.some((one) => among.has(one))),
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
