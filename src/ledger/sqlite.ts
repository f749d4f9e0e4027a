import { DatabaseSync } from '@photostructure/sqlite';
import {
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';

/** How long SQLite waits for a lock while it blocks the process, in milliseconds; longer waits are the ledger's. */
const BLOCKING_WAIT = 50;

/** Statements kept prepared; inserts of several rows come in as many forms as there are row counts. */
const KEPT_STATEMENTS = 256;

export type SqliteFile = InstanceType<typeof DatabaseSync>;

/** Opens a database file; throws SQLite's error where it cannot. */
export function openSqlite(path: string, readOnly: boolean): SqliteFile {
  return new DatabaseSync(path, { readOnly, timeout: BLOCKING_WAIT });
}

/** Kysely's SQLite dialect over this driver. */
export function ledgerDialect(file: SqliteFile): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new LedgerDriver(file),
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

  constructor(file: SqliteFile) {
    super({ database: new KyselyDatabase(file) });
    this.#file = file;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.isTransaction) await super.rollbackTransaction(connection);
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
