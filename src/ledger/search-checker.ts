import { sql } from 'kysely';
import type { RevisionContent } from './content.js';
import { isPostgres } from './dialect.js';
import type { Appended, Checker } from './projections.js';
import type { Database } from './schema.js';
import { type SearchTable, vector } from './search.js';
import type { Fault } from './verify.js';
import { wordsOf } from './words.js';

/** A text as it must be found, under the sequence of its entry. */
interface Indexed {
  sequence: number;
  words: string[];
}

/** Compares what is found by words with the words themselves: sentences of claims, texts of documents. */
export class SearchChecker implements Checker {
  readonly #db: Database;
  readonly #claims: IndexChecker;
  readonly #documents: IndexChecker;

  constructor(db: Database) {
    this.#db = db;
    const index = isPostgres(db) ? VectorChecker : TermChecker;
    this.#claims = new index(db, 'claim_words');
    this.#documents = new index(db, 'document_words');
  }

  async check(entries: readonly Appended[]): Promise<Fault | undefined> {
    const documents = entries.flatMap(({ kind, sequence, content }) =>
      kind === 'revision' ? [{ sequence, words: wordsOf((content as RevisionContent).document.text) }] : [],
    );
    // That the sentences in `claims` are those of the entries is for others to check.
    const claims = await this.#db
      .selectFrom('claims')
      .select(['sequence', 'words'])
      .where('sequence', '>=', entries[0]?.sequence ?? 0)
      .where('sequence', '<=', entries.at(-1)?.sequence ?? 0)
      .execute();
    const sentences = claims.map(({ sequence, words }) => ({ sequence, words: wordsOf(words) }));
    return (await this.#documents.check(documents)) ?? this.#claims.check(sentences);
  }

  async end(): Promise<Fault | undefined> {
    return (await this.#documents.end()) ?? this.#claims.end();
  }
}

/** Follows the texts that one index must have. */
interface IndexChecker {
  check(texts: readonly Indexed[]): Promise<Fault | undefined>;
  end(): Promise<Fault | undefined>;
}

/** PostgreSQL's rows can be compared one by one. */
class VectorChecker implements IndexChecker {
  readonly #db: Database;
  readonly #table: SearchTable;
  #count = 0;

  constructor(db: Database, table: SearchTable) {
    this.#db = db;
    this.#table = table;
  }

  async check(texts: readonly Indexed[]): Promise<Fault | undefined> {
    this.#count += texts.length;
    const list = JSON.stringify(texts.map(({ sequence, words }) => ({ sequence, words: vector(words) })));
    const { rows } = await sql<{ sequence: number | null }>`select min(made.sequence) as sequence
      from json_to_recordset(${list}::json) as made(sequence bigint, words text)
      left join ${sql.table(this.#table)} as kept on kept.sequence = made.sequence
      where kept.words is distinct from made.words::tsvector`.execute(this.#db);
    const sequence = rows[0]?.sequence;
    return sequence ? { sequence, reason: `${this.#table}: it is not found by its words` } : undefined;
  }

  async end(): Promise<Fault | undefined> {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(this.#table)}`.execute(
      this.#db,
    );
    const count = Number(rows[0]?.count);
    if (count === this.#count) return undefined;
    return { sequence: 0, reason: `${this.#table}: ${count} rows for ${this.#count} texts` };
  }
}

/** What an index holds of one word: how often it stands anywhere, and two sums over where. */
type Places = [count: number, sum: number, squares: number];

/** Places are summed up as remainders of this prime, so that no sum is beyond 2^53. */
const PRIME = 1_048_573;

/**
 * SQLite's index has no rows to compare, but tells of each word where it stands. Of each word, all places where it must
 * stand are summed up, and compared with those where it does.
 */
class TermChecker implements IndexChecker {
  readonly #db: Database;
  readonly #table: SearchTable;
  readonly #expected = new Map<string, Places>();

  constructor(db: Database, table: SearchTable) {
    this.#db = db;
    this.#table = table;
  }

  async check(texts: readonly Indexed[]): Promise<Fault | undefined> {
    for (const { sequence, words } of texts) {
      for (const [offset, word] of words.entries()) {
        const place = (sequence * 48_271 + offset * 16_807) % PRIME;
        const places = this.#expected.get(word);
        if (!places) this.#expected.set(word, [1, place, (place * place) % PRIME]);
        else {
          places[0]++;
          places[1] += place;
          places[2] += (place * place) % PRIME;
        }
      }
    }
    return undefined;
  }

  async end(): Promise<Fault | undefined> {
    const vocabulary = sql.table(`vocabulary_of_${this.#table}`);
    await sql`create virtual table temp.${vocabulary} using fts5vocab(main, ${sql.table(this.#table)}, instance)`.execute(
      this.#db,
    );
    try {
      const { rows } = await sql<{ term: string; count: number; sum: number; squares: number }>`
        select term, count(*) as count, sum(place) as sum, sum(place * place % ${sql.lit(PRIME)}) as squares
        from (select term, (doc * 48271 + "offset" * 16807) % ${sql.lit(PRIME)} as place from temp.${vocabulary})
        group by term`.execute(this.#db);
      const wrong = (word: string) => ({ sequence: 0, reason: `${this.#table}: not what the texts have of ${word}` });
      for (const { term, count, sum, squares } of rows) {
        const [n, first, second] = this.#expected.get(term) ?? [];
        if (n !== count || first !== sum || second !== squares) return wrong(term);
        this.#expected.delete(term);
      }
      for (const word of this.#expected.keys()) return wrong(word);
      return undefined;
    } finally {
      await sql`drop table temp.${vocabulary}`.execute(this.#db);
    }
  }
}
