import { type CreateTableBuilder, type Kysely, type Migration, sql } from 'kysely';
import { NO_HASH } from '../chain.js';
import { isPostgres } from '../dialect.js';
import { createSearchTables } from '../search.js';

/** Entries and their chain, and the read models of documents, revisions, codings, claims and participants. */
export const foundation: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const table = (name: string): CreateTableBuilder<string> => db.schema.createTable(name);
    const index = (name: string, on: string, columns: string[]) =>
      db.schema.createIndex(name).on(on).columns(columns).execute();

    await table('head')
      .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
      .addColumn('sequence', 'integer', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('recorded', 'text', (c) => c.notNull())
      .execute();
    await sql`insert into head (id, sequence, hash, recorded) values (1, 0, ${NO_HASH}, '')`.execute(db);
    await table('entries')
      .addColumn('sequence', 'integer', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('recorded', 'text', (c) => c.notNull())
      .addColumn('content', 'blob', (c) => c.notNull())
      .addColumn('content_hash', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .execute();

    await table('documents')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('recorded', 'text', (c) => c.notNull())
      .execute();
    await table('revisions')
      .addColumn('sequence', 'integer', (c) => c.primaryKey())
      .addColumn('document', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('rank', 'text', (c) => c.notNull())
      .addColumn('url', 'text')
      .addColumn('path', 'text')
      .addColumn('outlet', 'text')
      .addColumn('title', 'text')
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('published', 'text')
      .addColumn('modified', 'text')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('recorded', 'text', (c) => c.notNull())
      .addColumn('ended', 'text')
      .addUniqueConstraint('revisions_document_hash', ['document', 'hash'])
      .execute();
    await table('codings')
      .addColumn('sequence', 'integer', (c) => c.primaryKey())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('coder', 'text', (c) => c.notNull())
      .addColumn('codebook', 'text', (c) => c.notNull())
      .addColumn('claims', 'integer', (c) => c.notNull())
      .addColumn('recorded', 'text', (c) => c.notNull())
      .addColumn('ended', 'text')
      .addUniqueConstraint('codings_revision_versions', ['revision', 'coder', 'codebook'])
      .execute();

    await table('claims')
      .addColumn('sequence', 'integer', (c) => c.primaryKey())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('document', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('coding', 'integer', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('predicate', 'text')
      .addColumn('cameo', 'text', (c) => c.notNull())
      .addColumn('factuality', 'text', (c) => c.notNull())
      .addColumn('novelty', 'text', (c) => c.notNull())
      .addColumn('headline', 'integer', (c) => c.notNull())
      .addColumn('starts', 'text')
      .addColumn('ends', 'text')
      .addColumn('lasting', 'integer', (c) => c.notNull())
      .addColumn('words', 'text', (c) => c.notNull())
      .addColumn('words_key', 'bigint', (c) => c.notNull())
      .addColumn('recorded', 'text', (c) => c.notNull())
      .addColumn('ended', 'text')
      .execute();
    await index('claims_id', 'claims', ['id']);
    await index('claims_coding', 'claims', ['coding']);
    await index('claims_type', 'claims', ['type', 'lasting', 'starts', 'ends']);
    await index('claims_words', 'claims', ['words_key']);
    await index('claims_starts', 'claims', ['lasting', 'starts', 'ends']);
    const participants = table('participants')
      .addColumn('claim', 'integer', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('place', 'integer', (c) => c.notNull())
      .addColumn('actor', 'text')
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('starts', 'text')
      .addColumn('ends', 'text')
      .addColumn('lasting', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('participants_key', ['claim', 'role', 'place']);
    // In SQLite the rows lie in the key's index itself.
    await (isPostgres(db) ? participants : participants.modifyEnd(sql`without rowid`)).execute();
    await db.schema
      .createIndex('participants_actor')
      .on('participants')
      .columns(['actor', 'lasting', 'starts', 'ends', 'role', 'claim'])
      .where(sql.ref('actor'), 'is not', null)
      .execute();
    await db.schema
      .createIndex('participants_name')
      .on('participants')
      .columns(['name', 'lasting', 'starts', 'ends', 'role', 'claim'])
      .where(sql.ref('actor'), 'is', null)
      .execute();
    await table('actors')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('code', 'text', (c) => c.notNull())
      .execute();
    await index('actors_name', 'actors', ['name']);
    await index('actors_code', 'actors', ['code']);
    await table('names')
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('names_key', ['name', 'actor'])
      .execute();

    await createSearchTables(db);
  },
};
