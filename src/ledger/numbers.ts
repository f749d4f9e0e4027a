import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isPostgres } from './dialect.js';

/** A table of numbers, in a column `key`. However many there are, it is one parameter: the statement stays the same. */
export function eachOf<T>(db: Kysely<T>, numbers: Iterable<number>): RawBuilder<unknown> {
  const list = JSON.stringify([...numbers]);
  return isPostgres(db)
    ? sql`(select cast(value as bigint) as key from json_array_elements_text(${list}::json) as all_of(value))`
    : sql`(select value as key from json_each(${list}))`;
}

/** What stands behind `in` for numbers. */
export function among<T>(db: Kysely<T>, numbers: Iterable<number>): RawBuilder<number> {
  return sql<number>`(select key from ${eachOf(db, numbers)} as keys)`;
}
