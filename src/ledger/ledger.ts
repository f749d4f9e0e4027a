import { setTimeout } from 'node:timers/promises';
import { Migrator } from 'kysely';
import { UserError } from '../errors.js';
import type { Document, Versions } from '../types.js';
import { Appender, type Head } from './chain.js';
import { purgeDatabase } from './erasure/index.js';
import { asUserError, isBusy, isPostgresAddress, shownAddress } from './fault.js';
import { MIGRATIONS } from './migrations/index.js';
import { project } from './projections.js';
import type { Reading } from './reading.js';
import { isRecorded, type Recorded, recordReadings } from './record.js';
import type { Database, EntryKind } from './schema.js';
import { openSqlite } from './sqlite.js';

/** How long a writer waits for another one before it gives up, in milliseconds. */
const PATIENCE = 10_000;

export interface OpenOptions {
  /** Only look: the ledger must exist, and nothing in it is changed. */
  readOnly?: boolean;
  /** The wall clock, for tests. */
  now?: () => Date;
}

/** A database that was opened. */
export interface Opened {
  db: Database;
  /** Names of the migrations that it has had: none where it is empty. */
  migrated: string[];
  /** Where the tables stand, in a database that others share. */
  schema?: string;
}

/** What work that appends entries is given. */
export interface Append {
  /** Reads see what earlier transactions left, and rows that this one wrote, but not yet what it appended. */
  db: Database;
  /** The ledger time of all that is appended. */
  recorded: string;
  /** Appends one entry and gives its sequence and the hash of its content. */
  append(kind: EntryKind, content: unknown): { sequence: number; hash: string };
}

/**
 * Opens the ledger at an address: a file's path, or `postgres://USER:PASSWORD@HOST/DATABASE` (`?schema=NAME` for tables
 * in another schema than `onrecord`). Unless it is to be read only, one that does not exist is created and one of an
 * earlier Onrecord is brought up to the present schema.
 *
 * @throws UserError where there is none, where the file is something else, damaged, locked, or made by a later Onrecord
 */
export async function openLedger(address: string, options: OpenOptions = {}): Promise<Ledger> {
  const readOnly = options.readOnly ?? false;
  let db: Database | undefined;
  try {
    const opened = await open(address, readOnly);
    db = opened.db;
    checkVersion(opened.migrated, shownAddress(address), readOnly);
    if (!readOnly) await patiently(() => migrate(opened));
    return new Ledger(db, address, options.now ?? (() => new Date()));
  } catch (error) {
    await db?.destroy();
    throw asUserError(error, address);
  }
}

async function open(address: string, readOnly: boolean): Promise<Opened> {
  if (!isPostgresAddress(address)) return openSqlite(address, readOnly, patiently);
  const { openPostgres } = await import('./postgres.js');
  return openPostgres(address, readOnly);
}

/** A ledger that is open. Entries are only ever appended; each append is whole or not at all, whatever happens. */
export class Ledger {
  /** For questions: tables as `Tables` describes them. Writing goes through `record` and `append`. */
  readonly db: Database;
  readonly address: string;
  readonly #now: () => Date;

  constructor(db: Database, address: string, now: () => Date) {
    this.db = db;
    this.address = address;
    this.#now = now;
  }

  /**
   * Records readings in one transaction, in their order; what is known already is left as it is. When the promise is
   * fulfilled they are on the disk.
   *
   * @throws UserError where a reading is not fit to be recorded (then none of them is), or the ledger cannot be written
   */
  async record(readings: readonly Reading[]): Promise<Recorded[]> {
    return this.#guarded(() =>
      this.db.transaction().execute(async (db) => {
        const appender = await Appender.open(db, this.#now());
        return recordReadings(db, appender, readings);
      }),
    );
  }

  /**
   * Appends entries of other kinds in one transaction, in which no other writer comes in between. `work` may run more
   * than once, where the database was busy.
   *
   * @throws UserError where the ledger cannot be written, and what the work throws: then nothing was appended
   */
  async append<T>(work: (append: Append) => Promise<T>): Promise<T> {
    return this.#guarded(() =>
      this.db.transaction().execute(async (db) => {
        const appender = await Appender.open(db, this.#now());
        const { recorded } = appender;
        const result = await work({ db, recorded, append: (kind, content) => appender.append(kind, content) });
        await project(db, await appender.flush());
        return result;
      }),
    );
  }

  /** Writes what is no part of the record (tokens, visits) in one transaction; `work` may run more than once. */
  async write<T>(work: (db: Database) => Promise<T>): Promise<T> {
    return this.#guarded(() => this.db.transaction().execute(work));
  }

  /** Whether this very revision of a document is recorded and coded by these versions, so that reading it is no news. */
  async has(document: Document, versions: Versions): Promise<boolean> {
    return this.#guarded(() => isRecorded(this.db, document, versions));
  }

  /** Where the chain ends. */
  async head(): Promise<Head> {
    return this.#guarded(() => headOf(this.db));
  }

  /** Rewrites the database, so that nothing of what was deleted can be read from its file. */
  async purge(): Promise<void> {
    await this.#guarded(() => purgeDatabase(this.db));
  }

  /** Closes the file; SQLite's side files go with it. */
  async close(): Promise<void> {
    await this.db.destroy();
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await patiently(work);
    } catch (error) {
      throw asUserError(error, this.address);
    }
  }
}

/** Where the chain ends. */
export function headOf(db: Database): Promise<Head> {
  return db
    .selectFrom('head')
    .select(['sequence', 'hash', 'recorded'])
    .executeTakeFirstOrThrow(() => new UserError('where its chain ends is gone from the ledger: it was altered'));
}

/** Tries work again while another writer holds the ledger; the process goes on with other things in between. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const last = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || Date.now() > last) throw error;
      await setTimeout(5 + Math.random() * 20);
    }
  }
}

function checkVersion(migrated: readonly string[], name: string, readOnly: boolean): void {
  if (migrated.some((one) => !(one in MIGRATIONS))) {
    throw new UserError(`ledger ${name}: it was made by a later version of Onrecord; update to read it`);
  }
  if (readOnly && !migrated.length) {
    throw new UserError(`ledger ${name}: it is empty; \`onrecord read INPUT\` fills one`);
  }
  if (readOnly && Object.keys(MIGRATIONS).some((one) => !migrated.includes(one))) {
    throw new UserError(`ledger ${name}: it was made by an earlier version; \`onrecord read\` brings it up to date`);
  }
}

/** Brings the schema up to date. Another process may be doing the same: the one that comes second finds it done. */
async function migrate({ db, migrated, schema }: Opened): Promise<void> {
  if (Object.keys(MIGRATIONS).every((name) => migrated.includes(name))) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => MIGRATIONS },
    // Without it the migrations of another ledger in the same database would be taken for this one's.
    ...(schema !== undefined && { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    const { error: again } = await migrator.migrateToLatest();
    if (again) throw again;
  }
}
