import { UserError } from '../../errors.js';
import type { Claim, Knowledge } from '../../types.js';
import { canonicalJson } from '../canonical.js';
import type { Append } from '../ledger.js';
import type { Database } from '../schema.js';
import { Actors } from './actors.js';
import { documentAt, presentCoding } from './coding.js';
import { addedClaim, amendedClaim } from './compose.js';
import type { JudgementContent } from './content.js';
import type { CorrectionInput } from './input.js';
import { Locator } from './locate.js';
import { findTargets, presentClaims } from './targets.js';
import { sameReading } from './twins.js';

/** What one correction came to. */
export interface Corrected {
  /** The sequence of its entry, by which it can be undone. */
  entry: number;
  action: CorrectionInput['action'];
  by: string;
  reason: string;
  document?: string;
  /** The claim's id. */
  claim?: string;
}

type On<A extends CorrectionInput['action']> = Extract<CorrectionInput, { action: A }>;

/** Accepts, rejects or amends a claim, in every document that has it. */
export async function judge(
  { db, append }: Append,
  input: On<'accept' | 'reject' | 'amend'>,
  knowledge: Knowledge,
): Promise<Corrected[]> {
  const { action, by, reason } = input;
  const corrected: Corrected[] = [];
  for (const target of await findTargets(db, input.claim, input.document)) {
    const { document, coding, claim: before, twin, judgement } = target;
    const locator = new Locator(await documentAt(db, target.revision));
    const claim =
      input.action === 'amend'
        ? await amendedClaim(before, input.set, { locator, knowledge, actors: new Actors(db, knowledge) })
        : before;
    if (input.action === 'amend' && canonicalJson(claim) === canonicalJson({ ...before, confidence: 1 })) {
      throw new UserError(`claim ${before.id}: it says all of that already; \`correct accept\` confirms it`);
    }
    const content: JudgementContent = {
      action,
      by,
      reason,
      id: before.id,
      document,
      coding,
      ...(judgement && { lineage: judgement.lineage }),
      ...(twin !== undefined && { twin }),
      ...(action !== 'reject' && { claim: { ...claim, confidence: 1 } }),
      quote: locator.quote(claim.span),
    };
    const { sequence } = append('correction', content);
    corrected.push({ entry: sequence, action, by, reason, document, claim: before.id });
  }
  return corrected;
}

/** Adds a claim that the machine missed to a document's current revision. */
export async function add({ db, append }: Append, input: On<'add'>, knowledge: Knowledge): Promise<Corrected[]> {
  const { action, by, reason, document } = input;
  const { coding, revision } = await presentCoding(db, document);
  const locator = new Locator(await documentAt(db, revision));
  const quote = locator.find(input.quote);
  const claim = await addedClaim(quote, input.set, { locator, knowledge, actors: new Actors(db, knowledge) });
  await refuseKnown(db, document, claim);
  const content: JudgementContent = {
    action,
    by,
    reason,
    id: claim.id,
    document,
    coding,
    claim,
    quote: locator.quote(claim.span),
  };
  const { sequence } = append('correction', content);
  return [{ entry: sequence, action, by, reason, document, claim: claim.id }];
}

async function refuseKnown(db: Database, document: string, claim: Claim): Promise<void> {
  const { trigger } = claim;
  for (const { claim: other } of await presentClaims(db, document)) {
    const sameWords = other.trigger.start < trigger.end && trigger.start < other.trigger.end;
    if (sameWords && sameReading(other, claim)) {
      throw new UserError(`document ${document}: claim ${other.id} says that already; \`correct accept\` confirms it`);
    }
  }
}
