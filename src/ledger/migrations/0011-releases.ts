import { type Kysely, type Migration, sql } from 'kysely';

/** Marked heads, erased documents, and times that others vouch for. */
export const releases: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const table = (name: string) =>
      db.schema
        .createTable(name)
        .addColumn('sequence', 'integer', (c) => c.primaryKey().notNull())
        .addColumn('recorded', 'text', (c) => c.notNull());

    await table('releases')
      .addColumn('name', 'text', (c) => c.notNull().unique())
      .addColumn('by', 'text')
      .addColumn('head_sequence', 'integer', (c) => c.notNull())
      .addColumn('head_hash', 'text', (c) => c.notNull())
      .execute();
    await table('erasures')
      .addColumn('document', 'text', (c) => c.notNull().unique())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .execute();
    // What was withdrawn since a release is found without looking at everything that is present.
    await db.schema
      .createIndex('claims_ended')
      .on('claims')
      .column('ended')
      .where(sql.ref('ended'), 'is not', null)
      .execute();
  },
};
