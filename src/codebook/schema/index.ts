/**
 * The shapes of a codebook's YAML files, one schema a folder. Every field that a person writes is described there;
 * `docs/extend.md` shows them at work.
 */

export { ACTOR_KINDS, type ActorEntry, actorFile } from './actors.js';
export { type EventCode, eventFile } from './events.js';
export { type CueEntry, lexiconFile, type Operator, type Predicate } from './lexicon.js';
export { type PlaceEntry, placeFile } from './places.js';
export { type Kind, kindFile, type Question, questionFile } from './questions.js';
