import type { Kysely, Migration } from 'kysely';

/** The feed that a document was read from. */
export const feeds: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('revisions').addColumn('feed', 'text').execute();
  },
};
