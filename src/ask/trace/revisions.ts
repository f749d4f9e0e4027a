import { changesBetween, contentOf, type Ledger, type RevisionContent } from '../../ledger/index.js';
import type { LoadedClaim } from '../claims.js';
import type { Revision } from './rows.js';

/** The revisions of a claim's document, in the order of the ledger, and what changed from each to the next. */
export async function revisionsOf({ db }: Ledger, { sequence, row }: LoadedClaim): Promise<Revision[]> {
  const traced = await db
    .selectFrom('claims')
    .select('revision')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('revisions')
    .innerJoin('entries', 'entries.sequence', 'revisions.sequence')
    .select(['revisions.sequence', 'published', 'modified', 'revisions.recorded', 'ended', 'entries.content'])
    .where('revisions.document', '=', row.document)
    .orderBy('revisions.sequence')
    .execute();
  const texts = rows.map(({ content }) => contentOf<RevisionContent>(content).document);
  return rows.map(({ sequence: revision, recorded, published, modified, ended }, i) => {
    const [before, after] = [texts[i - 1], texts[i]];
    return {
      recorded,
      ...(published !== null && { published }),
      ...(modified !== null && { modified }),
      ...(ended !== null && { ended }),
      traced: revision === traced.revision,
      ...(before && after && { changes: changesBetween(before, after) }),
    };
  });
}
