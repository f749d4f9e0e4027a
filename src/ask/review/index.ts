import type { Codebook } from '../../codebook/index.js';
import { type Database, type Ledger, wordsKey } from '../../ledger/index.js';
import { type ClaimRow, type LoadedClaim, loadClaims } from '../claims.js';
import type { Filter } from '../filter.js';
import { type KeptPositions, type Position, positions } from '../positions/index.js';
import { selectClaims } from '../select.js';
import { compare, distinctBy } from '../values.js';
import { type Copy, withoutCopies } from './copies.js';
import { chanceOf, doubtsOf } from './doubt.js';
import { type Resting, weightOf } from './weight.js';

export type { Copy } from './copies.js';
export type { Resting } from './weight.js';

/** A claim that nobody has judged, and why somebody should. */
export interface ReviewRow {
  claim: ClaimRow;
  /** The sentence. */
  words: string;
  /** `doubt` times `weight`. */
  priority: number;
  /** How likely it is wrong as it stands, 0 to 1; a rule of thumb. */
  doubt: number;
  /** How much hangs on it; see `weightOf`. */
  weight: number;
  /** What makes it doubtful, the weightiest first. */
  reasons: string[];
  /** Documents that carry the sentence. */
  documents: number;
  /** The positions that rest on it. */
  positions: Resting[];
  /** Claims that say otherwise for the same time. */
  contradicted: string[];
  /** Those that say the same in the same words in documents of the same origin: they are judged with it. */
  copies?: Copy[];
}

/** What of a filter can be asked of the queue. */
export type ReviewFilter = Omit<Filter, 'knownAt' | 'raw' | 'asOf' | 'unjudged' | 'claim'> & {
  /** Only claims that positions on these questions rest on. */
  question?: readonly string[];
};

/** So many of the latest claims are weighed, and so many of those on which positions rest: the ones that most hangs on. */
const [LATEST, RESTING] = [1_000, 2_000];

/** Values that one statement is given. */
const CHUNK = 500;

/**
 * The claims that nobody has judged yet, those first that are the likeliest wrong while most hangs on them; of copies, one. Of
 * the claims that the filter admits, the latest thousand by the event's day are weighed, and two thousand on which positions
 * rest: those that are contradicted, then those on which a position rests alone.
 *
 * @param kept as `positions` takes it
 * @throws UserError for a filter that cannot be understood
 */
export async function review(
  ledger: Ledger,
  codebook: Codebook,
  filter: ReviewFilter = {},
  kept?: KeptPositions,
): Promise<ReviewRow[]> {
  const { question, limit, offset = 0, ...admitted } = filter;
  const resting = restingOf(await positions(ledger, codebook, question ? { question } : {}, kept));
  const unjudged: Filter = { ...admitted, unjudged: true };
  const ids = heaviest(resting);
  const sequences = new Set<number>();
  const add = async (filter: Filter) => {
    for (const one of await selectClaims(ledger, filter)) sequences.add(one);
  };
  for (let at = 0; at < ids.length && sequences.size < RESTING; at += CHUNK)
    await add({ ...unjudged, claim: ids.slice(at, at + CHUNK) });
  if (!question) await add({ ...unjudged, limit: LATEST });
  const loaded: LoadedClaim[] = [];
  for await (const one of loadClaims(ledger, [...sequences])) loaded.push(one);
  const claims = distinctBy(loaded, ({ row }) => row.id);
  const carried = await carriersOf(ledger.db, claims);
  const rows = claims.map(({ row, words }): ReviewRow => {
    const { positions: own, contradicted } = resting.get(row.id) ?? { positions: [], contradicted: [] };
    const documents = carried.get(wordsKey(words)) ?? 1;
    const doubts = doubtsOf(row, contradicted).sort((a, b) => b.chance - a.chance);
    const [doubt, weight] = [chanceOf(doubts), weightOf(documents, own)];
    const reasons = doubts.map(({ reason }) => reason);
    return {
      claim: row,
      words,
      priority: doubt * weight,
      doubt,
      weight,
      reasons,
      documents,
      positions: own,
      contradicted,
    };
  });
  rows.sort((a, b) => b.priority - a.priority || compare(a.claim.id, b.claim.id));
  const single = withoutCopies(rows);
  return limit === undefined ? single : single.slice(offset, offset + limit);
}

/** By claim: the positions that rest on it, and the claims that contradict them. */
type RestingOn = Map<string, { positions: Resting[]; contradicted: string[] }>;

/** The claims on which positions rest, those first on which most hangs as far as the positions alone tell. */
function heaviest(resting: RestingOn): string[] {
  const weighed = [...resting].map(([id, { positions, contradicted }]) => ({
    id,
    weight: weightOf(1, positions) + (contradicted.length ? 1 : 0),
  }));
  return weighed.sort((a, b) => b.weight - a.weight || compare(a.id, b.id)).map(({ id }) => id);
}

function restingOf(all: readonly Position[]): RestingOn {
  const found: RestingOn = new Map();
  for (const { question, actor, stance, origins, claims, contradicted = [] } of all) {
    for (const claim of claims) {
      const before = found.get(claim) ?? { positions: [], contradicted: [] };
      found.set(claim, {
        positions: [...before.positions, { question, actor: actor.name, stance, origins }],
        contradicted: [...new Set([...before.contradicted, ...contradicted])],
      });
    }
  }
  return found;
}

/** In how many documents sentences stand now, by the key of their words. */
async function carriersOf(db: Database, claims: readonly LoadedClaim[]): Promise<Map<number, number>> {
  const keys = [...new Set(claims.map(({ words }) => wordsKey(words)))];
  const found = new Map<number, number>();
  for (let at = 0; at < keys.length; at += CHUNK) {
    const rows = await db
      .selectFrom('claims')
      .select((eb) => ['words_key', eb.fn.count<number>('document').distinct().as('documents')])
      .where('words_key', 'in', keys.slice(at, at + CHUNK))
      .where('ended', 'is', null)
      .groupBy('words_key')
      .execute();
    for (const { words_key, documents } of rows) found.set(Number(words_key), Number(documents));
  }
  return found;
}
