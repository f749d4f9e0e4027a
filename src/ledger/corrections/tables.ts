import type { CorrectionContent } from './content.js';

export interface CorrectionTables {
  corrections: CorrectionTable;
  judgements: JudgementTable;
  identities: IdentityTable;
  reviews: ReviewTable;
}

/** One act of a person. */
export interface CorrectionTable {
  sequence: number;
  action: CorrectionContent['action'];
  by: string;
  reason: string;
  document: string | null;
  /** The claim's id, as it was when it was judged. */
  claim: string | null;
  /** Of judgements. */
  lineage: number | null;
  recorded: string;
  /** When it was taken back. */
  undone: string | null;
}

/**
 * Human work on a claim in force from `recorded` up to, not with, `ended`. Where it says what holds, `claims` has a row of
 * the same sequence; the row of its twin is not among the corrected answers meanwhile.
 */
export interface JudgementTable {
  sequence: number;
  lineage: number;
  correction: number;
  document: string;
  coding: number;
  twin: number | null;
  /** Why it could not be placed. */
  unplaced: string | null;
  recorded: string;
  ended: string | null;
}

/** A merge or split in force from `recorded` up to, not with, `ended`; its entry says which mentions it is about. */
export interface IdentityTable {
  sequence: number;
  recorded: string;
  ended: string | null;
}

/** A revision that was reviewed completely. */
export interface ReviewTable {
  sequence: number;
  document: string;
  revision: number;
  by: string;
  recorded: string;
  ended: string | null;
}
