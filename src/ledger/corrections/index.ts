/** What people correct: their acts, kept like all else, and the view of the ledger that follows from them. */
export type { CorrectionContent, PlacementContent, Quote } from './content.js';
export { correct } from './correct.js';
export { Identities, loadIdentities } from './identities.js';
export {
  type ClaimFields,
  type CorrectionAction,
  type CorrectionInput,
  type CorrectionRequest,
  correctionInput,
} from './input.js';
export type { Corrected } from './judge.js';
export type { CorrectionTable, JudgementTable } from './tables.js';
export { differences, sameReading } from './twins.js';
export { isPresent, replaced, type View } from './view.js';
