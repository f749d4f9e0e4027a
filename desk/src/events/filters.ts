import type { Schemas } from '../api/client.ts';

/** What the page's address may say of events, as the API takes it. */
const MANY = ['actor', 'source', 'target', 'speaker', 'type', 'question'] as const;
const ONE = ['search', 'since', 'until', 'as-of', 'known-at', 'document'] as const;
const NOVELTIES = ['new', 'background'] as const;
export const FACTUALITIES = ['actual', 'denied', 'planned', 'possible', 'conditional', 'demanded'] as const;

export interface EventQuery
  extends Partial<Record<(typeof MANY)[number], string[]>>,
    Partial<Record<(typeof ONE)[number], string>> {
  factuality?: Schemas['Factuality'][];
  novelty?: (typeof NOVELTIES)[number];
  origins?: number;
}

/** The filters in an address. What is no number or none of the known words is left out. */
export function eventQuery(query: URLSearchParams): EventQuery {
  const asked: EventQuery = {};
  for (const name of MANY) if (query.has(name)) asked[name] = query.getAll(name);
  for (const name of ONE) {
    const value = query.get(name);
    if (value) asked[name] = value;
  }
  const told = FACTUALITIES.filter((one) => query.getAll('factuality').includes(one));
  if (told.length) asked.factuality = told;
  const novelty = NOVELTIES.find((one) => one === query.get('novelty'));
  if (novelty) asked.novelty = novelty;
  const origins = Number(query.get('origins'));
  if (Number.isInteger(origins) && origins > 0) asked.origins = origins;
  return asked;
}
