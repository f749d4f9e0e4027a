export { type Arguments, findArguments } from './arguments.js';
export { findTriggers } from './find.js';
export { indexPredicates, type PredicateIndex, takesObject } from './lexicon.js';
export { isActorLike, isTime, type Naming } from './paths.js';
export type { Trigger } from './trigger.js';
