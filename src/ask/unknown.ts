import { distance } from 'fastest-levenshtein';
import type { Codebook } from '../codebook/index.js';
import { columnText, type Database, fold, type Ledger } from '../ledger/index.js';
import { type Filter, viewOf } from './filter.js';
import { identitiesOf } from './identities.js';
import { whoIs } from './select.js';

/** A value that a filter asks by and nothing in the ledger has: the reason why there may be no answer. */
export interface Unknown {
  /** The filter's field. */
  field: 'actor' | 'source' | 'target' | 'speaker' | 'type' | 'document' | 'event';
  value: string;
  /** In a sentence. */
  reason: string;
  /** What may have been meant, the likeliest first. */
  near: string[];
}

const NAMES = ['actor', 'source', 'target', 'speaker'] as const;

/** Values that may have been meant instead, at most. */
const FEW = 5;

/** Of a name's letters, at most so many may differ. */
const DIFFERENT = 0.34;

/** What a filter asks by and nothing in the ledger has. */
export async function unknownIn(
  { db }: Ledger,
  codebook: Codebook,
  filter: Filter & { event?: readonly string[] },
): Promise<Unknown[]> {
  const found: Unknown[] = [];
  const identities = await identitiesOf(db, viewOf(filter));
  for (const field of NAMES) {
    for (const value of new Set(filter[field])) {
      if ((await whoIs(db, value, identities)).meant.length || (await isSaid(db, value))) continue;
      const near = nearest(value, await namesIn(db, codebook));
      found.push({ field, value, reason: `the ledger knows nobody called ${value}`, near });
    }
  }
  for (const value of new Set(filter.type)) {
    if (codebook.types[value] ?? codebook.types[value.toUpperCase()]) continue;
    const said = await db.selectFrom('claims').select('sequence').where('type', '=', value).limit(1).executeTakeFirst();
    if (said) continue;
    const types = Object.keys(codebook.types);
    const reason = `there is no event type ${value} (there are: ${types.join(', ')})`;
    found.push({ field: 'type', value, reason, near: nearest(value, types) });
  }
  const ids = [
    ...(filter.document === undefined ? [] : [{ field: 'document' as const, value: filter.document }]),
    ...[...new Set(filter.event)].map((value) => ({ field: 'event' as const, value })),
  ];
  for (const { field, value } of ids) {
    const near = await idsLike(db, field, value);
    if (near.includes(value)) continue;
    found.push({ field, value, reason: `the ledger has no ${field} ${value}`, near });
  }
  return found;
}

/** Ids that begin like one (that one alone where there is it): of documents, or of events that are or once were. */
async function idsLike(db: Database, field: 'document' | 'event', value: string): Promise<string[]> {
  const from = columnText(value);
  const to = `${from}\u{10ffff}`;
  const rows =
    field === 'document'
      ? await db.selectFrom('documents').select('id').where('id', '>=', from).where('id', '<', to).limit(FEW).execute()
      : await db
          .selectFrom('tellings')
          .select('event as id')
          .where('event', '>=', from)
          .where('event', '<', to)
          .union(db.selectFrom('forwards').select('event as id').where('event', '>=', from).where('event', '<', to))
          .limit(FEW)
          .execute();
  const ids = rows.map(({ id }) => id).sort();
  return ids.includes(value) ? [value] : ids;
}

/** Whether some words that resolve to nobody are these. */
async function isSaid(db: Database, name: string): Promise<boolean> {
  const said = await db
    .selectFrom('participants')
    .select('claim')
    .where('actor', 'is', null)
    .where('name', '=', fold(name))
    .limit(1)
    .executeTakeFirst();
  return said !== undefined;
}

/** Names of the actors that the ledger's claims or the codebook have. */
async function namesIn(db: Database, codebook: Codebook): Promise<string[]> {
  const rows = await db.selectFrom('actors').select('name').distinct().execute();
  const known = new Map(codebook.actors.map(({ name }) => [fold(name), name]));
  return [...new Set([...known.values(), ...rows.map(({ name }) => known.get(name) ?? name)])];
}

/** Those that begin alike, hold the words, or differ in few letters. */
function nearest(value: string, all: readonly string[]): string[] {
  const words = fold(value.slice(0, 100));
  const scored = all.flatMap((one) => {
    const other = fold(one);
    const letters = distance(words, other) / Math.max(words.length, other.length, 1);
    const holds = words.length > 2 && other.length > 2 && (other.includes(words) || words.includes(other));
    return holds || letters <= DIFFERENT ? [{ one, score: holds ? letters / 3 : letters }] : [];
  });
  return scored
    .sort((a, b) => a.score - b.score || (a.one < b.one ? -1 : 1))
    .slice(0, FEW)
    .map(({ one }) => one);
}
