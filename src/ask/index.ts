/** Answers from a ledger. They say who said what, never that something is so. */

export { type ActorFilter, type ActorRow, actor, actors } from './actors/index.js';
export { type AgreementFilter, type AgreementRow, agreement } from './agreement.js';
export { type ChangeFilter, type ChangeRow, changes, changesSince } from './changes.js';
export { type ClaimRow, chainNames, claims } from './claims.js';
export { type CorrectionFilter, type CorrectionRow, corrections } from './corrections.js';
export { BYS, type By, type CountFilter, type CountRow, counts } from './counts.js';
export { type CoverageFilter, type CoverageRow, coverage } from './coverage.js';
export { type DocumentView, document, type RevisionView } from './document.js';
export { type DocumentFilter, type DocumentRow, documents } from './documents.js';
export { type EventView, event, type Telling } from './event.js';
export { type EventFilter, type EventLink, type EventRow, events, eventsOn, forwarded } from './events/index.js';
export { type Filter, periodOf } from './filter.js';
export { type NewsFilter, type NewsRow, news } from './news/index.js';
export { type OriginFilter, type OriginRow, origins } from './origins.js';
export { pageOfClaim } from './page.js';
export { PERS, type Per } from './periods.js';
export { type KeptPositions, type Position, type PositionFilter, positions, questionsOf } from './positions/index.js';
export { type QuestionRow, questions } from './questions.js';
export { type Copy, type Resting, type ReviewFilter, type ReviewRow, review } from './review/index.js';
export { claimsInTexts } from './texts.js';
export {
  type Context,
  type Link,
  type Mark,
  type Other,
  type Revision,
  type Source,
  type Trace,
  trace,
} from './trace/index.js';
export { type Unknown, unknownIn } from './unknown.js';
