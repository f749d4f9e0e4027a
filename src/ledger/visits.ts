import type { Versions } from '../types.js';
import { sha256 } from './canonical.js';
import type { Ledger } from './ledger.js';
import { insertRows } from './rows.js';
import { columnText } from './text.js';

/** What a visit to an address left behind: what the server says of the page's state, and a digest of what it gave. */
export interface LedgerVisit {
  etag?: string;
  lastModified?: string;
  hash?: string;
  /** ISO 8601, UTC: when it was last asked for, and when it was last found new or changed. */
  checked: string;
  changed: string;
}

/** Addresses that are kept at once. */
const AT_ONCE = 500;

/**
 * The last visit to an address, if what it gave was coded by these versions; for others the page must be read again,
 * changed or not.
 */
export async function visitOf(
  { db }: Ledger,
  address: string,
  { coder, codebook }: Versions,
): Promise<LedgerVisit | undefined> {
  const row = await db
    .selectFrom('visits')
    .select(['etag', 'last_modified', 'hash', 'checked', 'changed'])
    .where('key', '=', sha256(address))
    .where('coder', '=', coder)
    .where('codebook', '=', codebook)
    .executeTakeFirst();
  if (!row) return undefined;
  const { etag, last_modified: lastModified, hash, checked, changed } = row;
  return {
    ...(etag !== null && { etag }),
    ...(lastModified !== null && { lastModified }),
    ...(hash !== null && { hash }),
    checked,
    changed,
  };
}

/** Keeps visits by address, in the place of earlier ones. They are no entries: the record does not rest on them. */
export async function keepVisits(
  ledger: Ledger,
  visits: ReadonlyMap<string, LedgerVisit>,
  { coder, codebook }: Versions,
): Promise<void> {
  const rows = [...visits].map(([address, { etag, lastModified, hash, checked, changed }]) => ({
    key: sha256(address),
    address: columnText(address),
    etag: columnText(etag),
    last_modified: columnText(lastModified),
    hash: columnText(hash),
    checked,
    changed,
    coder,
    codebook,
  }));
  await ledger.write(async (db) => {
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = rows.slice(at, at + AT_ONCE);
      const keys = some.map(({ key }) => key);
      await db.deleteFrom('visits').where('key', 'in', keys).execute();
      await insertRows(db, 'visits', some);
    }
  });
}
