import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import {
  agentOf,
  CLAUSE,
  coordinated,
  exactly,
  isInfinitive,
  OBLIQUE,
  POSSESSOR,
  preposition,
  SUBJECT,
  type Tree,
} from '../tree/index.js';
import { clauseSpans, trimmed, yieldSpans } from './contents.js';
import { type CueIndex, cueTokens } from './cues.js';
import type { Report } from './report.js';

const ADNOMINAL = exactly('acl', 'ccomp', 'acl:relcl');
const OBJECTS = exactly('obj', 'nsubj:pass');
const NOUN_PREPOSITIONS = ['of', 'for', 'against', 'about', 'to', 'over', 'on'] as const;

/** "according to Vessia": the head of the speaker's phrase and of the clause it speaks of, from the first word on. */
export function reportOfPreposition(tree: Tree, i: number, index: CueIndex): Report | undefined {
  for (const words of index.prepositions) {
    if (!words.every((w, k) => i + k < tree.length && tree.lower(i + k) === w)) continue;
    const last = i + words.length - 1;
    const speaker = nounAfter(tree, i, last);
    if (speaker < 0) continue;
    const top = phraseTop(tree, i, speaker);
    const host = tree.head(top);
    if (host < 0) continue;
    if (words.length === 1 && tree.s.upos[speaker] === TAG.NUM) continue;
    // An adverbial that hangs on a noun of the clause still speaks of the clause.
    let clause = host;
    for (
      let steps = 0;
      steps < 10 &&
      tree.head(clause) >= 0 &&
      !CLAUSE_TAGS.has(tree.s.upos[clause]!) &&
      tree.s.upos[clause] !== undefined;
      steps++
    ) {
      if (tree.child(clause, SUBJECT) >= 0) break;
      clause = tree.head(clause);
    }
    const content = yieldSpans(tree, clause, [phraseTop(tree, i, speaker)]);
    if (!content.length) continue;
    return {
      kind: 'indirect',
      at: i,
      source: [speaker],
      cue: [tree.span(i, last)],
      content,
      via: [],
      host: clause,
      how: `"${words.join(' ')}"`,
    };
  }
  return undefined;
}
const CLAUSE_TAGS = new Set<number>([TAG.VERB, TAG.AUX]);

function nounAfter(tree: Tree, first: number, last: number): number {
  // The words hang on the speaker's head, or the speaker hangs on them, as parsers differ.
  for (let a = first, steps = 0; a >= 0 && steps < 4; a = tree.head(a), steps++)
    if (a > last && tree.nominal(a)) return a;
  for (const c of tree.children(first)) if (c > last && tree.nominal(c)) return c;
  for (let i = last + 1; i < Math.min(tree.length, last + 10) && tree.sentence[i] === tree.sentence[first]; i++)
    if (tree.nominal(i)) {
      let a = i;
      while (tree.head(a) > last && tree.nominal(tree.head(a)) && tree.left[tree.head(a)]! >= first) a = tree.head(a);
      return a;
    }
  return -1;
}

function phraseTop(tree: Tree, first: number, speaker: number): number {
  return tree.under(first, speaker) ? speaker : tree.under(speaker, first) ? first : speaker;
}

/** "the claim that …", "criticism of …": a noun of speech with what it speaks of. */
export function reportOfNoun(tree: Tree, n: number, index: CueIndex): Report | undefined {
  if (tree.s.upos[n] !== TAG.NOUN || !index.nouns.has(tree.lemma(n))) return undefined;
  const poss = tree.child(n, POSSESSOR);
  let source = poss;
  if (source < 0) for (const c of tree.childrenBy(n, OBLIQUE)) if (c > n && preposition(tree, c) === 'by') source = c;
  const head = tree.head(n);
  const carried = head >= 0 && tree.s.upos[head] === TAG.VERB && tree.is(n, OBJECTS);
  if (source < 0 && carried && !tree.is(n, exactPassive)) {
    const subject = tree.child(head, SUBJECT);
    if (subject >= 0) source = subject;
  }
  for (const c of tree.childrenBy(n, ADNOMINAL)) {
    if (c < n) continue;
    // "a proposal that would help": the clause tells of the proposal, and is not what it says.
    const that = tree.lower(tree.left[c]!) === 'that' && !tree.is(tree.left[c]!, SUBJECT);
    if (that || (isInfinitive(tree, c) && (poss >= 0 || carried))) {
      const cue =
        carried && head < n && n - head < 6 && poss < 0 ? tree.span(cueTokens(tree, head, [])[0], n) : tree.span(n, n);
      return {
        kind: 'indirect',
        at: n,
        source: source >= 0 ? [source] : [],
        cue: [cue],
        content: clauseSpans(tree, c),
        via: [],
        how: `noun "${tree.lower(n)}"`,
      };
    }
  }
  if (source < 0) return undefined;
  for (const wanted of NOUN_PREPOSITIONS)
    for (const c of tree.childrenBy(n, OBLIQUE)) {
      if (c < n || preposition(tree, c) !== wanted) continue;
      const at = tree.left[c]!;
      const span = trimmed(tree, tree.lower(at) === wanted ? at + 1 : at, tree.right[c]!);
      if (!span) continue;
      const from = carried && head < n && n - head < 6 && poss < 0 ? cueTokens(tree, head, [])[0] : n;
      return {
        kind: 'indirect',
        at: n,
        source: [source],
        cue: [tree.span(from, tree.lower(at) === wanted ? at : n)],
        content: [span],
        via: [],
        how: `noun "${tree.lower(n)} ${wanted}"`,
      };
    }
  return undefined;
}
const exactPassive = exactly('nsubj:pass');

/** "reportedly": the clause that the adverb speaks of; nobody is named. */
export function reportOfAdverb(tree: Tree, i: number, index: CueIndex): Report | undefined {
  if (tree.s.upos[i] !== TAG.ADV || !index.adverbs.has(tree.lower(i))) return undefined;
  let host = tree.head(i);
  for (
    let steps = 0;
    steps < 6 && host >= 0 && tree.s.upos[host] !== TAG.VERB && tree.head(host) >= 0 && tree.child(host, SUBJECT) < 0;
    steps++
  )
    host = tree.head(host);
  if (host < 0) return undefined;
  const content = yieldSpans(tree, host, [i]);
  return content.length
    ? {
        kind: 'indirect',
        at: i,
        source: [],
        cue: [tree.span(i, i)],
        content,
        via: [],
        lasting: true,
        how: `adverb "${tree.lower(i)}"`,
      }
    : undefined;
}

/** Names with an article of their own that "and" joins to a speaker, wherever the parser hangs them. */
function joinedTo(tree: Tree, speaker: number, end: number): number[] {
  const known = new Set(coordinated(tree, speaker));
  const found: number[] = [];
  for (let i = speaker + 1; i < end; i++)
    if (
      tree.is(i, JOINED) &&
      tree.nominal(i) &&
      !known.has(i) &&
      tree.child(i, AND) >= 0 &&
      (tree.child(i, DETERMINER) >= 0 || tree.s.upos[i] === TAG.PROPN)
    )
      found.push(i);
  return found;
}
const JOINED = exactly('conj');
const AND = exactly('cc');
const DETERMINER = exactly('det');

const WITH_REFERENCE = [
  ['with', 'reference', 'to'],
  ['citing'],
  ['quoting'],
  ['referring', 'to'],
  ['with', 'a', 'reference', 'to'],
  ['in', 'reference', 'to'],
];
const REPORTING = new Set([
  'report',
  'say',
  'state',
  'announce',
  'write',
  'inform',
  'note',
  'tell',
  'quote',
  'cite',
  'publish',
  'broadcast',
  'communicate',
]);
const COVERING = new Set(['it', 'this', 'that', 'which', 'so', '']);

/**
 * "It is reported by A with reference to B and C": a sentence that only says on whose word the report stands. It covers
 * what stands before it, back to the last such sentence, within `reach` characters.
 */
export function coveringReport(tree: Tree, sentence: number, covered: Span | undefined): Report | undefined {
  if (!covered) return undefined;
  const first = tree.s.sentences[sentence]!;
  const end = tree.s.sentences[sentence + 1]!;
  for (let v = first; v < end; v++) {
    if (tree.s.upos[v] !== TAG.VERB || tree.head(v) >= 0 || !REPORTING.has(tree.lemma(v))) continue;
    if (tree.child(v, CLAUSE) >= 0) return undefined;
    const agent = agentOf(tree, v);
    const subject = tree.child(v, exactly('nsubj', 'expl', 'nsubj:pass', 'nsubj:outer'));
    const object = tree.child(v, exactly('obj'));
    let source = -1;
    if (agent >= 0 && COVERING.has(subject >= 0 ? tree.lower(subject) : '')) source = agent;
    // "This TASS reports", "TASS reports this."
    else if (agent < 0 && subject >= 0 && object >= 0 && COVERING.has(tree.lower(object)) && end - first < 14)
      source = subject;
    if (source < 0) continue;
    const via: number[] = [];
    for (let i = v + 1; i < end; i++)
      for (const words of WITH_REFERENCE)
        if (words.every((w, k) => i + k < end && tree.lower(i + k) === w)) {
          const speaker = nounAfter(tree, i + words.length - 1, i + words.length - 1);
          if (speaker >= 0 && !via.includes(speaker)) via.push(speaker, ...joinedTo(tree, speaker, end));
        }
    const [a, b] = cueTokens(tree, v, []);
    return {
      kind: 'report',
      at: v,
      source: [source],
      cue: [tree.span(a, b)],
      content: [covered],
      via,
      how: `"${tree.lower(v)}" of what stands before`,
    };
  }
  return undefined;
}
