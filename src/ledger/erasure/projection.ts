import type { Appended, Projection } from '../projections.js';
import { columnText } from '../text.js';
import { type ErasureContent, type ErasureTable, sameRow } from './tombstone.js';

/** The table of erased documents. */
export const erasureProjection: Projection = {
  async write(db, entries) {
    for (const row of entries.flatMap(rowOf)) await db.insertInto('erasures').values(row).execute();
  },
  checker(db) {
    const expected: ErasureTable[] = [];
    return {
      async check(entries) {
        expected.push(...entries.flatMap(rowOf));
        return undefined;
      },
      async end() {
        const rows = await db.selectFrom('erasures').selectAll().orderBy('sequence').execute();
        for (let i = 0; i < Math.max(rows.length, expected.length); i++) {
          if (sameRow(rows[i], expected[i])) continue;
          const { sequence } = (expected[i] ?? rows[i]) as ErasureTable;
          return { sequence, reason: 'the table of erased documents does not say what it says' };
        }
        return undefined;
      },
    };
  },
};

function rowOf({ kind, sequence, recorded, content }: Appended): ErasureTable[] {
  if (kind !== 'erasure') return [];
  const { document, by, reason } = content as ErasureContent;
  return [{ sequence, recorded, document, by: columnText(by), reason: columnText(reason) }];
}
