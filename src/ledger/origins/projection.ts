import type { Projection } from '../projections.js';
import { insertRows } from '../rows.js';
import { OriginChecker } from './checker.js';
import { pairsOf } from './pairs.js';
import { Reports } from './reports.js';
import { rowsOf } from './rows.js';

/** Keeps the tables of `OriginTables`. */
export const originsProjection: Projection = {
  async write(db, entries) {
    const gathered = new Reports();
    const reports = [...gathered.take(entries), ...gathered.rest()];
    const { sketches, prints, stories, credits } = rowsOf(reports);
    await insertRows(db, 'sketches', sketches);
    await insertRows(db, 'prints', prints);
    await insertRows(db, 'stories', stories);
    await insertRows(db, 'credits', credits);
    const { pairs } = await pairsOf(db, reports);
    const both = pairs.flatMap((pair) => [pair, { ...pair, revision: pair.other, other: pair.revision }]);
    await insertRows(db, 'copies', both);
  },

  async forget(db, _document, sequences) {
    if (!sequences.length) return;
    for (const table of ['sketches', 'prints', 'stories', 'credits', 'copies'] as const) {
      await db.deleteFrom(table).where('revision', 'in', sequences).execute();
    }
    await db.deleteFrom('copies').where('other', 'in', sequences).execute();
  },

  checker: (db) => new OriginChecker(db),
};
