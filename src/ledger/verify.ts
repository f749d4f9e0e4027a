import { canonicalJson, sha256 } from './canonical.js';
import { entryHash, NO_HASH } from './chain.js';
import { type Erased, erasedEntries, TOMBSTONE } from './erasure/tombstone.js';
import { headOf, type Ledger } from './ledger.js';
import { NameChecker } from './names.js';
import { unpackContent } from './packing.js';
import { type Appended, PROJECTIONS } from './projections.js';
import { ReadModels } from './read-models.js';
import type { Database, EntryTable } from './schema.js';
import { SearchChecker } from './search-checker.js';

/** The first thing found wrong. */
export interface Fault {
  /** The entry at which it was found. */
  sequence: number;
  reason: string;
}

/** What a ledger's check came to. */
export interface Verification {
  /** Entries that were checked: all of them, or those before the fault. */
  entries: number;
  /** The last checked entry's hash; noted elsewhere, it proves later what the ledger held. */
  head: string;
  /** Its ledger time; '' in an empty ledger. */
  recorded: string;
  fault?: Fault;
}

/** Entries that are read at once. */
const CHUNK = 500;

export interface VerifyOptions {
  /** A hash that the chain must contain. */
  head?: string;
  /** Told now and then how many entries were checked. */
  progress?: (entries: number) => void;
}

/**
 * Checks a whole ledger: that no entry was altered, removed, added or moved since it was appended, and that the tables
 * that answers come from say what the entries say. Whoever can write the file can of course make a whole new chain; only
 * a head that was noted elsewhere tells that. Looks at one state of the ledger, whatever is written meanwhile; until it
 * is done an SQLite ledger's own connection does nothing else.
 */
export async function verify(ledger: Ledger, options: VerifyOptions = {}): Promise<Verification> {
  return ledger.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((db) => verifyTables(db, options));
}

/** Checks one state of the tables, which a transaction sees. */
export async function verifyTables(db: Database, { head, progress }: VerifyOptions): Promise<Verification> {
  const checkers = [
    new ReadModels(db),
    new NameChecker(db),
    new SearchChecker(db),
    ...PROJECTIONS.flatMap(({ checker }) => checker?.(db) ?? []),
  ];
  const erased = await erasedEntries(db);
  let last = { sequence: 0, hash: NO_HASH, recorded: '' };
  let found = head === undefined || head === NO_HASH;
  const result = (fault?: Fault): Verification => ({
    entries: last.sequence,
    head: last.hash,
    recorded: last.recorded,
    ...(fault && { fault }),
  });
  for (;;) {
    const rows = await db
      .selectFrom('entries')
      .selectAll()
      .where('sequence', '>', last.sequence)
      .orderBy('sequence')
      .limit(CHUNK)
      .execute();
    if (!rows.length) break;
    const entries: Appended[] = [];
    for (const row of rows) {
      const read = readEntry(row, last, erased.get(row.sequence));
      if (typeof read === 'string') {
        return result({ sequence: Math.min(row.sequence, last.sequence + 1), reason: read });
      }
      entries.push(read);
      last = { sequence: row.sequence, hash: row.hash, recorded: row.recorded };
      found ||= row.hash === head;
    }
    for (const [i, checker] of checkers.entries()) {
      // What was erased has left nothing behind but a document without words.
      const fault = await checker.check(i === 0 ? entries : entries.filter((one) => !one.erased));
      if (fault) return result(fault);
    }
    progress?.(last.sequence);
  }
  const end = await headOf(db);
  if (end.sequence !== last.sequence || end.hash !== last.hash) {
    return result({
      sequence: last.sequence + 1,
      reason: `the last entries are missing: the chain ended at ${end.sequence}`,
    });
  }
  if (end.recorded !== last.recorded) {
    return result({ sequence: last.sequence, reason: 'the end of the chain says another time than the last entry' });
  }
  for (const checker of checkers) {
    const fault = await checker.end();
    if (fault) return result(fault);
  }
  if (!found) return result({ sequence: last.sequence, reason: `no entry has the hash ${head}` });
  return result();
}

/** An entry that should follow another, or what is wrong with it. */
function readEntry(
  row: EntryTable,
  before: { sequence: number; hash: string; recorded: string },
  erased: Erased | undefined,
): Appended | string {
  const { sequence, kind, recorded, content_hash: hash } = row;
  if (sequence !== before.sequence + 1) return 'the entry is missing';
  const json = unpacked(row.content);
  if (json === undefined || (erased ? json !== TOMBSTONE || erased.hash !== hash : sha256(json) !== hash)) {
    return 'its content was altered';
  }
  if (entryHash(row, before.hash) !== row.hash) return 'it, or the entry before it, was altered or moved';
  if (recorded < before.recorded) return 'it claims to be recorded before the entry before it';
  if (erased) {
    const left = erased.revision ? { document: erased.revision } : {};
    return { sequence, kind, recorded, hash, content: left, erased: true };
  }
  const content = parsed(json);
  if (content === undefined) return 'its content is not canonical JSON';
  return { sequence, kind, recorded, hash, content };
}

function unpacked(stored: Uint8Array): string | undefined {
  try {
    return unpackContent(stored);
  } catch {
    return undefined;
  }
}

/** What canonical JSON says; undefined where it is anything else. */
function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return canonicalJson(value) === json ? value : undefined;
  } catch {
    return undefined;
  }
}
