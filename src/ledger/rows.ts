import type { Insertable } from 'kysely';
import type { Database, Tables } from './schema.js';

/** Rows in one statement: few enough for any database's limit on parameters. */
const ROWS_AT_ONCE = 100;

/** Inserts many rows into one table, some at a time. */
export async function insertRows<T extends keyof Tables>(
  db: Database,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    // An error ends the whole transaction, so SQLite need not be ready to undo this statement alone: twice as fast.
    await db
      .insertInto(table)
      .orFail()
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
}
