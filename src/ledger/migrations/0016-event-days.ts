import { type Kysely, type Migration, sql } from 'kysely';
import { regroupAll } from '../events/projection.js';
import type { Database } from '../schema.js';

/** The day to which a claim's event belongs. Events follow from the claims alone now, so they are made anew. */
export const eventDays: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('tellings')
      .addColumn('day', 'integer', (c) => c.notNull().defaultTo(sql`0`))
      .execute();
    await regroupAll(db as unknown as Database);
  },
};
