import { TAG } from '../../parse/inventory.js';
import { ADVERBIAL_NOUNS } from '../words.js';
import { OBJECT, OBLIQUE, PASSIVE, PASSIVE_SUBJECT, POSSESSOR, preposition, SUBJECT } from './phrases.js';
import { exactly, type Tree } from './tree.js';

const RELATIVE_CLAUSE = exactly('acl:relcl');
const ADNOMINAL = exactly('acl');
const CONJ = exactly('conj');
const XCOMP = exactly('xcomp');
const ADVERBIAL = exactly('advcl', 'ccomp', 'xcomp', 'parataxis');
const AGENT = exactly('obl:agent');
const MARK = exactly('mark', 'aux');
const IOBJ = exactly('iobj');
/** Verbs whose subject, not object, does what the infinitive or gerund says. */
const SUBJECT_CONTROL = new Set(['promise', 'threaten', 'vow', 'pledge', 'use', 'take', 'need', 'offer']);
/** Verbs whose infinitive only tells what for ("visited Vessia to work with …"): the subject does that too. */
const FOR_A_PURPOSE = new Set(
  (
    'visit meet hold join sign leave enter travel seek convene host pass adopt issue raise cross impose spend cut quit tour attend open close launch start ' +
    'begin'
  ).split(' '),
);

/** Whether a verb is passive, also as a bare participle after its noun ("sanctions imposed by"). */
export function isPassive(tree: Tree, v: number): boolean {
  if (tree.child(v, PASSIVE) >= 0 || tree.child(v, AGENT) >= 0 || isAbsolute(tree, v) || isSecondPassive(tree, v))
    return true;
  return (
    tree.is(v, ADNOMINAL) &&
    tree.feature(v, 'VerbForm=Part') &&
    !tree.lower(v).endsWith('ing') &&
    tree.child(v, SUBJECT) < 0 &&
    v > tree.head(v)
  );
}

/** "Three were killed and ten wounded": a participle beside a passive verb, with neither "be" nor an object of its own. */
function isSecondPassive(tree: Tree, v: number): boolean {
  if (!tree.is(v, CONJ) || !tree.feature(v, 'VerbForm=Part') || tree.lower(v).endsWith('ing')) return false;
  const first = tree.head(v);
  return first >= 0 && tree.child(first, PASSIVE) >= 0 && tree.child(v, OWN) < 0;
}
const OWN = exactly('obj', 'aux', 'aux:pass', 'cop', 'ccomp', 'nsubj');

/** "Asked whether …, she said", "when asked": a participle before or after its clause, of which somebody else is the doer. */
function isAbsolute(tree: Tree, v: number): boolean {
  if (!tree.is(v, ADVCL) || tree.s.upos[v] !== TAG.VERB || !/(?:ed|en)$/.test(tree.lower(v))) return false;
  if (tree.child(v, ABSENT) >= 0) return false;
  const opens = v === 0 || tree.sentence[v - 1] !== tree.sentence[v] || OPENING.has(tree.lower(v - 1));
  return opens && !isInfinitive(tree, v);
}
const ADVCL = exactly('advcl');
const ABSENT = exactly('nsubj', 'nsubj:outer', 'aux', 'obj');
const OPENING = new Set(['when', 'if', 'once', 'until', 'unless', 'as']);

/** Whether a verb is an infinitive with "to". */
export function isInfinitive(tree: Tree, v: number): boolean {
  for (const c of tree.children(v))
    if (c < v && tree.lower(c) === 'to' && (tree.s.upos[c] === TAG.PART || tree.is(c, MARK))) return true;
  return false;
}

/** What a relative pronoun stands for: the noun that its clause hangs on; any other token stands for itself. */
export function referent(tree: Tree, i: number): number {
  if (tree.s.upos[i] !== TAG.PRON && tree.s.upos[i] !== TAG.DET && tree.s.upos[i] !== TAG.SCONJ) return i;
  if (!RELATIVE.has(tree.lower(i))) return i;
  for (let a = tree.head(i), steps = 20; a >= 0 && steps > 0; a = tree.head(a), steps--)
    if (tree.is(a, RELATIVE_CLAUSE)) return tree.head(a);
  return i;
}
const RELATIVE = new Set(['who', 'which', 'that', 'whom', 'whose']);

/** The agent of a passive ("by the ministry"), or -1. */
export function agentOf(tree: Tree, v: number): number {
  const agent = tree.child(v, AGENT);
  if (agent >= 0) return agent;
  for (const c of tree.children(v))
    if (
      OBLIQUE.has(tree.s.deprel[c]!) &&
      preposition(tree, c) === 'by' &&
      !ADVERBIAL_NOUNS.has(tree.lemma(c)) &&
      tree.nominal(c) &&
      tree.s.upos[c] !== TAG.NUM
    )
      return c;
  // "found guilty by a court": the agent may hang on what completes the verb.
  if (tree.child(v, PASSIVE) >= 0)
    for (const c of tree.childrenBy(v, XCOMP)) {
      const deeper = tree.s.upos[c] === TAG.VERB ? -1 : tree.child(c, AGENT);
      if (deeper >= 0) return deeper;
    }
  return -1;
}

/** Of several subjects (a parser's slip) the one right before the verb, unless "and" joins it to the first; -1: none. */
function nearest(tree: Tree, v: number, rels: ReadonlySet<number>): number {
  const all = tree.childrenBy(v, rels);
  const before = all.filter((c) => c < v);
  const last = before.at(-1);
  if (last === undefined) return all[0] ?? -1;
  return tree.child(last, JOINED) >= 0 ? before[0]! : last;
}
const JOINED = exactly('cc');

/** The subject as it stands, its own or that of the verb it is joined to, or -1. */
export function surfaceSubject(tree: Tree, v: number, depth = 0): number {
  const own = tree.child(v, SUBJECT);
  if (own >= 0) return referent(tree, own);
  const passive = nearest(tree, v, PASSIVE_SUBJECT);
  if (passive >= 0) return referent(tree, passive);
  return depth > 12 ? -1 : inherited(tree, v, depth);
}

/** Who does what the verb says: subject, agent of a passive, or who controls a verb without one. -1: nobody is named. */
export function doer(tree: Tree, v: number): number {
  if (isPassive(tree, v)) return agentOf(tree, v);
  return surfaceSubject(tree, v);
}

function inherited(tree: Tree, v: number, depth: number): number {
  const h = tree.head(v);
  if (h < 0) return -1;
  if (tree.is(v, RELATIVE_CLAUSE)) return h;
  if (tree.is(v, ADNOMINAL)) {
    if (!isInfinitive(tree, v)) return h;
    const poss = tree.child(h, POSSESSOR);
    if (poss >= 0) return poss;
    // "the decision by Vessia to withdraw"
    for (const c of tree.childrenBy(h, OBLIQUE)) if (c > h && c < v && preposition(tree, c) === 'by') return c;
    const g = tree.head(h);
    return g >= 0 && (tree.s.upos[g] === TAG.VERB || tree.s.upos[g] === TAG.ADJ)
      ? surfaceSubject(tree, g, depth + 1)
      : -1;
  }
  if (tree.is(v, CONJ)) {
    // A verb coordinated with a noun has no subject there.
    return tree.s.upos[h] === TAG.VERB ||
      tree.s.upos[h] === TAG.AUX ||
      tree.s.upos[h] === TAG.ADJ ||
      tree.child(h, SUBJECT) >= 0
      ? surfaceSubject(tree, h, depth + 1)
      : -1;
  }
  if (tree.is(v, XCOMP)) {
    if (!SUBJECT_CONTROL.has(tree.lemma(h)) && !FOR_A_PURPOSE.has(tree.lemma(h))) {
      const object = tree.child(h, OBJECT);
      if (object >= 0) return referent(tree, object);
      const recipient = tree.child(h, IOBJ);
      if (recipient >= 0) return referent(tree, recipient);
    }
    const subject = surfaceSubject(tree, h, depth + 1);
    // "It was planned to meet": nobody is said to meet.
    return subject >= 0 && tree.lower(subject) === 'it' && isPassive(tree, h) ? -1 : subject;
  }
  if (tree.is(v, ADVERBIAL)) {
    if (tree.s.upos[h] !== TAG.VERB && tree.s.upos[h] !== TAG.ADJ && tree.child(h, SUBJECT) < 0) return -1;
    const object = controller(tree, v, h);
    return object >= 0 ? referent(tree, object) : surfaceSubject(tree, h, depth + 1);
  }
  return -1;
}

/**
 * "accused Vessia of backing", "sanctions on Vessia for arming", "kept Vessia from joining", "quoted Vessia as saying": whoever the verb above speaks to
 * or strikes does what a gerund behind such a preposition says; -1: the subject does.
 */
function controller(tree: Tree, v: number, above: number): number {
  if (!tree.lower(v).endsWith('ing') || isPassive(tree, above) || SUBJECT_CONTROL.has(tree.lemma(above))) return -1;
  const mark = tree.child(v, PREPOSITION);
  if (mark < 0 || mark < above || !OF_ANOTHER.has(tree.lower(mark))) return -1;
  let found = -1;
  for (const c of tree.children(above)) {
    if (c < above || c > mark || !tree.nominal(c) || ADVERBIAL_NOUNS.has(tree.lemma(c))) continue;
    if (tree.is(c, DONE_TO) || (OBLIQUE.has(tree.s.deprel[c]!) && STRUCK.has(preposition(tree, c)))) found = c;
    // "sanctions on Vessia": whom the object strikes.
    for (const d of tree.childrenBy(c, OBLIQUE))
      if (d < mark && tree.is(c, DONE_TO) && STRUCK.has(preposition(tree, d)) && tree.nominal(d)) found = d;
  }
  return found;
}
const PREPOSITION = exactly('mark', 'case');
const OF_ANOTHER = new Set(['of', 'for', 'from', 'into', 'as']);
const DONE_TO = exactly('obj', 'iobj');
const STRUCK = new Set(['on', 'upon', 'against']);

/** What the verb is done to: object, subject of a passive, or the noun that a participle follows. -1: nothing. */
export function undergoer(tree: Tree, v: number): number {
  if (isPassive(tree, v)) {
    const subject = nearest(tree, v, PASSIVE_SUBJECT);
    if (subject >= 0) return referent(tree, subject);
    const plain = tree.child(v, SUBJECT);
    if (plain >= 0) return referent(tree, plain);
    if (tree.is(v, ADNOMINAL)) return tree.head(v);
    if (tree.is(v, CONJ) || tree.is(v, XCOMP)) return surfaceSubject(tree, v);
    return -1;
  }
  const object = tree.child(v, OBJECT);
  if (object >= 0) return referent(tree, object);
  const recipient = tree.child(v, IOBJ);
  if (recipient >= 0) return referent(tree, recipient);
  if (tree.is(v, RELATIVE_CLAUSE) && tree.child(v, SUBJECT) >= 0) {
    const subject = referent(tree, tree.child(v, SUBJECT));
    if (subject !== tree.head(v)) return tree.head(v);
  }
  // "imposed and extended sanctions": the object of the last is the object of all.
  for (const c of tree.childrenBy(v, CONJ))
    if (tree.s.upos[c] === TAG.VERB && tree.child(c, SUBJECT) < 0 && c === v + 2) {
      const shared = tree.child(c, OBJECT);
      if (shared >= 0) return shared;
    }
  return -1;
}
