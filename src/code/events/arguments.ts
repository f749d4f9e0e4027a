import { TAG } from '../../parse/inventory.js';
import {
  agentOf,
  CONJUNCT,
  coordinated,
  doer,
  exactly,
  isPassive,
  MODIFIER,
  OBLIQUE,
  POSSESSOR,
  preposition,
  referent,
  relations,
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
  /** Who did the deed that the source is ("*Vessia's* shelling wounded three"); -1: the source is nobody's deed. */
  behind: number;
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
  const other = target >= 0 && isEachOther(naming.tree, target);
  if (target >= 0 && (other || sources.includes(target))) target = -1;
  const targets = target >= 0 ? coordinated(naming.tree, target).filter((t) => !sources.includes(t)) : [];
  // "a truce between Vessia and Tarrow"
  const mutual = other || (trigger.verb < 0 && source < 0 && targetHow === 'between' && targets.length > 1);
  const behind = source >= 0 ? doerOf(naming, trigger, source) : -1;
  return { source: sources, target: targets, behind, mutual, how: { source: sourceHow, target: targetHow } };
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
    // "confirmed the seizure of a ship by Vessia": an act with a doer of its own is not done by who speaks of it.
    const own = trigger.lent ? ownDoer(tree, noun, FORCE.test(trigger.code)) : -1;
    if (own >= 0) return [own, 'whose act it is'];
    const doing = doer(tree, verb);
    const who = doing >= 0 ? identified(tree, doing, verb) : doing;
    if (who >= 0) return [who, 'who acts'];
    const by = through(naming, trigger);
    if (by >= 0) return [by, 'who did the deed in which it was done'];
    return trigger.lent && isPassive(tree, verb) ? nominalSource(naming, trigger) : [-1, 'nobody is named'];
  }
  return nominalSource(naming, trigger);
}

/** Who did a deed of force by which another was done; -1: it is no such deed, or nobody is named. */
function doerOf(naming: Naming, { verb, code }: Trigger, deed: number): number {
  const act = naming.acts?.get(deed);
  if (!act || (verb >= 0 && act.verb === verb) || !FORCE.test(code) || !FORCE.test(act.code)) return -1;
  if (act.predicate.reciprocal || verb < 0) return -1;
  const [found] = findSource(naming, act);
  return found === deed ? -1 : found;
}

/** "killed in a raid by Vessia": who did the deed in or by which a passive's act was done; -1: nobody is named. */
function through(naming: Naming, trigger: Trigger): number {
  const { tree } = naming;
  // "were killed and wounded in a raid": what stands with the last of them is of all.
  const beside = tree.childrenBy(trigger.verb, CONJUNCT).filter((c) => isPassive(tree, c));
  const all = [trigger.verb, ...beside].flatMap((v) => tree.childrenBy(v, BY_WHICH));
  for (const c of all) {
    const found = THROUGH.has(preposition(tree, c) || tree.lower(tree.child(c, MARKER)))
      ? doerOf(naming, trigger, c)
      : -1;
    if (found >= 0) return found;
  }
  return -1;
}
const BY_WHICH = relations('obl', 'nmod', 'advcl');
const MARKER = exactly('mark');
const THROUGH = new Set(['in', 'by', 'during', 'from', 'after']);
/** Codes of what is done by force. */
const FORCE = /^(?:1[5789]|20)/;

/** Who a noun's own phrase says did it, by name; -1: nobody. Whose promise or support is spoken of is said of the speaker. */
function ownDoer(tree: Tree, noun: number, force: boolean): number {
  for (const c of tree.childrenBy(noun, OBLIQUE))
    if (c > noun && preposition(tree, c) === 'by' && tree.nominal(c)) return c;
  const poss = force ? tree.child(noun, POSSESSOR) : -1;
  return poss >= 0 && tree.s.upos[poss] !== TAG.PRON ? poss : -1;
}

/** Who does what a noun names: "by", a possessor, an adjective or a name before it, or "of" where that is not the target. */
function nominalSource({ tree, hits }: Naming, { noun, object = -1, predicate, tokens }: Trigger): [number, string] {
  const targets = predicate.target ?? [];
  for (const c of tree.childrenBy(noun, OBLIQUE)) if (c > noun && preposition(tree, c) === 'by') return [c, 'by'];
  const participle = tree.childrenBy(noun, ADNOMINAL)[0];
  if (participle !== undefined && DOING.has(tree.lemma(participle))) {
    const agent = agentOf(tree, participle);
    if (agent >= 0) return [agent, 'by'];
  }
  const named = tree.child(noun, SUBJECT);
  if (named >= 0) return [referent(tree, named), 'subject'];
  const poss = tree.child(noun, POSSESSOR);
  if (poss >= 0) return [referent(tree, poss), 'possessor'];
  for (const c of tree.childrenBy(noun, MODIFIER)) if (hits[c] && c < noun) return [c, 'modifier'];
  if (object >= 0) {
    // "the withdrawal of Vessian troops": what belongs to who acts, where it is a word of the event.
    const own = tokens.includes(object) && !targets.includes('owner');
    for (const c of own ? tree.children(object) : []) {
      if (c > object) break;
      if (tree.is(c, POSSESSOR) || (tree.is(c, MODIFIER) && hits[c])) return [referent(tree, c), 'owner'];
    }
  } else if (!targets.includes('of'))
    for (const c of tree.childrenBy(noun, OBLIQUE)) if (c > noun && preposition(tree, c) === 'of') return [c, 'of'];
  // "are under attack by", "came under criticism from"
  for (const c of tree.childrenBy(noun, OBLIQUE))
    if (c > noun && preposition(tree, c) === 'from' && !targets.includes('from')) return [c, 'from'];
  return [-1, 'nobody is named'];
}
/** Verbs whose agent does what their noun names; of others ("a truce *brokered* by Vessia") it is somebody else. */
const DOING = new Set([
  'order',
  'lead',
  'plan',
  'prepare',
  'direct',
  'command',
  'commit',
  'perpetrate',
  'stage',
  'mount',
  'launch',
  'carry',
  'conduct',
  'execute',
  'impose',
  'introduce',
  'adopt',
  'issue',
  'file',
  'level',
  'levy',
  'make',
  'deliver',
  'give',
  'hold',
  'host',
  'organize',
  'organise',
  'claim',
  'blame',
  'start',
  'wage',
  'do',
  'fire',
  'drop',
  'send',
  'set',
  'orchestrate',
  'mastermind',
]);
