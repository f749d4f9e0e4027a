import { canonicalJson } from '../canonical.js';
import type { Appended, Checker } from '../projections.js';
import type { Database } from '../schema.js';
import type { Fault } from '../verify.js';
import { pairsOf } from './pairs.js';
import { type Report, Reports } from './reports.js';
import { rowsOf } from './rows.js';
import type { CopyTable } from './tables.js';

const TABLES = ['sketches', 'prints', 'stories', 'credits'] as const;

/** Makes the rows of each report anew, finds its copies and relays again, and compares. */
export class OriginChecker implements Checker {
  readonly #db: Database;
  readonly #gathered = new Reports();
  /** Up to which sequence all was compared, and up to which entries were seen. */
  #done = Number.MIN_SAFE_INTEGER;
  #last = 0;
  #erased: boolean | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  async check(entries: readonly Appended[]): Promise<Fault | undefined> {
    const reports = this.#gathered.take(entries);
    this.#last = entries.at(-1)?.sequence ?? this.#last;
    return this.#compare(reports, (this.#gathered.open ?? this.#last + 1) - 1);
  }

  async end(): Promise<Fault | undefined> {
    const fault = await this.#compare(this.#gathered.rest(), Number.MAX_SAFE_INTEGER);
    return fault ?? this.#halves();
  }

  /** Compares all rows of revisions up to a sequence. */
  async #compare(reports: readonly Report[], upTo: number): Promise<Fault | undefined> {
    const [from, db] = [this.#done, this.#db];
    if (upTo <= from) return undefined;
    this.#done = upTo;
    const wrong = (revision: number, reason: string): Fault => {
      return { sequence: revision > 0 && revision <= this.#last ? revision : 0, reason };
    };
    const made = rowsOf(reports);
    for (const table of TABLES) {
      const rows = await db
        .selectFrom(table)
        .selectAll()
        .where('revision', '>', from)
        .where('revision', '<=', upTo)
        .execute();
      const revision = firstDifference(made[table], rows);
      if (revision !== undefined) return wrong(revision, `${table}: the tables do not say what its words say`);
    }
    const { pairs, full } = await pairsOf(db, reports);
    const stored = await db
      .selectFrom('copies')
      .selectAll()
      .where('revision', '>', from)
      .where('revision', '<=', upTo)
      .whereRef('other', '<', 'revision')
      .execute();
    // Where documents were erased, others were looked at in their places.
    const erased = await this.#hasErased();
    const isSure = ({ revision }: CopyTable) => !erased || !full.has(revision);
    const revision = firstDifference(pairs.filter(isSure), stored.filter(isSure));
    return revision === undefined
      ? undefined
      : wrong(revision, 'copies: the tables do not say of what it is a copy or relay');
  }

  /** Each pair must stand in the table in both directions. */
  async #halves(): Promise<Fault | undefined> {
    const half = await this.#db
      .selectFrom('copies')
      .select(({ fn }) => fn.max<number>('revision').as('revision'))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('copies as back')
              .select('back.revision')
              .whereRef('back.revision', '=', 'copies.other')
              .whereRef('back.other', '=', 'copies.revision')
              .whereRef('back.how', '=', 'copies.how'),
          ),
        ),
      )
      .executeTakeFirst();
    return half?.revision
      ? { sequence: half.revision, reason: 'copies: a pair is there in one direction only' }
      : undefined;
  }

  async #hasErased(): Promise<boolean> {
    this.#erased ??= Boolean(await this.#db.selectFrom('erasures').select('sequence').executeTakeFirst());
    return this.#erased;
  }
}

/** The first revision of which two tables have not the same rows, in whatever order. */
function firstDifference(
  made: readonly { revision: number }[],
  stored: readonly { revision: number }[],
): number | undefined {
  const [own, other] = [byRevision(made), byRevision(stored)];
  const different = [...new Set([...own.keys(), ...other.keys()])].filter(
    (revision) => own.get(revision)?.join() !== other.get(revision)?.join(),
  );
  return different.length ? Math.min(...different) : undefined;
}

function byRevision(rows: readonly { revision: number }[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const row of rows) {
    const text = canonicalJson({ ...row, ...('hashes' in row && { hashes: hex(row.hashes as Uint8Array) }) });
    const of = found.get(row.revision);
    if (of) of.push(text);
    else found.set(row.revision, [text]);
  }
  for (const texts of found.values()) texts.sort();
  return found;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
