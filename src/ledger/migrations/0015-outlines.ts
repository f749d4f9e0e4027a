import { type Kysely, type Migration, sql } from 'kysely';
import { outlineOf } from '../claims.js';
import type { ClaimContent } from '../content.js';
import { isPostgres } from '../dialect.js';
import { contentOf } from '../packing.js';
import type { Database } from '../schema.js';

/** Claims that are filled at once. */
const AT_ONCE = 1000;

/** KiB of words that may wait to be put into an index. */
const PENDING = 256;

/** What of a claim is counted, so that no entry is read to count it. */
export const outlines: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [column, type] of [
      ['quad', 'integer'],
      ['confidence', 'real'],
      ['reciprocal', 'integer'],
      ['dated', 'integer'],
    ] as const) {
      await db.schema
        .alterTable('claims')
        .addColumn(column, type, (c) => c.notNull().defaultTo(0))
        .execute();
    }
    await fill(db as unknown as Database);
    if (!isPostgres(db)) return;
    // What was added last lies in a list that each search goes through: while it is long, no search takes the index.
    for (const index of ['claim_words_index', 'document_words_index']) {
      await sql`alter index ${sql.table(index)} set (gin_pending_list_limit = ${sql.lit(PENDING)})`.execute(db);
    }
  },
};

/** Says of the claims that are there already what their entries say. */
async function fill(db: Database): Promise<void> {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('claims')
      .innerJoin('entries', 'entries.sequence', 'claims.sequence')
      .select(['claims.sequence', 'entries.content'])
      .where('claims.sequence', '>', last)
      .orderBy('claims.sequence')
      .limit(AT_ONCE)
      .execute();
    const end = rows.at(-1);
    if (!end) return;
    last = end.sequence;
    const made = rows.map(({ sequence, content }) => {
      const { quad, confidence, reciprocal, dated } = outlineOf(contentOf<ClaimContent>(content).claim);
      return [sequence, quad, confidence, reciprocal, dated];
    });
    const list = JSON.stringify(made);
    const all = isPostgres(db)
      ? sql`json_array_elements(${list}::json) as made(value)`
      : sql`json_each(${list}) as made`;
    const field = (place: number, type: 'bigint' | 'double precision') =>
      sql`cast(made.value->>${sql.lit(place)} as ${sql.raw(type)})`;
    await sql`update claims set quad = ${field(1, 'bigint')}, confidence = ${field(2, 'double precision')},
      reciprocal = ${field(3, 'bigint')}, dated = ${field(4, 'bigint')}
      from ${all} where claims.sequence = ${field(0, 'bigint')}`.execute(db);
  }
}
