import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import {
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { UserError } from '../errors.js';
import type { Opened } from './ledger.js';
import type { Tables } from './schema.js';

/** "ONRC" in the file's header tells a ledger from any other SQLite file. */
const APPLICATION_ID = 0x4f4e5243;

/** Pages that SQLite keeps, in KiB: enough for the upper levels of a large ledger's indexes. */
const CACHE = 128 * 1024;

/** Pages written to the log before they go to their places: index pages are written again and again. */
const LOGGED = 16_000;

/** How long SQLite waits for a lock while it blocks the process, in milliseconds; longer waits are the ledger's. */
const BLOCKING_WAIT = 50;

/** Statements kept prepared; inserts of several rows come in as many forms as there are row counts. */
const KEPT_STATEMENTS = 256;

type SqliteFile = InstanceType<typeof DatabaseSync>;

/**
 * Opens the ledger in a file.
 *
 * @param patiently tries again while another connection holds the file
 */
export async function openSqlite(
  path: string,
  readOnly: boolean,
  patiently: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<Opened> {
  // SQLite would take an empty name for a database that is gone when it is closed.
  if (path === '' || path.includes('\0')) {
    throw new UserError(`ledger ${JSON.stringify(path)}: the path of a file is expected`);
  }
  if (readOnly && !existsSync(path)) {
    throw new UserError(`ledger ${path}: there is none; \`onrecord read INPUT\` makes one`);
  }
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new UserError(`ledger ${path}: this is a folder; a file is expected`);
  }
  const file = new DatabaseSync(path, { readOnly, timeout: BLOCKING_WAIT });
  try {
    const migrated = checkIdentity(file, path);
    if (!readOnly) await patiently(async () => prepareFile(file));
    return { db: new Kysely<Tables>({ dialect: ledgerDialect(file, readOnly) }), migrated };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The migrations that the file has had; none is an empty file. */
function checkIdentity(file: SqliteFile, path: string): string[] {
  const id = file.prepare('pragma application_id').get() as { application_id: number };
  const names = (table: string) =>
    (file.prepare(`select name from ${table} order by name`).all() as { name: string }[]).map(({ name }) => name);
  const tables = names('sqlite_master');
  if (id.application_id !== APPLICATION_ID && tables.length) {
    throw new UserError(`ledger ${path}: the file is a database of something else`);
  }
  return tables.includes('kysely_migration') ? names('kysely_migration') : [];
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

/** Kysely's SQLite dialect over this driver. */
function ledgerDialect(file: SqliteFile, readOnly: boolean): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new LedgerDriver(file, readOnly),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite's schema changes are transactional, and a migration that is killed must leave nothing half made. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** A full disk makes SQLite roll back by itself; a second rollback would fail and hide the reason. */
class LedgerDriver extends SqliteDriver {
  readonly #file: SqliteFile;
  readonly #readOnly: boolean;

  constructor(file: SqliteFile, readOnly: boolean) {
    super({ database: new KyselyDatabase(file) });
    this.#file = file;
    this.#readOnly = readOnly;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.isTransaction) await super.rollbackTransaction(connection);
  }

  /** SQLite closes when the last statement was collected as garbage; the log need not wait for that. */
  override async destroy(): Promise<void> {
    if (!this.#readOnly && this.#file.isOpen) {
      try {
        this.#file.exec('pragma wal_checkpoint(truncate)');
      } catch {
        // Then whoever opens it next does it.
      }
    }
    await super.destroy();
  }
}

/** The part of a driver that Kysely asks for, with its statements kept. */
class KyselyDatabase implements SqliteDatabase {
  readonly #database: SqliteFile;
  readonly #kept = new Map<string, SqliteStatement>();

  constructor(database: SqliteFile) {
    this.#database = database;
  }

  close(): void {
    this.#kept.clear();
    this.#database.close();
  }

  prepare(sql: string): SqliteStatement {
    const kept = this.#kept.get(sql);
    if (kept) {
      this.#kept.delete(sql);
      this.#kept.set(sql, kept);
      return kept;
    }
    const statement = new KyselyStatement(this.#database.prepare(sql));
    this.#kept.set(sql, statement);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_STATEMENTS) break;
      this.#kept.delete(oldest);
    }
    return statement;
  }
}

type StatementSync = ReturnType<SqliteFile['prepare']>;

class KyselyStatement implements SqliteStatement {
  readonly reader: boolean;
  readonly #statement: StatementSync;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.#statement.all(...parameters);
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.#statement.run(...parameters);
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...parameters);
  }
}
