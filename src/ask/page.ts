import { UserError } from '../errors.js';
import { type KeptPage, type Ledger, pageOfRevision } from '../ledger/index.js';
import { trace } from './trace/index.js';

/**
 * The page in which a claim was read, as it was then.
 *
 * @param id the claim's id, or as much of its beginning as no other claim has
 * @throws UserError where there is no such claim, or no page of it is kept
 */
export async function pageOfClaim(ledger: Ledger, id: string): Promise<KeptPage> {
  const { claim } = await trace(ledger, id);
  const row = await ledger.db
    .selectFrom('claims')
    .select('revision')
    .where('id', '=', claim.id)
    .where('document', '=', claim.document)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const page = row && (await pageOfRevision(ledger.db, row.revision));
  if (!page) throw new UserError(`claim ${id}: no page of document ${claim.document} is kept`);
  return page;
}
