import { TAG } from '../../parse/inventory.js';
import {
  agentOf,
  CLAUSE,
  exactly,
  INFINITIVE,
  isInfinitive,
  isPassive,
  OBJECT,
  PASSIVE_SUBJECT,
  POSSESSOR,
  preposition,
  relations,
  type Tree,
} from '../tree/index.js';
import { REPORT_NOUNS } from '../words.js';
import type { Over } from './operators.js';

export const ADVERBIAL = exactly('advcl');
export const CONJ = exactly('conj');
export const MARK = exactly('mark');
const RELATIVE = exactly('acl:relcl');
const ADNOMINAL = exactly('acl');
const NOMINAL = relations('obj', 'nmod', 'obl', 'nsubj');
const CSUBJ = exactly('csubj', 'csubj:pass');
const SUBJECTS = exactly('nsubj', 'nsubj:pass');
const AUX = exactly('aux', 'aux:pass', 'cop');
const PARTIES = exactly('nsubj', 'nsubj:pass', 'obj');
const DETERMINING = exactly('det', 'cc:preconj', 'advmod');
const NO = new Set(['no', 'neither']);
const NOBODY = new Set(['none', 'nobody', 'nothing', 'neither']);
const MODALS = new Set([
  'will',
  'shall',
  'may',
  'might',
  'can',
  'could',
  'would',
  'should',
  'must',
  "'ll",
  "'d",
  'wo',
  'ca',
]);
const DEFINITE = new Set(['the', 'this', 'that', 'these', 'those']);

/** Which part of its head's complement an event is: what an operator over it would speak of. */
export function complementOf(tree: Tree, token: number): Over[] {
  const infinitive = isInfinitive(tree, token) || isGerund(tree, token);
  if (tree.is(token, CLAUSE)) return [infinitive ? 'infinitive' : 'clause'];
  if (tree.is(token, INFINITIVE) && isTold(tree, tree.head(token))) return ['infinitive', 'passive'];
  if (tree.is(token, INFINITIVE) || tree.is(token, CSUBJ)) return ['infinitive'];
  if (tree.is(token, ADNOMINAL) && infinitive) return ['infinitive'];
  if (tree.is(token, ADVERBIAL) && infinitive) return ['infinitive', 'purpose'];
  if (tree.is(token, OBJECT) || tree.is(token, PASSIVE_SUBJECT)) return ['object'];
  if (tree.is(token, NOMINAL) && ['for', 'of'].includes(preposition(tree, token))) return ['object'];
  return [];
}

/** "is said to": a passive without anybody who says it. */
function isTold(tree: Tree, v: number): boolean {
  return v >= 0 && isPassive(tree, v) && agentOf(tree, v) < 0;
}

/** "from sending", "of withdrawing": a gerund that stands where an infinitive may. */
function isGerund(tree: Tree, v: number): boolean {
  return tree.lower(v).endsWith('ing') && tree.childrenBy(v, MARK).some((c) => ['from', 'of'].includes(tree.lower(c)));
}

/**
 * Whether what stands over an event says nothing of it: a relative clause, an adverbial one with a conjunction of its
 * own, and a participle after its noun ("the sanctions imposed in May", "its decision upholding").
 */
export function standsAlone(tree: Tree, token: number): boolean {
  if (tree.is(token, RELATIVE)) return !isReported(tree, token);
  if (isInfinitive(tree, token) || isGerund(tree, token)) return false;
  if (tree.is(token, ADVERBIAL)) return true;
  return (
    tree.is(token, ADNOMINAL) &&
    !isReported(tree, token) &&
    (!tree.lower(token).endsWith('ing') || isKnown(tree, tree.head(token)))
  );
}

/** "reports that …": a clause with "that" under a noun of speech, which some parsers take for a relative one. */
export function isReported(tree: Tree, clause: number): boolean {
  return REPORT_NOUNS.has(tree.lemma(tree.head(clause))) && tree.lower(tree.left[clause]!) === 'that';
}

/** Whether a noun phrase speaks of what there is: "the offensive", "its request", "a request from". */
export function isKnown(tree: Tree, noun: number): boolean {
  if (tree.child(noun, POSSESSOR) >= 0) return true;
  for (const c of tree.children(noun)) {
    if (DEFINITE.has(tree.lower(c))) return true;
    if (c > noun && tree.is(c, NOMINAL) && ['from', 'by'].includes(preposition(tree, c))) return true;
  }
  return false;
}

/** Whether a verb can be the consequence of a condition: a modal verb, an infinitive, the present; not what was done. */
export function isOpen(tree: Tree, v: number): boolean {
  if (tree.s.upos[v] !== TAG.VERB) return true;
  const auxiliaries = tree.childrenBy(v, AUX);
  if (auxiliaries.some((c) => MODALS.has(tree.lower(c)))) return true;
  if (isInfinitive(tree, v)) return true;
  return auxiliaries.length === 0 && tree.feature(v, 'VerbForm=Fin') && !tree.feature(v, 'Tense=Past');
}

/** The auxiliary that stands before its subject ("Should Vessia leave", "Had it signed"), or -1. */
export function inverted(tree: Tree, v: number): number {
  const subject = tree.child(v, SUBJECTS);
  const first = tree.child(v, AUX);
  return subject >= 0 && first >= 0 && first < subject && first === tree.left[v] ? first : -1;
}

/** Whether a sentence asks whether its main verb's act is so. */
export function isAsked(tree: Tree, v: number): boolean {
  const { sentences } = tree.s;
  const k = tree.sentence[v]!;
  if (!tree.text.slice(0, tree.s.end[sentences[k + 1]! - 1]!).endsWith('?') || tree.head(v) >= 0) return false;
  return inverted(tree, v) >= 0;
}

/** "asked whether it had signed", "if it would sign": open, whatever is said of the question. */
export function isIndirectQuestion(tree: Tree, v: number): boolean {
  return tree.childrenBy(v, MARK).some((c) => {
    const word = tree.lower(c);
    return word === 'whether' || (word === 'if' && tree.is(v, CLAUSE));
  });
}

/** Whether a clause tells what is so ("insists that it is neutral"), not what shall be ("insists that it withdraw"). */
export function isIndicative(tree: Tree, v: number): boolean {
  const inflected = (i: number) =>
    // A bare form is no past, whatever the tagger says ("demanded that it release").
    (tree.feature(i, 'Tense=Past') && tree.lower(i) !== tree.lemma(i)) ||
    /^(?:is|are|am|was|were|has|have|had|does|do|did|'s|'re|'ve)$/.test(tree.lower(i));
  return (
    inflected(v) ||
    tree.childrenBy(v, AUX).some(inflected) ||
    (tree.feature(v, 'Person=3') && tree.lower(v).endsWith('s'))
  );
}

/** "not only", "not just": what follows is not denied. */
export function isNotOnly(tree: Tree, token: number): boolean {
  return (
    tree.lower(token) === 'not' &&
    token + 1 < tree.length &&
    /^(?:only|just|merely|simply)$/.test(tree.lower(token + 1))
  );
}

export function hasSubject(tree: Tree, v: number): boolean {
  return tree.child(v, SUBJECTS) >= 0;
}

/** Whether somebody else is to do what the infinitive under a verb says: "asked Vessia to", not "wants to". */
export function isOthers(tree: Tree, v: number, infinitive: number): boolean {
  return tree.child(v, OBJECT) >= 0 || hasSubject(tree, infinitive);
}

/** The word that leaves a verb without a doer or an object: "no state has recognized", "neither of them signed"; -1: none. */
export function nobody(tree: Tree, v: number, own: readonly number[]): number {
  for (const c of tree.childrenBy(v, PARTIES)) {
    if (!own.includes(c) && NOBODY.has(tree.lower(c))) return c;
    for (const d of tree.childrenBy(c, DETERMINING)) if (NO.has(tree.lower(d)) && !own.includes(d)) return d;
  }
  return -1;
}
