import { type Kysely, PostgresAdapter } from 'kysely';

/** Whether a ledger's database is PostgreSQL; else it is SQLite. */
export function isPostgres<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
