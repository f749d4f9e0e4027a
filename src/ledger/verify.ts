import { canonicalJson, sha256 } from './canonical.js';
import { entryHash, NO_HASH } from './chain.js';
import type { Ledger } from './ledger.js';
import { ReadModels } from './read-models.js';
import type { EntryTable } from './schema.js';

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

/**
 * Checks a whole ledger: that no entry was altered, removed, added or moved since it was appended, and that the tables
 * that answers come from say what the entries say. Whoever can write the file can of course make a whole new chain; only
 * a head that was noted elsewhere tells that.
 *
 * @param head a hash that the chain must contain
 */
export async function verify(
  ledger: Ledger,
  { head, progress }: { head?: string; progress?: (entries: number) => void } = {},
): Promise<Verification> {
  const models = new ReadModels(ledger.db);
  let last = { sequence: 0, hash: NO_HASH, recorded: '' };
  let found = head === undefined || head === NO_HASH;
  const result = (fault?: Fault): Verification => ({
    entries: last.sequence,
    head: last.hash,
    recorded: last.recorded,
    ...(fault && { fault }),
  });
  for (;;) {
    const entries = await ledger.db
      .selectFrom('entries')
      .selectAll()
      .where('sequence', '>', last.sequence)
      .orderBy('sequence')
      .limit(CHUNK)
      .execute();
    if (!entries.length) break;
    for (const entry of entries) {
      const reason = wrongWith(entry, last);
      if (reason) return result({ sequence: Math.min(entry.sequence, last.sequence + 1), reason });
      last = entry;
      found ||= entry.hash === head;
    }
    const fault = await models.check(entries);
    if (fault) return result(fault);
    progress?.(last.sequence);
  }
  const end = await ledger.head();
  if (end.sequence !== last.sequence || end.hash !== last.hash) {
    return result({
      sequence: last.sequence + 1,
      reason: `the last entries are missing: the chain ended at ${end.sequence}`,
    });
  }
  const fault = await models.checkEndings();
  if (fault) return result(fault);
  if (!found) return result({ sequence: last.sequence, reason: `no entry has the hash ${head}` });
  return result();
}

/** What is wrong with an entry that should follow another. */
function wrongWith(
  entry: EntryTable,
  before: { sequence: number; hash: string; recorded: string },
): string | undefined {
  if (entry.sequence !== before.sequence + 1) return 'the entry is missing';
  if (sha256(entry.content) !== entry.content_hash) return 'its content was altered';
  if (entryHash(entry, before.hash) !== entry.hash) return 'it, or the entry before it, was altered or moved';
  if (entry.recorded < before.recorded) return 'it claims to be recorded before the entry before it';
  return isCanonical(entry.content) ? undefined : 'its content is not canonical JSON';
}

function isCanonical(content: string): boolean {
  try {
    return canonicalJson(JSON.parse(content)) === content;
  } catch {
    return false;
  }
}
