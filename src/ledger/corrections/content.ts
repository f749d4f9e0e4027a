import type { Actor, Claim } from '../../types.js';

/** Who corrected something, and why. */
export interface Signed {
  by: string;
  reason: string;
}

/** W3C's TextQuoteSelector: words with some of what stands before and after them. */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
}

/**
 * A piece of human work on one claim, as it stands in one coding of a document. It stands until a later entry of the
 * same lineage takes its place.
 */
export interface Standing {
  document: string;
  /** The coding in which it stands: its entry's sequence. */
  coding: number;
  /** The first correction of this piece of work; absent in that one's own entry. */
  lineage?: number;
  /** The correction whose words it carries; absent in that one's own entry. */
  correction?: number;
  /** The machine's claim that it is about: its entry's sequence. */
  twin?: number;
  /** What holds, in the words of the coding's revision; absent where a claim was rejected or cannot be placed. */
  claim?: Claim;
  /** Why it cannot be placed in the revision or coding. */
  unplaced?: string;
  /** Parts that the claim has lost, since their words are not in the revision. */
  lost?: string[];
}

/** A judgement of a claim: the person says that it is right, wrong, otherwise, or there and missed. */
export interface JudgementContent extends Signed, Standing {
  action: 'accept' | 'reject' | 'amend' | 'add';
  /** The claim's id. */
  id: string;
  /** The words that it is about. */
  quote: Quote;
}

/** One actor is another: always (merged), or where the mention is one of those named (split). */
export interface IdentityContent extends Signed {
  action: 'merge' | 'split';
  /** The actor's id; absent where words that name none are meant. */
  actor?: string;
  /** Such words, folded. */
  name?: string;
  names?: string[];
  documents?: string[];
  claims?: string[];
  into: Actor;
}

/** A document's revision was reviewed completely. */
export interface ReviewedContent extends Signed {
  action: 'reviewed';
  document: string;
  /** The sequence of the revision's entry. */
  revision: number;
}

/** A correction is taken back; where an earlier judgement of the same claim comes back into force, how it stands now. */
export interface UndoContent extends Signed, Partial<Standing> {
  action: 'undo';
  /** The sequence of the correction's entry. */
  entry: number;
}

/** What a `correction` entry holds. */
export type CorrectionContent = JudgementContent | IdentityContent | ReviewedContent | UndoContent;

/** What a `placement` entry holds: where earlier human work stands in a later coding of its document. */
export type PlacementContent = Standing & Required<Pick<Standing, 'lineage' | 'correction'>>;
