import type { Kysely, Migration } from 'kysely';

/** Pages as they were fetched or read. */
export const pages: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('pages')
      .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('packed', 'blob', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('revision_pages')
      .addColumn('revision', 'integer', (c) => c.primaryKey().notNull())
      .addColumn('page', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('revision_pages_page').on('revision_pages').column('page').execute();
  },
};
