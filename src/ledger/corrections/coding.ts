import { UserError } from '../../errors.js';
import type { Claim, Document } from '../../types.js';
import type { ClaimContent, RevisionContent } from '../content.js';
import { contentOf } from '../packing.js';
import type { Database } from '../schema.js';

/** A coding's revision. */
export async function codingAt(db: Database, coding: number): Promise<{ revision: number }> {
  return db.selectFrom('codings').select('revision').where('sequence', '=', coding).executeTakeFirstOrThrow();
}

/**
 * The present coding of a document's current revision.
 *
 * @throws UserError where the ledger has no such document
 */
export async function presentCoding(db: Database, document: string): Promise<{ coding: number; revision: number }> {
  const row = await db
    .selectFrom('documents')
    .innerJoin('codings', 'codings.revision', 'documents.revision')
    .select(['codings.sequence as coding', 'codings.revision'])
    .where('documents.id', '=', document)
    .where('codings.ended', 'is', null)
    .executeTakeFirst();
  if (!row) throw new UserError(`document ${document}: the ledger has none with this id`);
  return row;
}

/** The document as a revision has it. */
export async function documentAt(db: Database, revision: number): Promise<Document> {
  return (await contentAt<RevisionContent>(db, revision)).document;
}

/** What an entry holds that puts a claim among the answers: the machine's own, or a person's. */
export async function claimAt(db: Database, sequence: number): Promise<Claim> {
  return (await contentAt<ClaimContent>(db, sequence)).claim;
}

/** What an entry holds. */
export async function contentAt<T>(db: Database, sequence: number): Promise<T> {
  const { content } = await db
    .selectFrom('entries')
    .select('content')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  return contentOf<T>(content);
}

/** The claims that a coding made, with the sequences of their entries, in the order of the text. */
export async function machineClaims(db: Database, coding: number): Promise<{ sequence: number; claim: Claim }[]> {
  const rows = await db
    .selectFrom('claims')
    .innerJoin('entries', 'entries.sequence', 'claims.sequence')
    .select(['claims.sequence', 'entries.content'])
    .where('claims.coding', '=', coding)
    .where('entries.kind', '=', 'claim')
    .orderBy('claims.sequence')
    .execute();
  return rows.map(({ sequence, content }) => ({ sequence, claim: contentOf<ClaimContent>(content).claim }));
}
