import { TAG } from '../../parse/inventory.js';
import {
  agentOf,
  coordinated,
  doer,
  exactly,
  MODIFIER,
  OBLIQUE,
  POSSESSOR,
  preposition,
  referent,
  SUBJECT,
  type Tree,
} from '../tree/index.js';
import { ADNOMINAL, follow, type Naming } from './paths.js';
import { findTarget } from './targets.js';
import { NEGATION, type Trigger } from './trigger.js';

/** The heads of the phrases that act and are acted upon, with the path that led to them. */
export interface Arguments {
  source: number[];
  target: number[];
  /** Whether the words say that those who act are acted upon by one another. */
  mutual: boolean;
  how: { source: string; target: string };
}

/** Finds who acts and who is acted upon, for one trigger. Either may be empty: nobody is invented. */
export function findArguments(naming: Naming, trigger: Trigger): Arguments {
  const [source, sourceHow] = findSource(naming, trigger);
  const sources = source >= 0 ? allSubjects(naming.tree, source, trigger.verb) : [];
  const among = trigger.predicate.reciprocal === 'together' && sources.length > 1;
  let [target, targetHow] = findTarget(naming, trigger, among);
  const mutual = target >= 0 && isEachOther(naming.tree, target);
  if (target >= 0 && (mutual || sources.includes(target))) target = -1;
  const targets = target >= 0 ? coordinated(naming.tree, target).filter((t) => !sources.includes(t)) : [];
  return { source: sources, target: targets, mutual, how: { source: sourceHow, target: targetHow } };
}

/** "accused each other", "shelled one another". */
function isEachOther(tree: Tree, head: number): boolean {
  const first = head > 0 && /^(?:other|another)$/.test(tree.lower(head)) ? head - 1 : head;
  return first + 1 < tree.length && EACH_OTHER.test(`${tree.lower(first)} ${tree.lower(first + 1)}`);
}
const EACH_OTHER = /^(?:each other|one another)$/;

/** A source and those coordinated with it; a second subject that "and" joins to the first counts as coordinated. */
function allSubjects(tree: Tree, source: number, verb: number): number[] {
  const all = coordinated(tree, source).filter((one) => !isPast(tree, source, one, verb));
  if (verb >= 0 && tree.is(source, SUBJECT) && tree.head(source) === verb)
    for (const c of tree.childrenBy(verb, SUBJECT))
      if (c > source && !all.includes(c) && (tree.nominal(c) || tree.s.upos[c] === TAG.DET))
        all.push(...coordinated(tree, c));
  return all.sort((a, b) => a - b);
}

/** "Vessia, which had recognized it, and Tarrow": what follows a relative clause is not what the clause is about. */
function isPast(tree: Tree, source: number, one: number, verb: number): boolean {
  return verb > source && one > verb && tree.right[source]! >= verb && tree.is(verb, RELATIVE);
}
const RELATIVE = exactly('acl:relcl');

/** "Vessia is the only state that recognizes it": a common noun under a copula stands for the subject; else itself. */
function identified(tree: Tree, head: number, verb: number): number {
  if (!tree.is(verb, RELATIVE) || tree.head(verb) !== head || tree.s.upos[head] !== TAG.NOUN) return head;
  const subject = tree.child(head, COPULA) >= 0 ? tree.child(head, SUBJECT) : -1;
  if (subject < 0 || subject > head || !tree.nominal(subject)) return head;
  for (const c of tree.children(head)) if (c < head && NEGATION.has(tree.lower(c))) return head;
  return referent(tree, subject);
}
const COPULA = exactly('cop');

function findSource(naming: Naming, trigger: Trigger): [number, string] {
  const { tree } = naming;
  const { verb, noun, predicate } = trigger;
  for (const path of predicate.source ?? []) {
    const found = follow(naming, path, trigger);
    if (found >= 0) return [found, path];
  }
  if (verb >= 0) {
    const doing = doer(tree, verb);
    const who = doing >= 0 ? identified(tree, doing, verb) : doing;
    return who >= 0 ? [who, 'who acts'] : [-1, 'nobody is named'];
  }
  return nominalSource(naming, noun, predicate.target ?? []);
}

/** Who does what a noun names: "by", a possessor, an adjective or a name before it, or "of" where that is not the target. */
function nominalSource({ tree, hits }: Naming, noun: number, targets: readonly string[]): [number, string] {
  for (const c of tree.childrenBy(noun, OBLIQUE)) if (c > noun && preposition(tree, c) === 'by') return [c, 'by'];
  const participle = tree.childrenBy(noun, ADNOMINAL)[0];
  if (participle !== undefined) {
    const agent = agentOf(tree, participle);
    if (agent >= 0) return [agent, 'by'];
  }
  const named = tree.child(noun, SUBJECT);
  if (named >= 0) return [referent(tree, named), 'subject'];
  const poss = tree.child(noun, POSSESSOR);
  if (poss >= 0) return [referent(tree, poss), 'possessor'];
  for (const c of tree.childrenBy(noun, MODIFIER)) if (hits[c] && c < noun) return [c, 'modifier'];
  if (!targets.includes('of'))
    for (const c of tree.childrenBy(noun, OBLIQUE)) if (c > noun && preposition(tree, c) === 'of') return [c, 'of'];
  // "are under attack by", "came under criticism from"
  for (const c of tree.childrenBy(noun, OBLIQUE))
    if (c > noun && preposition(tree, c) === 'from' && !targets.includes('from')) return [c, 'from'];
  return [-1, 'nobody is named'];
}
