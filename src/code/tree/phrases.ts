import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import { ADVERBIAL_NOUNS } from '../words.js';
import { exactly, relations, type Tree } from './tree.js';

export const SUBJECT = exactly('nsubj', 'nsubj:outer');
export const PASSIVE_SUBJECT = exactly('nsubj:pass');
export const OBJECT = exactly('obj');
export const RECIPIENT = exactly('iobj');
export const OBLIQUE = relations('obl', 'nmod');
export const CASE = exactly('case');
export const CONJUNCT = exactly('conj');
export const POSSESSOR = exactly('nmod:poss');
export const MODIFIER = exactly('amod', 'compound', 'nmod:poss', 'det', 'nmod:desc', 'nummod', 'flat');
const ADJECTIVE = exactly('amod');
export const APPOSITION = exactly('appos');
export const CLAUSE = exactly('ccomp');
export const INFINITIVE = exactly('xcomp');
export const PASSIVE = exactly('aux:pass', 'nsubj:pass');
/** What a noun phrase as a participant goes without: coordinated phrases, clauses, and what the report throws in. */
const OUTSIDE = exactly(
  'conj',
  'cc',
  'acl:relcl',
  'acl',
  'parataxis',
  'case',
  'advcl',
  'cop',
  'nsubj',
  'mark',
  'discourse',
  'list',
  'aux',
  'csubj',
  'dislocated',
  'orphan',
  'advcl:relcl',
  'cc:preconj',
  'expl',
  'vocative',
  'punct',
);
const FOCUS = new Set([
  'even',
  'also',
  'only',
  'just',
  'too',
  'not',
  'both',
  'either',
  'neither',
  'including',
  'later',
  'then',
  'now',
  'once',
  'here',
  'however',
  'together',
  'today',
  'yesterday',
  'again',
  'already',
  'meanwhile',
  'still',
  'earlier',
  'instead',
  'recently',
]);

/**
 * The noun phrase of a head as first and last token: with determiners, adjectives, appositions and prepositional
 * phrases, without relative clauses, coordinated phrases and what stands before its preposition.
 */
export function phrase(tree: Tree, head: number): [first: number, last: number] {
  let first = head;
  let last = head;
  const before: number[] = [];
  const after: number[] = [];
  for (const c of tree.children(head)) (c < head ? before : after).push(c);
  for (const c of before.reverse()) {
    if (
      tree.s.upos[c] === TAG.PUNCT &&
      isQuote(tree.word(c)) === false &&
      c === first - 1 &&
      /^[-–$£€#/&.]$/.test(tree.word(c))
    ) {
      first = c;
      continue;
    }
    if (OUTSIDE.has(tree.s.deprel[c]!)) {
      // A participle before its noun ("reported clashes") belongs to the phrase, whatever the parser calls it.
      break;
    }
    if (FOCUS.has(tree.lower(c)) && tree.left[c] === c && !ADJECTIVE.has(tree.s.deprel[c]!)) break;
    first = Math.min(first, tree.left[c]!);
  }
  for (const c of after) {
    if (tree.s.deprel[c] !== undefined && OUTSIDE.has(tree.s.deprel[c]!)) {
      if (tree.s.upos[c] === TAG.PUNCT) continue;
      break;
    }
    if (FOCUS.has(tree.lower(c)) || !belongs(tree, c)) break;
    if (APPOSITION.has(tree.s.deprel[c]!)) last = Math.max(last, phrase(tree, c)[1]);
    else last = Math.max(last, nestedEnd(tree, c));
  }
  if (
    /^[)\]]$/.test(tree.word(last + 1)) &&
    tree.sentence[last + 1] === tree.sentence[head] &&
    closes(tree, first, last + 1)
  )
    last++;
  while (last > head && tree.s.upos[last] === TAG.PUNCT && !closes(tree, first, last)) last--;
  // A quotation that ends before the phrase is no part of it: "…," Ann Lee said.
  for (let i = head - 1; i > first; i--)
    if (isQuote(tree.word(i)) && /[,.?!…]$/.test(tree.word(i - 1))) {
      first = i + 1;
      break;
    }
  while (first < head && tree.s.upos[first] === TAG.PUNCT && !/^[$£€#]$/.test(tree.word(first))) first++;
  return [first, last];
}

/** Whether a phrase after a noun says what the noun is, rather than when, why or how something was done. */
function belongs(tree: Tree, c: number): boolean {
  if (!OBLIQUE.has(tree.s.deprel[c]!)) return true;
  return WITHIN.has(preposition(tree, c)) && !ADVERBIAL_NOUNS.has(tree.lemma(c));
}
const WITHIN = new Set([
  '',
  'of',
  'than',
  'in',
  'at',
  'from',
  'for',
  'on',
  'to',
  'with',
  'against',
  'between',
  'near',
  'within',
  'inside',
  'by',
  'behind',
  'among',
  'outside',
  'across',
  'under',
  'around',
]);

/** The last token of a dependent of a noun, ending before any clause in it. */
function nestedEnd(tree: Tree, head: number, depth = 0): number {
  if (depth > 200) return head;
  let last = head;
  for (const c of tree.children(head)) {
    if (c < head) continue;
    const rel = tree.s.deprel[c]!;
    if (CLAUSAL.has(rel) || !belongs(tree, c)) break;
    if (tree.s.upos[c] === TAG.PUNCT && c > last + 1) continue;
    last = Math.max(last, nestedEnd(tree, c, depth + 1));
  }
  return last;
}
const CLAUSAL = exactly('acl:relcl', 'acl', 'parataxis', 'advcl', 'advcl:relcl', 'ccomp');

function closes(tree: Tree, first: number, last: number): boolean {
  const word = tree.word(last);
  if (word !== ')' && word !== ']') return false;
  let open = 0;
  for (let i = first; i < last; i++) open += /^[([]$/.test(tree.word(i)) ? 1 : /^[)\]]$/.test(tree.word(i)) ? -1 : 0;
  return open > 0;
}

export function isQuote(word: string): boolean {
  return /^["“”„«»‘’`']+$/.test(word);
}

/** The characters of the noun phrase of a head. */
export function phraseSpan(tree: Tree, head: number): Span {
  const [first, last] = phrase(tree, head);
  return tree.span(first, last);
}

/** A head and those coordinated with it, nouns only, in text order; without those that "but not B" or "not A but" leaves out. */
export function coordinated(tree: Tree, head: number): number[] {
  const all = [head];
  for (let k = 0; k < all.length && all.length < 40; k++)
    for (const c of tree.childrenBy(all[k]!, CONJUNCT))
      if (tree.nominal(c) || tree.s.upos[c] === TAG.ADJ || tree.s.upos[c] === TAG.DET) all.push(c);
  const meant = all.length > 1 ? all.filter((one) => !isLeftOut(tree, one)) : all;
  return (meant.length ? meant : all).sort((a, b) => a - b);
}

/** Whether "not" stands before a phrase alone, and not "not only". */
function isLeftOut(tree: Tree, head: number): boolean {
  for (const c of tree.children(head)) {
    if (c > head) return false;
    if (tree.lower(c) === 'not') return !/^(?:only|just|all|every)$/.test(tree.lower(c + 1));
  }
  return false;
}

/** The preposition of a phrase, in lower case ("because of" as two words), or the empty string. */
export function preposition(tree: Tree, head: number): string {
  const c = tree.child(head, CASE);
  if (c < 0 || /^['’]s?$/.test(tree.lower(c))) return '';
  const parts = [tree.lower(c)];
  for (const f of tree.childrenBy(c, FIXED)) parts.push(tree.lower(f));
  return parts.join(' ');
}
const FIXED = exactly('fixed');
