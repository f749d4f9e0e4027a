import type { Document, Versions } from '../types.js';
import type { RevisionContent } from './content.js';
import type { Ledger } from './ledger.js';
import { contentOf } from './packing.js';

/** Documents that are loaded at once. */
const CHUNK = 100;

/**
 * The current revisions that other versions of coder or codebook coded, in the order of the ledger: what is to be read
 * again. Those of erased documents have no words left. What comes in meanwhile is not waited for.
 */
export async function* outdated({ db }: Ledger, { coder, codebook }: Versions): AsyncGenerator<Document> {
  const { sequence: head } = await db.selectFrom('head').select('sequence').executeTakeFirstOrThrow();
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('revisions')
      .innerJoin('entries', 'entries.sequence', 'revisions.sequence')
      .select(['revisions.sequence', 'entries.content'])
      .where('revisions.sequence', '>', last)
      .where('revisions.sequence', '<=', head)
      .where('revisions.ended', 'is', null)
      .where('revisions.document', 'not in', db.selectFrom('erasures').select('document'))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('codings')
              .select('codings.sequence')
              .whereRef('codings.revision', '=', 'revisions.sequence')
              .where('codings.coder', '=', coder)
              .where('codings.codebook', '=', codebook),
          ),
        ),
      )
      .orderBy('revisions.sequence')
      .limit(CHUNK)
      .execute();
    for (const { sequence, content } of rows) {
      last = sequence;
      yield contentOf<RevisionContent>(content).document;
    }
    if (rows.length < CHUNK) return;
  }
}
