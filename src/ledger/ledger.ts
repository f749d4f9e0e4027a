import { existsSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Kysely, Migrator } from 'kysely';
import { UserError } from '../errors.js';
import type { Document, Versions } from '../types.js';
import { Appender, type Head } from './chain.js';
import { asUserError, isBusy } from './fault.js';
import { MIGRATIONS } from './migrations/index.js';
import type { Reading } from './reading.js';
import { isRecorded, type Recorded, recordReading } from './record.js';
import type { Database, Tables } from './schema.js';
import { ledgerDialect, openSqlite, type SqliteFile } from './sqlite.js';

/** "ONRC" in the file's header tells a ledger from any other SQLite file. */
const APPLICATION_ID = 0x4f4e5243;

/** Pages that SQLite keeps, in KiB: enough for the upper levels of a large ledger's indexes. */
const CACHE = 128 * 1024;

/** Pages written to the log before they go to their places: index pages are written again and again. */
const LOGGED = 16_000;

/** How long a writer waits for another one before it gives up, in milliseconds. */
const PATIENCE = 10_000;

export interface OpenOptions {
  /** Only look: the ledger must exist, and nothing in it is changed. */
  readOnly?: boolean;
  /** The wall clock, for tests. */
  now?: () => Date;
}

/**
 * Opens the ledger at a path; unless it is to be read only, one that does not exist is created and one of an earlier
 * Onrecord is brought up to the present schema.
 *
 * @throws UserError where there is none, where the file is something else, damaged, locked, or made by a later Onrecord
 */
export async function openLedger(address: string, options: OpenOptions = {}): Promise<Ledger> {
  if (/^postgres(ql)?:/.test(address)) {
    throw new UserError(`ledger ${address}: only a file path can be opened by this version`);
  }
  // SQLite would take an empty name for a database that is gone when it is closed.
  if (address === '' || address.includes('\0')) {
    throw new UserError(`ledger ${JSON.stringify(address)}: the path of a file is expected`);
  }
  const readOnly = options.readOnly ?? false;
  if (readOnly && !existsSync(address)) {
    throw new UserError(`ledger ${address}: there is none; \`onrecord read INPUT\` makes one`);
  }
  if (existsSync(address) && statSync(address).isDirectory()) {
    throw new UserError(`ledger ${address}: this is a folder; a file is expected`);
  }
  let file: SqliteFile | undefined;
  try {
    const opened = openSqlite(address, readOnly);
    file = opened;
    checkIdentity(file, address, readOnly);
    if (!readOnly) await patiently(async () => prepareFile(opened));
    const db: Database = new Kysely<Tables>({ dialect: ledgerDialect(file) });
    if (!readOnly) await patiently(() => migrate(db));
    return new Ledger(db, address, options.now ?? (() => new Date()));
  } catch (error) {
    file?.close();
    throw asUserError(error, address);
  }
}

/** A ledger that is open. Entries are only ever appended; each append is whole or not at all, whatever happens. */
export class Ledger {
  /** For questions: tables as `Tables` describes them. Writing goes through `record`. */
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
      this.db.transaction().execute(async (transaction) => {
        const appender = await Appender.open(transaction, this.#now());
        const results: Recorded[] = [];
        for (const reading of readings) {
          results.push(await recordReading(transaction, appender, reading));
          await appender.flush();
        }
        return results;
      }),
    );
  }

  /** Whether this very revision of a document is recorded and coded by these versions, so that reading it is no news. */
  async has(document: Document, versions: Versions): Promise<boolean> {
    return this.#guarded(() => isRecorded(this.db, document, versions));
  }

  /** Where the chain ends. */
  async head(): Promise<Head> {
    return this.#guarded(() =>
      this.db.selectFrom('head').select(['sequence', 'hash', 'recorded']).executeTakeFirstOrThrow(),
    );
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

function checkIdentity(file: SqliteFile, address: string, readOnly: boolean): void {
  const id = file.prepare('pragma application_id').get() as { application_id: number };
  const tables = (file.prepare('select name from sqlite_master').all() as { name: string }[]).map(({ name }) => name);
  if (id.application_id !== APPLICATION_ID && tables.length) {
    throw new UserError(`ledger ${address}: the file is a database of something else`);
  }
  const migrated = tables.includes('kysely_migration')
    ? (file.prepare('select name from kysely_migration').all() as { name: string }[]).map(({ name }) => name)
    : [];
  if (migrated.some((name) => !(name in MIGRATIONS))) {
    throw new UserError(`ledger ${address}: it was made by a later version of Onrecord; update to read it`);
  }
  if (readOnly && !migrated.length) {
    throw new UserError(`ledger ${address}: the file is empty; \`onrecord read INPUT\` fills one`);
  }
  if (readOnly && Object.keys(MIGRATIONS).some((name) => !migrated.includes(name))) {
    throw new UserError(`ledger ${address}: it was made by an earlier version; \`onrecord read\` brings it up to date`);
  }
}

/**
 * Marks the file before anything is in it. WAL lets others read while one writes; with full syncing,
 * what was confirmed survives a power cut.
 */
function prepareFile(file: SqliteFile): void {
  file.exec(`pragma application_id = ${APPLICATION_ID}`);
  file.exec('pragma journal_mode = wal');
  file.exec('pragma synchronous = full');
  file.exec(`pragma wal_autocheckpoint = ${LOGGED}`);
  file.exec('pragma temp_store = memory');
  file.exec(`pragma cache_size = ${-CACHE}`);
}

/** Brings the schema up to date. Another process may be doing the same: the one that comes second finds it done. */
async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    const { error: again } = await migrator.migrateToLatest();
    if (again) throw again;
  }
}
