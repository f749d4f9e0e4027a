import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import { agentOf, exactly, isPassive, OBJECT, OBLIQUE, preposition, surfaceSubject, type Tree } from '../tree/index.js';
import { trimmed, yieldSpans } from './contents.js';
import { sourceOf } from './cues.js';

const NO_CONTENT = new Set([
  'nothing',
  'anything',
  'something',
  'it',
  'them',
  'him',
  'her',
  'themselves',
  'me',
  'us',
  'way',
  'time',
  'place',
  'money',
  'part',
  'job',
  'office',
  'vote',
  'votes',
  'sense',
  'lot',
  'home',
  'name',
  'face',
  'hand',
  'eye',
  'head',
  'door',
  'phone',
  'care',
]);

const ADNOMINAL = exactly('acl', 'acl:relcl');

/** The object of a verb of opinion, with what belongs to it. */
export function objectContent(tree: Tree, v: number): Span[] {
  if (isPassive(tree, v)) {
    if (agentOf(tree, v) < 0) return [];
    const subject = surfaceSubject(tree, v);
    if (subject >= 0 && tree.is(v, ADNOMINAL)) return yieldSpans(tree, subject, [v]);
    return subject >= 0 ? yieldSpans(tree, subject, []) : [];
  }
  const object = tree.child(v, OBJECT);
  if (object < 0 || object < v || NO_CONTENT.has(tree.lemma(object))) return [];
  if (sourceOf(tree, v) < 0) return [];
  // The content runs on over what completes the object: "accused Vessia of piracy", "called it a farce".
  let last = tree.right[object]!;
  for (const c of tree.children(v)) {
    if (c < object) continue;
    const rel = tree.s.deprel[c]!;
    if (COMPLETING.has(rel)) {
      if (OBLIQUE.has(rel) && !COMPLETING_PREPOSITIONS.has(preposition(tree, c))) break;
      last = Math.max(last, tree.right[c]!);
    } else if (c > object && tree.s.upos[c] !== TAG.PUNCT) break;
  }
  const span = trimmed(tree, tree.left[object]!, last);
  return span ? [span] : [];
}
const COMPLETING = exactly('xcomp', 'obl', 'obj', 'nmod');
const COMPLETING_PREPOSITIONS = new Set(['of', 'as', 'for', 'to', 'about', 'against', 'over', 'on']);
