import { UserError } from '../../errors.js';
import type { Append } from '../ledger.js';
import type { Database } from '../schema.js';
import { codingAt, contentAt, documentAt, machineClaims, presentCoding } from './coding.js';
import type { Standing, UndoContent } from './content.js';
import type { CorrectionInput } from './input.js';
import type { Corrected } from './judge.js';
import { standIn } from './stand.js';
import type { CorrectionTable, JudgementTable } from './tables.js';

/** Takes a correction back; the one before it on the same claim, if there is one, comes into force again. */
export async function undo(
  { db, append }: Append,
  { action, by, reason, entry }: Extract<CorrectionInput, { action: 'undo' }>,
): Promise<Corrected[]> {
  const act = await correctionAt(db, entry);
  const { document, claim, lineage } = act;
  const content: UndoContent = {
    action,
    by,
    reason,
    entry,
    ...(document !== null && { document }),
    ...(lineage !== null && (await withoutIt(db, act, lineage))),
  };
  const { sequence } = append('correction', content);
  return [
    {
      entry: sequence,
      action,
      by,
      reason,
      ...(document !== null && { document }),
      ...(claim !== null && { claim }),
    },
  ];
}

async function correctionAt(db: Database, entry: number): Promise<CorrectionTable> {
  const act = await db.selectFrom('corrections').selectAll().where('sequence', '=', entry).executeTakeFirst();
  if (!act) throw new UserError(`entry ${entry}: it is no correction; \`onrecord ask corrections\` lists them`);
  if (act.action === 'undo')
    throw new UserError(`entry ${entry}: it takes a correction back; make that correction again`);
  if (act.undone !== null) throw new UserError(`entry ${entry}: it was taken back already, at ${act.undone}`);
  return act;
}

/** How a piece of human work stands when one of its corrections is taken back; nothing where that changes nothing. */
async function withoutIt(db: Database, { sequence }: CorrectionTable, lineage: number): Promise<Partial<Standing>> {
  const inForce = await db
    .selectFrom('judgements')
    .selectAll()
    .where('lineage', '=', lineage)
    .where('ended', 'is', null)
    .executeTakeFirst();
  if (inForce?.correction !== sequence) return {};
  const before = await db
    .selectFrom('judgements')
    .innerJoin('corrections', 'corrections.sequence', 'judgements.correction')
    .selectAll('judgements')
    .where('judgements.lineage', '=', lineage)
    .where('judgements.correction', '<>', sequence)
    .where('corrections.undone', 'is', null)
    .orderBy('judgements.correction', 'desc')
    .orderBy('judgements.sequence', 'desc')
    .executeTakeFirst();
  return before ? standingNow(db, before) : { lineage };
}

async function standingNow(db: Database, judgement: JudgementTable): Promise<Partial<Standing>> {
  const { document, lineage, correction } = judgement;
  const { coding } = await presentCoding(db, document);
  if (judgement.coding === coding) {
    const { twin, claim, unplaced, lost } = await contentAt<Standing>(db, judgement.sequence);
    return {
      coding,
      lineage,
      correction,
      ...(twin !== undefined && { twin }),
      ...(claim && { claim }),
      ...(unplaced !== undefined && { unplaced }),
      ...(lost && { lost }),
    };
  }
  const { revision } = await codingAt(db, coding);
  const claims = await machineClaims(db, coding);
  const [standing] = await standIn(db, [judgement], { document: await documentAt(db, revision), coding, claims });
  return standing ?? { lineage };
}
