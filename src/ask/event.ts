import { UserError } from '../errors.js';
import type { Ledger } from '../ledger/index.js';
import { type ClaimRow, type LoadedClaim, loadClaims } from './claims.js';
import { type EventLink, type EventRow, events } from './events/index.js';
import { selectClaims } from './select.js';
import { compare } from './values.js';

/** One event with how each report tells it, and the events that it has to do with. */
export interface EventView {
  event: EventRow;
  /** Oldest first. */
  tellings: Telling[];
  linked: { kind: EventLink['kind']; event: EventRow }[];
}

/** How one report tells an event. */
export interface Telling {
  claim: ClaimRow;
  /** The report's sentence. */
  words: string;
}

/**
 * One event.
 *
 * @throws UserError where there is none
 */
export async function event(ledger: Ledger, id: string): Promise<EventView> {
  const [own] = await events(ledger, { event: [id] });
  if (!own) throw new UserError(`event ${id}: the ledger has none with this id`);
  // What it is linked with has the same sides.
  const [source, target] = [own.source, own.target].map((side) => side.map((actor) => actor.id));
  const near = source?.length && target?.length ? await events(ledger, { source, target }) : [];
  const links = near.find((row) => row.id === own.id)?.links;
  const found = links ? { ...own, links } : own;
  const ids = new Set(found.claims);
  const told: LoadedClaim[] = [];
  for (const document of found.documents) {
    for await (const one of loadClaims(ledger, await selectClaims(ledger, { document }))) {
      if (ids.has(one.row.id)) told.push(one);
    }
  }
  const tellings = told.map(({ row, words }) => ({ claim: row, words }));
  tellings.sort(
    (a, b) =>
      compare(a.claim.published ?? '~', b.claim.published ?? '~') || compare(a.claim.document, b.claim.document),
  );
  const linked = (found.links ?? []).flatMap(({ kind, event: other }) => {
    const row = near.find((one) => one.id === other);
    return row ? [{ kind, event: row }] : [];
  });
  return { event: found, tellings, linked };
}
