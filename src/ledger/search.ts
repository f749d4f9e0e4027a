import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isPostgres } from './dialect.js';
import { insertInto } from './rows.js';
import { wordsOf } from './words.js';

/**
 * What can be searched by words: the sentences of claims, the texts of documents. SQLite keeps both as FTS5 tables
 * that hold the index and no text of their own, PostgreSQL as vectors under a GIN index.
 */
export type SearchTable = 'claim_words' | 'document_words';

const TABLES: readonly SearchTable[] = ['claim_words', 'document_words'];

/** PostgreSQL refuses a vector of more than a megabyte, and a place in the text beyond this one. */
const VECTOR_BYTES = 1_000_000;
const LAST_PLACE = 16_383;

/** Creates the search tables, as a migration's part. */
export async function createSearchTables(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) {
    if (isPostgres(db)) {
      await sql`create table ${sql.table(table)} (sequence bigint primary key, words tsvector not null)`.execute(db);
      await sql`create index ${sql.id(`${table}_index`)} on ${sql.table(table)} using gin (words)`.execute(db);
    } else {
      // The words come parted by spaces, with nothing else between them.
      await sql`create virtual table ${sql.table(table)} using fts5(
        words, content = '', contentless_delete = 1, tokenize = 'ascii')`.execute(db);
    }
  }
}

/** Makes texts findable, each under the sequence of a claim's or revision's entry. */
export async function indexWords<T>(
  db: Kysely<T>,
  table: SearchTable,
  texts: readonly { sequence: number; text: string }[],
): Promise<void> {
  const rows = isPostgres(db)
    ? texts.map(({ sequence, text }) => ({ sequence, words: vector(wordsOf(text)) }))
    : texts.map(({ sequence, text }) => ({ rowid: sequence, words: wordsOf(text).join(' ') }));
  await insertInto(db, table, rows);
}

/** Makes texts findable no more. */
export async function forgetWords<T>(db: Kysely<T>, table: SearchTable, sequences: readonly number[]): Promise<void> {
  if (!sequences.length) return;
  const key = sql.ref(isPostgres(db) ? 'sequence' : 'rowid');
  await sql`delete from ${sql.table(table)} where ${key} in (${sql.join(sequences)})`.execute(db);
}

/**
 * The sequences of what holds all the `words`; a part in double quotes is a phrase, a word that ends in `*` a prefix.
 * Nothing else has a meaning of its own, so any text is a valid search.
 */
export function sequencesWith<T>(db: Kysely<T>, table: SearchTable, words: string): RawBuilder<number> {
  return isPostgres(db)
    ? sql`(select sequence from ${sql.table(table)} where words @@ ${vectorQuery(words)}::tsquery)`
    : sql`(select rowid as sequence from ${sql.table(table)} where ${sql.table(table)} match ${matchQuery(words)})`;
}

/** Whether a text holds all the `words`, as an index of it would say: for looking at few texts, or for words that most hold. */
export function holding(words: string): (text: string) => boolean {
  const terms = termsOf(words);
  return (text) => {
    const all = wordsOf(text);
    return terms.every(({ phrase, prefix }) => {
      const last = phrase.length - 1;
      const isHere = (at: number) =>
        phrase.every((word, i) => (prefix && i === last ? all[at + i]?.startsWith(word) : all[at + i] === word));
      return all.some((_, at) => isHere(at));
    });
  };
}

/** From how many on it is better to look whether each of a list holds the words than to gather all that do. */
const FREQUENT = 5000;

/** Whether very many hold all the `words`. */
export async function isFrequent<T>(db: Kysely<T>, table: SearchTable, words: string): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from ${sequencesWith(db, table, words)} as found limit ${FREQUENT}) as first
  `.execute(db);
  return rows[0]?.count === FREQUENT;
}

function vectorQuery(words: string): string {
  const terms = termsOf(words).map(({ phrase, prefix }) => {
    const places = phrase.map((word) => `'${word}'`).join(' <-> ');
    return `(${places}${prefix ? ':*' : ''})`;
  });
  return terms.join(' & ');
}

function matchQuery(words: string): string {
  const terms = termsOf(words).map(({ phrase, prefix }) => `"${phrase.join(' ')}"${prefix ? '*' : ''}`);
  return terms.join(' ') || '""';
}

function termsOf(words: string): { phrase: string[]; prefix: boolean }[] {
  const parts = words.match(/"[^"]*"|[^\s"]+/g) ?? [];
  const terms = parts.map((part) => ({ phrase: wordsOf(part), prefix: /\*"?$/.test(part) }));
  return terms.filter(({ phrase }) => phrase.length);
}

/** A text vector as PostgreSQL reads it: each word with its place. */
export function vector(words: readonly string[]): string {
  let bytes = 0;
  let text = '';
  for (const [i, word] of words.entries()) {
    // At most: the word, where it stands, and what the vector keeps about it.
    bytes += Buffer.byteLength(word) + 8;
    if (bytes > VECTOR_BYTES) break;
    text += `'${word}':${Math.min(i + 1, LAST_PLACE)} `;
  }
  return text;
}
