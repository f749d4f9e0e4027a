export {
  type Codebook,
  type CodebookFile,
  type CompiledCode,
  compileCodebook,
  type EventType,
  FOLDERS,
} from './compile.js';
export { documentCodebook } from './document.js';
export { idsOn } from './identifiers.js';
export { knowledgeOf } from './knowledge.js';
export type { ActorEntry, CueEntry, EventCode, Kind, Operator, PlaceEntry, Predicate, Question } from './schema.js';
export { ACTOR_KINDS, actorFile, eventFile, kindFile, lexiconFile, placeFile, questionFile } from './schema.js';
