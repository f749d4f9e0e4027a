import type { Versions } from '../types.js';
import type { Database } from './schema.js';

/** A revision that the ledger has, or that was just appended. */
export interface KnownRevision {
  sequence: number;
  /** Of its entry. */
  contentHash: string;
  current: boolean;
}

/** The revision of a document with a hash (see `revisionHash`). */
export async function findRevision(db: Database, document: string, hash: string): Promise<KnownRevision | undefined> {
  return (await findRevisions(db, [document], [hash])).get(document);
}

/** By document: the revision that has one of the hashes, where there is one. */
export async function findRevisions(
  db: Database,
  documents: readonly string[],
  hashes: readonly string[],
): Promise<Map<string, KnownRevision>> {
  const rows = await db
    .selectFrom('revisions')
    .innerJoin('entries', 'entries.sequence', 'revisions.sequence')
    .select(['document', 'revisions.hash', 'revisions.sequence', 'entries.content_hash', 'revisions.ended'])
    .where('document', 'in', documents)
    .where('revisions.hash', 'in', hashes)
    .execute();
  const wanted = new Map(documents.map((document, i) => [document, hashes[i]]));
  return new Map(
    rows
      .filter(({ document, hash }) => wanted.get(document) === hash)
      .map((row) => [
        row.document,
        { sequence: row.sequence, contentHash: row.content_hash, current: row.ended === null },
      ]),
  );
}

/** By document: its current revision. */
export async function findCurrent(
  db: Database,
  documents: readonly string[],
): Promise<Map<string, { sequence: number; rank: string }>> {
  const rows = await db
    .selectFrom('documents')
    .innerJoin('revisions', 'revisions.sequence', 'documents.revision')
    .select(['documents.id', 'revisions.sequence', 'revisions.rank'])
    .where('documents.id', 'in', documents)
    .execute();
  return new Map(rows.map(({ id, sequence, rank }) => [id, { sequence, rank }]));
}

/** Those among the revisions that are coded by these versions. */
export async function findCodings(
  db: Database,
  revisions: readonly number[],
  { coder, codebook }: Versions,
): Promise<Set<number>> {
  if (!revisions.length) return new Set();
  const rows = await db
    .selectFrom('codings')
    .select('revision')
    .where('revision', 'in', revisions)
    .where('coder', '=', coder)
    .where('codebook', '=', codebook)
    .execute();
  return new Set(rows.map(({ revision }) => revision));
}

/** Those of the documents that were erased. */
export async function findErased(db: Database, documents: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('erasures').select('document').where('document', 'in', documents).execute();
  return new Set(rows.map(({ document }) => document));
}
