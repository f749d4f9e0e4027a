import { ClaimRows } from '../claims.js';
import type { Appended, Projection } from '../projections.js';
import type { Database } from '../schema.js';
import { CorrectionChecker } from './checker.js';
import { codingAt, documentAt } from './coding.js';
import { type Effects, effectsOf } from './effects.js';

/** The tables of what people corrected, and the rows of `claims` that they put in force. */
export const corrections: Projection = {
  async write(db, entries) {
    for (const entry of entries) {
      const effects = effectsOf(entry);
      if (effects) await writeEffects(db, entry, effects);
    }
  },
  checker: (db) => new CorrectionChecker(db),
};

async function writeEffects(db: Database, { sequence, recorded }: Appended, effects: Effects): Promise<void> {
  const { correction, judgement, identity, review, claim, ends, undoes } = effects;
  if (ends !== undefined) await endJudgement(db, ends, recorded);
  if (undoes !== undefined) await undo(db, undoes, recorded);
  if (correction) await db.insertInto('corrections').values(correction).execute();
  if (identity) await db.insertInto('identities').values(identity).execute();
  if (review) await db.insertInto('reviews').values(review).execute();
  if (judgement) await db.insertInto('judgements').values(judgement).execute();
  if (!judgement || !claim) return;
  const { coding } = judgement;
  const { revision } = await codingAt(db, coding);
  const rows = new ClaimRows();
  const document = await documentAt(db, revision);
  rows.add(claim, sequence, { document, revision, coding, recorded, ended: null });
  await rows.write(db);
}

/** What of a piece of human work is in force ends, with the claim that it put among the answers. */
async function endJudgement(db: Database, lineage: number, ended: string): Promise<void> {
  const before = await db
    .selectFrom('judgements')
    .select('sequence')
    .where('lineage', '=', lineage)
    .where('ended', 'is', null)
    .executeTakeFirst();
  if (!before) return;
  const { sequence } = before;
  await db.updateTable('judgements').set({ ended }).where('sequence', '=', sequence).execute();
  await db.updateTable('claims').set({ ended }).where('sequence', '=', sequence).where('ended', 'is', null).execute();
}

async function undo(db: Database, correction: number, at: string): Promise<void> {
  await db.updateTable('corrections').set({ undone: at }).where('sequence', '=', correction).execute();
  for (const table of ['identities', 'reviews'] as const) {
    await db.updateTable(table).set({ ended: at }).where('sequence', '=', correction).execute();
  }
}
