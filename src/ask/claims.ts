import { type ClaimContent, type CorrectionAction, contentOf, type Ledger, type View } from '../ledger/index.js';
import type { Claim, Versions } from '../types.js';
import { type Filter, viewOf } from './filter.js';
import { identitiesOf } from './identities.js';
import { originsOf } from './origin-groups.js';
import { selectClaims } from './select.js';
import { compare } from './values.js';

/** A claim with where it can be read and when it came into the ledger. */
export type ClaimRow = Claim & {
  document: string;
  url?: string;
  outlet?: string;
  published?: string;
  /** Of a document that is only the first lines of its report: what the rest says is not known. */
  teaser?: true;
  recorded: string;
  /** The document where the report first came from: see `OriginRow`. */
  origin: string;
  versions: Versions;
  /** The person who put it on record like this, and the entry of the correction; absent where the machine did. */
  corrected?: { entry: number; action: CorrectionAction; by: string; at: string };
};

/** A claim's row with what its answer is made from, and is not part of it. */
export interface LoadedClaim {
  sequence: number;
  /** The entry of the revision that it stands in. */
  revision: number;
  row: ClaimRow;
  /** The sentence. */
  words: string;
  /** First and last day of its valid time, else of its report time. */
  starts: string | undefined;
  ends: string | undefined;
}

/** Claims that are loaded at once. */
const CHUNK = 500;

/**
 * The claims that a filter admits, by first day, document and place in the text.
 *
 * @throws UserError for a filter that cannot be understood
 */
export async function* claims(ledger: Ledger, filter: Filter = {}): AsyncGenerator<ClaimRow> {
  for await (const { row } of loadClaims(ledger, await selectClaims(ledger, filter), viewOf(filter))) yield row;
}

/**
 * Claims by the sequences of their entries, in that order, loaded some at a time.
 *
 * @param view says which actors are meant, where some were merged or split
 */
export async function* loadClaims(
  { db }: Ledger,
  sequences: readonly number[],
  view: View = {},
): AsyncGenerator<LoadedClaim> {
  const identities = await identitiesOf(db, view);
  for (let at = 0; at < sequences.length; at += CHUNK) {
    const chunk = sequences.slice(at, at + CHUNK);
    const rows = await db
      .selectFrom('claims')
      .innerJoin('entries', 'entries.sequence', 'claims.sequence')
      .innerJoin('revisions', 'revisions.sequence', 'claims.revision')
      .innerJoin('codings', 'codings.sequence', 'claims.coding')
      .leftJoin('judgements', 'judgements.sequence', 'claims.sequence')
      .leftJoin('corrections', 'corrections.sequence', 'judgements.correction')
      .select(['corrections.sequence as entry', 'corrections.action', 'corrections.by', 'corrections.recorded as at'])
      .select([
        'claims.sequence',
        'claims.document',
        'claims.revision',
        'claims.words',
        'claims.starts',
        'claims.ends',
        'claims.recorded',
      ])
      .select(['entries.content', 'revisions.url', 'revisions.outlet', 'revisions.published', 'revisions.state'])
      .select('revisions.ended as replaced')
      .select(['codings.coder', 'codings.codebook'])
      .where('claims.sequence', 'in', chunk)
      .execute();
    const bySequence = new Map(rows.map((row) => [row.sequence, row]));
    const documents = rows.map(({ document }) => document);
    const current = view.before === undefined ? rows.filter(({ replaced }) => replaced === null) : [];
    const known = new Map(current.map((row) => [row.document, row]));
    const origins = await originsOf(db, documents, view.before, known);
    for (const sequence of chunk) {
      const found = bySequence.get(sequence);
      if (!found) continue;
      const { document, revision, url, outlet, published, recorded, coder, codebook, words, starts, ends } = found;
      const { entry, action, by, at } = found;
      const { claim } = contentOf<ClaimContent>(found.content);
      const row: ClaimRow = {
        ...identities.applied({ ...claim, document }),
        ...(url !== null && { url }),
        ...(outlet !== null && { outlet }),
        ...(published !== null && { published }),
        ...(found.state === 'teaser' && { teaser: true as const }),
        recorded,
        origin: origins.get(document) ?? document,
        versions: { coder, codebook },
        ...(entry !== null && action !== null && { corrected: { entry, action, by: by ?? '', at: at ?? '' } }),
      };
      yield { sequence, revision, row, words, starts: starts ?? undefined, ends: ends ?? undefined };
    }
  }
}

/** The chain of those who say it, innermost first: each link's speakers' names. */
export function chainNames({ attribution }: Pick<Claim, 'attribution'>): string[] {
  return attribution.map(({ speakers }) => speakers.map(({ actor, text }) => actor?.name ?? text).join(' and '));
}

/** The order of claims by how well they carry what they tell: of the body rather than the headline, surest, first published. */
export function byWeight(a: LoadedClaim, b: LoadedClaim): number {
  return (
    Number(a.row.headline) - Number(b.row.headline) ||
    b.row.confidence - a.row.confidence ||
    compare(a.row.published ?? '~', b.row.published ?? '~') ||
    compare(a.row.document, b.row.document) ||
    compare(a.row.id, b.row.id)
  );
}
