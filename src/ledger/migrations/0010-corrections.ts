import type { Kysely, Migration } from 'kysely';

/** What people corrected: their acts, and what of them is in force. */
export const corrections: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const table = (name: string) =>
      db.schema.createTable(name).addColumn('sequence', 'integer', (c) => c.primaryKey().notNull());
    const index = (name: string, on: string, columns: string[]) =>
      db.schema.createIndex(name).on(on).columns(columns).execute();

    await table('corrections')
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('document', 'text')
      .addColumn('claim', 'text')
      .addColumn('lineage', 'integer')
      .addColumn('recorded', 'text', (c) => c.notNull())
      .addColumn('undone', 'text')
      .execute();
    await index('corrections_document', 'corrections', ['document']);
    await index('corrections_lineage', 'corrections', ['lineage']);
    await table('judgements')
      .addColumn('lineage', 'integer', (c) => c.notNull())
      .addColumn('correction', 'integer', (c) => c.notNull())
      .addColumn('document', 'text', (c) => c.notNull())
      .addColumn('coding', 'integer', (c) => c.notNull())
      .addColumn('twin', 'integer')
      .addColumn('unplaced', 'text')
      .addColumn('recorded', 'text', (c) => c.notNull())
      .addColumn('ended', 'text')
      .execute();
    await index('judgements_twin', 'judgements', ['twin']);
    await index('judgements_document', 'judgements', ['document']);
    await index('judgements_lineage', 'judgements', ['lineage']);
    await index('judgements_correction', 'judgements', ['correction']);
    await table('identities')
      .addColumn('recorded', 'text', (c) => c.notNull())
      .addColumn('ended', 'text')
      .execute();
    await table('reviews')
      .addColumn('document', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('recorded', 'text', (c) => c.notNull())
      .addColumn('ended', 'text')
      .execute();
    await index('reviews_document', 'reviews', ['document']);
  },
};
