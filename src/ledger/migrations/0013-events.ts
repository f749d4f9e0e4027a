import { type Kysely, type Migration, sql } from 'kysely';
import { isPostgres } from '../dialect.js';

/** Which claims tell of one event; those that are there already are told by a later step. */
export const events: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const compact = (table: ReturnType<typeof db.schema.createTable>) =>
      isPostgres(db) ? table : table.modifyEnd(sql`without rowid`);
    await db.schema
      .createTable('tellings')
      .addColumn('claim', 'integer', (c) => c.notNull())
      .addColumn('recorded', 'text', (c) => c.notNull())
      .addColumn('ended', 'text')
      .addColumn('event', 'text', (c) => c.notNull())
      .addColumn('told', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('tellings_key', ['claim', 'recorded'])
      .execute();
    await db.schema.createIndex('tellings_event').on('tellings').columns(['event']).execute();
    await compact(
      db.schema
        .createTable('telling_keys')
        .addColumn('key', 'bigint', (c) => c.notNull())
        .addColumn('late', 'integer', (c) => c.notNull())
        .addColumn('day', 'integer', (c) => c.notNull())
        .addColumn('claim', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('telling_keys_key', ['key', 'late', 'day', 'claim']),
    ).execute();
    await compact(
      db.schema
        .createTable('forwards')
        .addColumn('event', 'text', (c) => c.notNull())
        .addColumn('recorded', 'text', (c) => c.notNull())
        .addColumn('into', 'text', (c) => c.notNull())
        .addColumn('corrected', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('forwards_key', ['event', 'recorded']),
    ).execute();
  },
};
