import type { Kysely, Migration } from 'kysely';

/** What visits to addresses left behind, so that the next one can ask for changes only. */
export const visits: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('visits')
      .addColumn('key', 'text', (c) => c.primaryKey().notNull())
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('etag', 'text')
      .addColumn('last_modified', 'text')
      .addColumn('hash', 'text')
      .addColumn('checked', 'text', (c) => c.notNull())
      .addColumn('changed', 'text', (c) => c.notNull())
      .addColumn('coder', 'text', (c) => c.notNull())
      .addColumn('codebook', 'text', (c) => c.notNull())
      .execute();
  },
};
