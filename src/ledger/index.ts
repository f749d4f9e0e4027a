/** The record: documents, revisions, codings and claims as entries of one hash chain, and tables to ask them by. */
export type { Head } from './chain.js';
export type { ClaimContent, CodingContent, RevisionContent } from './content.js';
export * from './corrections/index.js';
export { earliestStart, firstDay, instant, isLasting, lastDay } from './days.js';
export { asUserError, shownAddress } from './fault.js';
export { type Append, Ledger, type OpenOptions, openLedger } from './ledger.js';
export { agencyName } from './origins/index.js';
export { contentOf } from './packing.js';
export { checkReading, type Reading } from './reading.js';
export type { Recorded } from './record.js';
export { type Changes, changesBetween } from './revision.js';
export type { Database, Role, Tables } from './schema.js';
export { hasWords, isFrequent, sequencesWith } from './search.js';
export { columnText, fold, wordsKey } from './text.js';
export { createToken, listTokens, revokeTokens, type TokenRow, tokenHolder } from './tokens.js';
export { type Fault, type Verification, type VerifyOptions, verify } from './verify.js';
export { keepVisits, type LedgerVisit, visitOf } from './visits.js';
