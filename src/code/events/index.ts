export { type Arguments, findArguments, isActorLike, isTime, type Naming } from './arguments.js';
export { indexPredicates, type PredicateIndex } from './lexicon.js';
export { type Trigger, TriggerFinder } from './triggers.js';
