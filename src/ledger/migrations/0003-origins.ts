import { type Kysely, type Migration, sql } from 'kysely';
import { isPostgres } from '../dialect.js';

/** Fingerprints of texts, whom reports credit, and which are copies or relays of which. */
export const origins: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('sketches')
      .addColumn('revision', 'integer', (c) => c.primaryKey())
      .addColumn('top', 'integer', (c) => c.notNull())
      .addColumn('hashes', 'blob', (c) => c.notNull())
      .execute();
    const pairs: [table: string, columns: [string, 'bigint' | 'integer' | 'text'][], key: string[]][] = [
      [
        'prints',
        [
          ['print', 'bigint'],
          ['revision', 'integer'],
        ],
        ['print', 'revision'],
      ],
      [
        'stories',
        [
          ['story', 'bigint'],
          ['revision', 'integer'],
        ],
        ['story', 'revision'],
      ],
      [
        'credits',
        [
          ['revision', 'integer'],
          ['chain', 'text'],
        ],
        ['revision', 'chain'],
      ],
      [
        'copies',
        [
          ['revision', 'integer'],
          ['other', 'integer'],
          ['how', 'text'],
        ],
        ['revision', 'other'],
      ],
    ]; // prettier-ignore
    for (const [name, columns, key] of pairs) {
      let table = db.schema.createTable(name);
      for (const [column, type] of columns) table = table.addColumn(column, type, (c) => c.notNull());
      table = table.addPrimaryKeyConstraint(`${name}_key`, key as never);
      // The key is all there is: SQLite need not keep it twice.
      if (!isPostgres(db)) table = table.modifyEnd(sql`without rowid`);
      await table.execute();
    }
    await db.schema.createIndex('prints_revision').on('prints').columns(['revision']).execute();
    await db.schema.createIndex('stories_revision').on('stories').columns(['revision']).execute();
  },
};
