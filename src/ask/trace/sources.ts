import type { Ledger } from '../../ledger/index.js';
import type { LoadedClaim } from '../claims.js';
import type { Source } from './rows.js';

/** Where claims can be read, in their order. */
export async function sourcesOf({ db }: Ledger, claims: readonly LoadedClaim[]): Promise<Source[]> {
  const rows = await db
    .selectFrom('claims')
    .innerJoin('revisions', 'revisions.sequence', 'claims.revision')
    .select(['claims.sequence', 'revisions.document', 'url', 'path', 'outlet', 'title', 'published', 'modified'])
    .select('revisions.recorded')
    .where(
      'claims.sequence',
      'in',
      claims.map(({ sequence }) => sequence),
    )
    .execute();
  const order = new Map(claims.map(({ sequence }, i) => [sequence, i]));
  rows.sort((a, b) => (order.get(a.sequence) ?? 0) - (order.get(b.sequence) ?? 0));
  return rows.map(({ document, recorded, url, path, outlet, title, published, modified }) => ({
    document,
    ...(url !== null && { url }),
    ...(path !== null && { path }),
    ...(outlet !== null && { outlet }),
    ...(title !== null && { title }),
    ...(published !== null && { published }),
    ...(modified !== null && { modified }),
    recorded,
  }));
}
