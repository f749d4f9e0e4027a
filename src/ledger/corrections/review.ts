import { UserError } from '../../errors.js';
import type { Append } from '../ledger.js';
import { NO_KNOWLEDGE } from './actors.js';
import { presentCoding } from './coding.js';
import type { ReviewedContent } from './content.js';
import type { CorrectionInput } from './input.js';
import { type Corrected, judge } from './judge.js';
import { presentClaims } from './targets.js';

/**
 * Marks a document's current revision as reviewed from beginning to end. The claims that nobody judged are accepted
 * with it, so that they last like all others that were confirmed.
 */
export async function review(
  append: Append,
  { action, by, reason, document }: Extract<CorrectionInput, { action: 'reviewed' }>,
): Promise<Corrected[]> {
  const { db } = append;
  const { revision } = await presentCoding(db, document);
  const before = await db
    .selectFrom('reviews')
    .select(['by', 'recorded'])
    .where('revision', '=', revision)
    .where('ended', 'is', null)
    .executeTakeFirst();
  if (before) throw new UserError(`document ${document}: ${before.by} marked it as reviewed at ${before.recorded}`);
  const accepted: Corrected[] = [];
  for (const { claim, judged } of await presentClaims(db, document)) {
    if (judged) continue;
    const acceptance = { action: 'accept', claim: claim.id, document, by, reason } as const;
    accepted.push(...(await judge(append, acceptance, NO_KNOWLEDGE)));
  }
  const content: ReviewedContent = { action, by, reason, document, revision };
  const { sequence } = append.append('correction', content);
  return [...accepted, { entry: sequence, action, by, reason, document }];
}
