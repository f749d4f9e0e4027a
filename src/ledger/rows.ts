import { CompiledQuery, type Insertable, type Kysely } from 'kysely';
import { isPostgres } from './dialect.js';
import type { Database, Tables } from './schema.js';

/** Rows in one SQLite statement, largest first: few forms, so that each is prepared once. */
const AT_ONCE = [64, 8, 1];

/** Statements by table, columns and number of rows. */
const statements = new Map<string, string>();

export interface InsertOptions {
  /** Rows that are there already are left as they are. */
  ignore?: true;
}

/**
 * Inserts many rows into one table. All must have the same fields as the first. An error ends the whole transaction.
 * A statement is written once and kept: Kysely would write it anew each time, which costs more than the insert.
 */
export async function insertRows<T extends keyof Tables>(
  db: Database,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  options: InsertOptions = {},
): Promise<void> {
  await insertInto(db, table, rows as readonly Record<string, unknown>[], options);
}

/** The same for a table that `Tables` does not know. */
export async function insertInto<T>(
  db: Kysely<T>,
  table: string,
  rows: readonly Record<string, unknown>[],
  { ignore }: InsertOptions = {},
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  if (isPostgres(db)) {
    const statement = kept(`postgres ${table} ${columns} ${ignore}`, () => {
      const list = columns.map(quoted).join(', ');
      const into = `insert into ${quoted(table)} (${list})`;
      const source = `json_populate_recordset(null::${quoted(table)}, $1::json)`;
      return `${into} select ${list} from ${source}${ignore ? ' on conflict do nothing' : ''}`;
    });
    await db.executeQuery(CompiledQuery.raw(statement, [JSON.stringify(rows, bytesAsHex)]));
    return;
  }
  let at = 0;
  for (const count of AT_ONCE) {
    const statement = kept(`sqlite ${table} ${columns} ${ignore} ${count}`, () => {
      const places = `(${columns.map(() => '?').join(', ')})`;
      const values = Array.from({ length: count }, () => places).join(', ');
      // Since an error ends the transaction, SQLite need not be ready to undo this statement alone: twice as fast.
      const verb = ignore ? 'insert or ignore' : 'insert or fail';
      return `${verb} into ${quoted(table)} (${columns.map(quoted).join(', ')}) values ${values}`;
    });
    for (; rows.length - at >= count; at += count) {
      const parameters: unknown[] = [];
      for (let i = at; i < at + count; i++) {
        const row = rows[i] as Record<string, unknown>;
        for (const column of columns) parameters.push(row[column]);
      }
      await db.executeQuery(CompiledQuery.raw(statement, parameters));
    }
  }
}

function kept(key: string, write: () => string): string {
  let statement = statements.get(key);
  if (statement === undefined) {
    statement = write();
    statements.set(key, statement);
  }
  return statement;
}

/** Bytes as PostgreSQL reads them in text. `value` is what a Buffer's own `toJSON` made of it. */
function bytesAsHex(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const field = this[key];
  return field instanceof Uint8Array
    ? `\\x${Buffer.from(field.buffer, field.byteOffset, field.length).toString('hex')}`
    : value;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
