import { canonicalJson, sha256 } from './canonical.js';
import { insertRows } from './rows.js';
import type { Database, EntryKind, EntryTable } from './schema.js';

/** What stands before the first entry. */
export const NO_HASH = '0'.repeat(64);

/** The end of the chain: what the next entry follows. */
export interface Head {
  sequence: number;
  hash: string;
  /** The last entry's ledger time; '' in an empty ledger. */
  recorded: string;
}

/**
 * The hash of an entry: SHA-256 over the canonical JSON of its sequence, kind, ledger time, the hash of its content
 * and the hash of the entry before. The content comes in by its own hash, so that the chain can be followed without it.
 */
export function entryHash(entry: Omit<EntryTable, 'content' | 'hash'>, previous: string): string {
  const { sequence, kind, recorded, content_hash: content } = entry;
  return sha256(canonicalJson({ sequence, kind, recorded, content, previous }));
}

/** Appends entries to the chain inside one transaction; `flush` writes what was appended. */
export class Appender {
  /** The ledger time of all that is appended here: now, but never before the entry that came last. */
  readonly recorded: string;
  readonly #db: Database;
  readonly #pending: EntryTable[] = [];
  #sequence: number;
  #hash: string;

  private constructor(db: Database, head: Head, now: Date) {
    this.#db = db;
    this.#sequence = head.sequence;
    this.#hash = head.hash;
    this.recorded = now.toISOString();
    if (this.recorded < head.recorded) this.recorded = head.recorded;
  }

  /**
   * Takes the writers' place: the head's row is written first, so that a second writer waits until this transaction
   * ends and then goes on from its entries.
   *
   * @param now the wall clock
   */
  static async open(db: Database, now: Date): Promise<Appender> {
    const head = await db
      .updateTable('head')
      .set((eb) => ({ sequence: eb.ref('sequence') }))
      .returning(['sequence', 'hash', 'recorded'])
      .executeTakeFirstOrThrow();
    return new Appender(db, head, now);
  }

  /** Appends one entry and gives its sequence and the hash of its content. */
  append(kind: EntryKind, value: unknown): { sequence: number; hash: string } {
    const content = canonicalJson(value);
    const sequence = this.#sequence + 1;
    const entry = { sequence, kind, recorded: this.recorded, content, content_hash: sha256(content) };
    const hash = entryHash(entry, this.#hash);
    this.#pending.push({ ...entry, hash });
    this.#sequence = sequence;
    this.#hash = hash;
    return { sequence, hash: entry.content_hash };
  }

  /** Writes the entries and the new head. */
  async flush(): Promise<void> {
    if (!this.#pending.length) return;
    await insertRows(this.#db, 'entries', this.#pending.splice(0));
    await this.#db
      .updateTable('head')
      .set({ sequence: this.#sequence, hash: this.#hash, recorded: this.recorded })
      .execute();
  }
}
