import { canonicalJson } from '../canonical.js';
import type { Appended, Projection } from '../projections.js';

/** What a `release` entry holds. */
export interface ReleaseContent {
  name: string;
  by?: string;
  /** The head that it marks. */
  sequence: number;
  head: string;
}

/** A named state of the ledger. */
export interface ReleaseTable {
  sequence: number;
  recorded: string;
  name: string;
  by: string | null;
  head_sequence: number;
  head_hash: string;
}

/** The table of releases. */
export const releaseProjection: Projection = {
  async write(db, entries) {
    for (const row of entries.flatMap(rowOf)) await db.insertInto('releases').values(row).execute();
  },
  checker(db) {
    const expected: ReleaseTable[] = [];
    return {
      async check(entries) {
        expected.push(...entries.flatMap(rowOf));
        return undefined;
      },
      async end() {
        const rows = await db.selectFrom('releases').selectAll().orderBy('sequence').execute();
        const length = Math.max(rows.length, expected.length);
        for (let i = 0; i < length; i++) {
          if (canonicalJson(rows[i] ?? null) === canonicalJson(expected[i] ?? null)) continue;
          const { sequence } = (expected[i] ?? rows[i]) as ReleaseTable;
          return { sequence, reason: 'the table of releases does not say what it says' };
        }
        return undefined;
      },
    };
  },
};

function rowOf({ kind, sequence, recorded, content }: Appended): ReleaseTable[] {
  if (kind !== 'release') return [];
  const { name, by, sequence: marked, head } = content as ReleaseContent;
  return [{ sequence, recorded, name, by: by ?? null, head_sequence: marked, head_hash: head }];
}
