import { distance } from 'fastest-levenshtein';
import type { Codebook } from '../codebook/index.js';
import { type Database, fold, type Ledger } from '../ledger/index.js';
import { type Filter, viewOf } from './filter.js';
import { identitiesOf } from './identities.js';
import { whoIs } from './select.js';

/** A value that a filter asks by and nothing in the ledger has: the reason why there may be no answer. */
export interface Unknown {
  /** The filter's field. */
  field: 'actor' | 'source' | 'target' | 'speaker' | 'type';
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
export async function unknownIn({ db }: Ledger, codebook: Codebook, filter: Filter): Promise<Unknown[]> {
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
  return found;
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
