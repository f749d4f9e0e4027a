import type { Database } from '../ledger/index.js';
import type { Versions } from '../types.js';

/** Those of the latest coding, for rows in which nothing was found. */
export async function versionsOf(db: Database): Promise<Versions> {
  const row = await db
    .selectFrom('codings')
    .select(['coder', 'codebook'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? { coder: '', codebook: '' };
}
