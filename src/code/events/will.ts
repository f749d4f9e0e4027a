import { TAG } from '../../parse/inventory.js';
import { isAnnounced, type Tree } from '../tree/index.js';
import { innerCode, type PredicateIndex } from './lexicon.js';
import { NEGATION, type Trigger } from './trigger.js';

const WILL = new Set(['will', 'shall', "'ll", '’ll', 'wo', 'would', "'d"]);
const MODAL = new Set(['may', 'might', 'could', 'can', 'should', 'must', 'ca']);
/** Codes of agreeing, recognizing and giving way. */
const CONSENT = /^(?:03|054|08)/;

/** "will send", "will not lift": an act of will that is still to come, or refused. */
export function willed(tree: Tree, index: PredicateIndex, v: number, plain: Trigger): Trigger {
  let will = false;
  let habit = false;
  let not = -1;
  const words: number[] = [];
  for (const c of tree.children(v)) {
    if (c > v) break;
    const lower = tree.lower(c);
    if (tree.s.upos[c] === TAG.AUX) {
      if (WILL.has(lower)) will = true;
      else if (lower === 'do' || lower === 'does' || lower === 'did') habit = true;
      else if (MODAL.has(lower)) return plain;
      if (will || habit) words.push(c);
    } else if (lower === 'yet') return plain;
    else if (NEGATION.has(lower)) {
      not = c;
      words.push(c);
    } else if (lower === 'to' && isAnnounced(tree.s, v)) {
      will = true;
      words.push(c);
    }
  }
  // "has never recognized it" refuses it as "does not recognize it" does; "has not" leaves it open.
  const never = plain.predicate.refused !== undefined && not >= 0 && tree.lower(not) === 'never';
  const refused = will || habit || never ? index.negated : undefined;
  const predicate = not >= 0 ? refused : will ? index.future : undefined;
  if (!predicate || plain.inner) return plain;
  const code = innerCode(predicate.inner, plain.code);
  // "did not meet" is no refusal; not to consent is one, in any tense.
  if (!code || (!will && !CONSENT.test(plain.code))) return plain;
  return {
    predicate,
    code,
    verb: v,
    noun: plain.noun,
    tokens: [...words, ...plain.tokens],
    inner: plain,
    how: `${not >= 0 ? 'refused' : 'announced'}: ${plain.how}`,
  };
}

/** "does not take sides": an entry that is only where it is denied, with the denial among its words; undefined where nothing denies it. */
export function asDenied(tree: Tree, v: number, plain: Trigger): Trigger | undefined {
  const not = [v, plain.noun]
    .flatMap((i) => (i < 0 ? [] : [...tree.children(i)]))
    .filter((c) => NEGATION.has(tree.lower(c)));
  return not.length ? { ...plain, tokens: [...not, ...plain.tokens], how: `denied: ${plain.how}` } : undefined;
}
