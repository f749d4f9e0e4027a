import { isIndicative } from '../factuality/index.js';
import { exactly, INFINITIVE, isInfinitive, OBJECT, PASSIVE_SUBJECT, SUBJECT, type Tree } from '../tree/index.js';
import type { Reports } from './index.js';
import type { Report } from './report.js';

const ADVERBIAL = exactly('advcl');
const RELATIVE = exactly('acl:relcl');
const CONJ = exactly('conj');
const MARK = exactly('mark', 'case', 'advmod');
/** Clauses with these tell what else happened, beside what was said. */
const MEANWHILE = new Set([
  'after',
  'since',
  'while',
  'whereas',
  'as',
  'when',
  'before',
  'until',
  'although',
  'though',
]);
const PAST = new Set(['after', 'since', 'while', 'whereas']);

function hasSubject(tree: Tree, v: number): boolean {
  return tree.child(v, SUBJECT) >= 0 || tree.child(v, PASSIVE_SUBJECT) >= 0;
}

/**
 * Whether whoever a report names says what stands at a token of its content. Within quotation marks always. Elsewhere not what hangs beside
 * the cue ("demanded it, while others abstained"); not a past act that only dates what is demanded or meant ("threatened to leave after it
 * signed"); nor what a relative clause tells of a thing that is praised, opposed or supported ("supports the plan, which others rejected").
 */
export function speaksOf(tree: Tree, { at, kind }: Report, token: number, { quoteAt }: Reports): boolean {
  if (kind !== 'indirect' || quoteAt[token]! >= 0) return true;
  let dated = false;
  let told = false;
  for (let i = token, steps = 0; i >= 0 && i !== at && steps < 40; i = tree.head(i), steps++) {
    const beside = tree.head(i) === at;
    if (tree.is(i, ADVERBIAL) && !isInfinitive(tree, i)) {
      const marks = tree.childrenBy(i, MARK).map((c) => tree.lower(c));
      if (beside && i > at && hasSubject(tree, i) && marks.some((m) => MEANWHILE.has(m))) return false;
      dated ||= marks.some((m) => PAST.has(m)) && isIndicative(tree, i);
    }
    told ||= tree.is(i, RELATIVE);
    if (!beside) continue;
    if (tree.is(i, CONJ) && tree.child(i, SUBJECT) >= 0) return false;
    if (told && (tree.is(i, OBJECT) || tree.is(i, PASSIVE_SUBJECT))) return false;
    if (dated && (tree.is(i, INFINITIVE) || isInfinitive(tree, i) || tree.is(i, OBJECT) || !isIndicative(tree, i)))
      return false;
  }
  return true;
}
