export { type Arguments, findArguments, isActorLike, isTime, type Naming } from './arguments.js';
export { findTriggers } from './find.js';
export { indexPredicates, type PredicateIndex, takesObject } from './lexicon.js';
export type { Trigger } from './trigger.js';
