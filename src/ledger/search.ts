import { type Kysely, type RawBuilder, sql } from 'kysely';
import { columnText } from './text.js';

/**
 * What can be searched by words: the sentences of claims, the texts of documents. SQLite keeps both as FTS5 tables
 * that hold the index and no text of their own.
 */
export type SearchTable = 'claim_words' | 'document_words';

const TABLES: readonly SearchTable[] = ['claim_words', 'document_words'];

/** Creates the search tables, as a migration's part. */
export async function createSearchTables(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) {
    await sql`create virtual table ${sql.table(table)} using fts5(
      words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2')`.execute(db);
  }
}

/** Makes `words` findable under the sequence of a claim's or revision's entry. */
export async function indexWords<T>(db: Kysely<T>, table: SearchTable, sequence: number, words: string): Promise<void> {
  await sql`insert into ${sql.table(table)} (rowid, words) values (${sequence}, ${words})`.execute(db);
}

/**
 * The sequences of what holds all the `words`; a part in double quotes is a phrase, a word that ends in `*` a prefix.
 * Nothing else has a meaning of its own, so any text is a valid search.
 */
export function sequencesWith(table: SearchTable, words: string): RawBuilder<number> {
  return sql<number>`(select rowid from ${sql.table(table)} where ${sql.table(table)} match ${matchExpression(words)})`;
}

function matchExpression(words: string): string {
  const parts = columnText(words).match(/"[^"]*"|[^\s"]+/g) ?? [];
  const terms = parts.map((part) => {
    const bare = part.replaceAll('"', '');
    return bare.endsWith('*') && bare.length > 1 ? `"${bare.slice(0, -1)}"*` : `"${bare}"`;
  });
  return terms.length ? terms.join(' ') : '""';
}
