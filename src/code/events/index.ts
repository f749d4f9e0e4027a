export { type Arguments, findArguments } from './arguments.js';
export { findTriggers } from './find.js';
export { indexPredicates, isActNoun, makeDeed, type PredicateIndex, takesObject } from './lexicon.js';
export { byNoun, isActorLike, isTime, type Naming } from './paths.js';
export type { Trigger } from './trigger.js';
