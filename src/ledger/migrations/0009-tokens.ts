import type { Kysely, Migration } from 'kysely';

/** Who may write through the HTTP API. No part of the record: tokens come and go. */
export const tokens: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('tokens')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created', 'text', (column) => column.notNull())
      .addColumn('revoked', 'text')
      .execute();
  },
};
