import { canonicalJson, sha256 } from './canonical.js';
import { isPostgres } from './dialect.js';
import { packContent } from './packing.js';
import type { Appended } from './projections.js';
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
  // What `canonicalJson` would make of these five fields.
  const [kindJson, recordedJson] = [JSON.stringify(kind), JSON.stringify(recorded)];
  return sha256(
    `{"content":"${content}","kind":${kindJson},"previous":"${previous}","recorded":${recordedJson},"sequence":${sequence}}`,
  );
}

/** Appends entries to the chain inside one transaction; `flush` writes what was appended. */
export class Appender {
  /** The ledger time of all that is appended here: now, but always after the entry that came last. */
  readonly recorded: string;
  readonly #db: Database;
  #pending: { row: EntryTable; entry: Appended }[] = [];
  #sequence: number;
  #hash: string;

  private constructor(db: Database, head: Head, now: Date) {
    this.#db = db;
    this.#sequence = head.sequence;
    this.#hash = head.hash;
    this.recorded = now.toISOString();
    if (this.recorded <= head.recorded) this.recorded = new Date(Date.parse(head.recorded) + 1).toISOString();
  }

  /**
   * Takes the writers' place: the head's row is locked first, so that a second writer waits until this transaction
   * ends and then goes on from its entries.
   *
   * @param now the wall clock
   */
  static async open(db: Database, now: Date): Promise<Appender> {
    const columns = ['sequence', 'hash', 'recorded'] as const;
    // SQLite locks the whole file, and does so when something is written.
    const head = isPostgres(db)
      ? db.selectFrom('head').select(columns).forUpdate()
      : db
          .updateTable('head')
          .set((eb) => ({ sequence: eb.ref('sequence') }))
          .returning(columns);
    return new Appender(db, await head.executeTakeFirstOrThrow(), now);
  }

  /** Appends one entry and gives its sequence and the hash of its content. */
  append(kind: EntryKind, content: unknown): { sequence: number; hash: string } {
    const { recorded } = this;
    const json = canonicalJson(content);
    const sequence = this.#sequence + 1;
    const entry = { sequence, kind, recorded, content_hash: sha256(json) };
    const hash = entryHash(entry, this.#hash);
    const row = { ...entry, content: packContent(json), hash };
    this.#pending.push({ row, entry: { sequence, kind, recorded, hash: entry.content_hash, content } });
    this.#sequence = sequence;
    this.#hash = hash;
    return { sequence, hash: entry.content_hash };
  }

  /** Writes the entries and the new head, and gives what was written. */
  async flush(): Promise<Appended[]> {
    const pending = this.#pending;
    if (!pending.length) return [];
    this.#pending = [];
    await insertRows(
      this.#db,
      'entries',
      pending.map(({ row }) => row),
    );
    await this.#db
      .updateTable('head')
      .set({ sequence: this.#sequence, hash: this.#hash, recorded: this.recorded })
      .execute();
    return pending.map(({ entry }) => entry);
  }
}
