import { sha256 } from '../canonical.js';
import type { RevisionContent } from '../content.js';
import type { Appended, Checker, Projection } from '../projections.js';
import { insertRows } from '../rows.js';
import type { Database } from '../schema.js';
import type { Fault } from '../verify.js';
import { unpackPage } from './index.js';

/** Which revision was made from which page. The pages' bytes themselves come in with the reading. */
export const pagesProjection: Projection = {
  async write(db, entries) {
    const rows = entries.flatMap((entry) => {
      const page = pageIn(entry);
      return page ? [{ revision: entry.sequence, page: page.hash }] : [];
    });
    await insertRows(db, 'revision_pages', rows);
  },

  async forget(db, _document, sequences) {
    if (!sequences.length) return;
    const gone = await db.selectFrom('revision_pages').select('page').where('revision', 'in', sequences).execute();
    await db.deleteFrom('revision_pages').where('revision', 'in', sequences).execute();
    for (const { page } of gone) {
      const still = db.selectFrom('revision_pages').select('page').where('page', '=', page);
      await db
        .deleteFrom('pages')
        .where('hash', '=', page)
        .where(({ not, exists }) => not(exists(still)))
        .execute();
    }
  },

  checker: (db) => new PageChecker(db),
};

function pageIn({ kind, content }: Appended): RevisionContent['page'] {
  return kind === 'revision' ? (content as RevisionContent).page : undefined;
}

/** Compares each page's bytes with the hash that its revision's entry has. */
class PageChecker implements Checker {
  readonly #db: Database;
  #count = 0;
  readonly #hashes = new Set<string>();

  constructor(db: Database) {
    this.#db = db;
  }

  async check(entries: readonly Appended[]): Promise<Fault | undefined> {
    for (const entry of entries) {
      const page = pageIn(entry);
      if (!page) continue;
      this.#count++;
      this.#hashes.add(page.hash);
      const { sequence } = entry;
      const row = await this.#db
        .selectFrom('revision_pages')
        .innerJoin('pages', 'pages.hash', 'revision_pages.page')
        .select('packed')
        .where('revision', '=', sequence)
        .where('page', '=', page.hash)
        .executeTakeFirst();
      if (!row) return { sequence, reason: 'the page that it was made from is missing' };
      if (!isWhole(row.packed, page)) return { sequence, reason: 'the page that it was made from was altered' };
    }
    return undefined;
  }

  async end(): Promise<Fault | undefined> {
    const expected = { revision_pages: this.#count, pages: this.#hashes.size };
    for (const table of ['revision_pages', 'pages'] as const) {
      const { count } = await this.#db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      if (Number(count) !== expected[table]) {
        return { sequence: 0, reason: `${table}: ${count} rows for ${expected[table]} pages` };
      }
    }
    return undefined;
  }
}

function isWhole(packed: Uint8Array, { hash, size }: { hash: string; size: number }): boolean {
  try {
    return sha256(unpackPage(packed, size)) === hash;
  } catch {
    return false;
  }
}
