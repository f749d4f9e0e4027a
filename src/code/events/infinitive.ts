import { TAG } from '../../parse/inventory.js';
import { CLAUSE, exactly, isInfinitive, OBJECT, OBLIQUE, SUBJECT, surfaceSubject, type Tree } from '../tree/index.js';

const COMPLEMENT = exactly('xcomp', 'advcl', 'ccomp', 'acl');
const OBLIGATION = new Set(['must', 'should', 'ought']);

/** The infinitive that completes a verb, an adjective or a noun ("agreed to *send*"); -1: none. */
export function infinitiveOf(tree: Tree, v: number): number {
  for (const c of tree.childrenBy(v, COMPLEMENT)) if (c > v && isInfinitive(tree, c)) return c;
  const object = tree.child(v, OBJECT);
  // "called on Vessia to release": the infinitive may hang on what stands between.
  for (const c of [object, ...tree.childrenBy(v, OBLIQUE)]) {
    if (c < v) continue;
    for (const d of tree.childrenBy(c, COMPLEMENT)) if (isInfinitive(tree, d)) return d;
  }
  return -1;
}

/** Whether a verb's clause says what somebody else must do ("said that Tarrow must"). */
export function obliges(tree: Tree, v: number): boolean {
  const clause = tree.child(v, CLAUSE);
  if (clause < 0) return false;
  const subject = surfaceSubject(tree, clause);
  if (subject < 0 || subject === surfaceSubject(tree, v) || tree.s.upos[subject] === TAG.PRON) return false;
  for (const c of tree.children(clause))
    if (c < clause && OBLIGATION.has(tree.lower(c)) && tree.s.upos[c] === TAG.AUX) return true;
  return false;
}

/** "let us …", "let me …": no leave is given; and what "us" are to do is only proposed. */
export function isHortative(tree: Tree, v: number): boolean {
  const lets = (i: number) =>
    i + 1 < tree.length && tree.lemma(i) === 'let' && tree.child(i, SUBJECT) < 0 ? tree.lower(i + 1) : '';
  const head = tree.head(v);
  return HORTATIVE.has(lets(v)) || (head >= 0 && head < v && tree.is(v, COMPLEMENT) && HORTATIVE_US.has(lets(head)));
}
const HORTATIVE = new Set(['us', 'me', "'s", '’s']);
const HORTATIVE_US = new Set(['us', "'s", '’s']);
