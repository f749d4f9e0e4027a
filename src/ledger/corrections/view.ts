import type { ExpressionBuilder } from 'kysely';
import type { Tables } from '../schema.js';

/** When an answer is asked for, and whether as corrected. */
export interface View {
  /** The first instant that is too late, in ledger time; undefined for now. */
  before?: string | undefined;
  /** The machine's reading, without what people corrected. */
  raw?: boolean | undefined;
}

type OnClaim = ExpressionBuilder<Tables, 'claims'>;

/** Of a claim: that it is among the answers of a view. */
export function isPresent(eb: OnClaim, { before, raw }: View) {
  const byHand = eb
    .selectFrom('judgements')
    .select('judgements.sequence')
    .whereRef('judgements.sequence', '=', 'claims.sequence');
  return eb.and([
    before === undefined
      ? eb('claims.ended', 'is', null)
      : eb.and([
          eb('claims.recorded', '<', before),
          eb.or([eb('claims.ended', 'is', null), eb('claims.ended', '>=', before)]),
        ]),
    eb.not(eb.exists(raw ? byHand : replaced(eb, before))),
  ]);
}

/** Human work in force that stands for a claim of the machine. */
export function replaced(eb: OnClaim, before?: string) {
  const judgements = eb
    .selectFrom('judgements')
    .select('judgements.sequence')
    .whereRef('judgements.twin', '=', 'claims.sequence');
  if (before === undefined) return judgements.where('judgements.ended', 'is', null);
  return judgements
    .where('judgements.recorded', '<', before)
    .where((one) => one.or([one('judgements.ended', 'is', null), one('judgements.ended', '>=', before)]));
}
