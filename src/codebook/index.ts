export {
  type Checked,
  type Codebook,
  type CompiledCode,
  checkCodebook,
  compileCodebook,
  type EventType,
} from './compile.js';
export { documentCodebook } from './document.js';
export { type CodebookFile, type Fault, FOLDERS, faultLine, faultOf } from './file.js';
export { idsOn } from './identifiers.js';
export { knowledgeOf } from './knowledge.js';
export type {
  ActorEntry,
  CueEntry,
  EventCode,
  Kind,
  Operator,
  PlaceEntry,
  Predicate,
  Question,
} from './schema/index.js';
export { ACTOR_KINDS, actorFile, eventFile, kindFile, lexiconFile, placeFile, questionFile } from './schema/index.js';
