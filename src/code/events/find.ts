import type { Codebook } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Nouns } from '../actors/index.js';
import type { Tree } from '../tree/index.js';
import type { PredicateIndex } from './lexicon.js';
import { wordsOfNames } from './titles.js';
import type { Trigger } from './trigger.js';
import { TriggerFinder } from './triggers.js';

/**
 * The words of a text that name events, in text order. A noun that a verb makes one event with ("imposed sanctions"),
 * and an act that is only agreed, refused or announced, are told by that verb alone.
 */
export function findTriggers(tree: Tree, index: PredicateIndex, codebook: Codebook, words: Nouns): Trigger[] {
  const finder = new TriggerFinder(tree, index, codebook, words);
  const named = wordsOfNames(tree);
  const told = new Set<number>();
  const verbs: Trigger[] = [];
  for (let i = 0; i < tree.length; i++) {
    const tag = tree.s.upos[i];
    if ((tag !== TAG.VERB && tag !== TAG.ADJ) || named[i]) continue;
    const trigger = finder.verb(i);
    if (!trigger) continue;
    verbs.push(trigger);
    if (trigger.noun >= 0) for (const t of trigger.tokens) if (t !== trigger.verb) told.add(t);
    const { inner } = trigger;
    if (inner && inner.verb !== trigger.verb && trigger.predicate.inner) for (const t of inner.tokens) told.add(t);
  }
  const nouns: Trigger[] = [];
  for (let i = 0; i < tree.length; i++) {
    if (tree.s.upos[i] !== TAG.NOUN || told.has(i) || named[i]) continue;
    const trigger = finder.noun(i);
    if (!trigger) continue;
    nouns.push(trigger);
    for (const t of [...trigger.tokens, ...(trigger.inner?.tokens ?? [])]) if (t !== trigger.noun) told.add(t);
  }
  const triggers = [...verbs.filter((t) => !told.has(t.verb)), ...nouns];
  const order = new Map(triggers.map((t) => [t, Math.min(...t.tokens)]));
  return triggers.sort((a, b) => order.get(a)! - order.get(b)!);
}
