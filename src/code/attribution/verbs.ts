import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import {
  agentOf,
  CLAUSE,
  doer,
  exactly,
  INFINITIVE,
  isInfinitive,
  isPassive,
  OBJECT,
  OBLIQUE,
  preposition,
  SUBJECT,
  surfaceSubject,
  type Tree,
} from '../tree/index.js';
import { ADVERBIAL_NOUNS } from '../words.js';
import { clauseSpans, trimmed, yieldSpans } from './contents.js';
import { type CueIndex, type CueVerb, cueTokens } from './cues.js';
import type { Report } from './report.js';

const PARATAXIS = exactly('parataxis', 'advcl');
const ADVERBIAL = exactly('advcl');
const EXPLETIVE = exactly('expl', 'nsubj', 'nsubj:pass');
const MARK = exactly('mark', 'advmod', 'case');
const ADNOMINAL = exactly('acl', 'acl:relcl');
const CLAUSAL_SUBJECT = exactly('csubj', 'csubj:pass');
/** Verbs that report of their own subject: "seemed", "is expected". */
const RAISING = new Set(['seem', 'appear', 'look', 'sound']);
const RAISED = new Set([
  'expect',
  'believe',
  'think',
  'say',
  'report',
  'suppose',
  'rumor',
  'allege',
  'consider',
  'estimate',
  'know',
  'see',
  'predict',
  'project',
  'assume',
  'view',
  'regard',
  'understand',
  'perceive',
  'deem',
]);
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

/** The entry of the cue that a verb is, with the tokens of its particle or preposition. */
export function cueVerb(tree: Tree, v: number, index: CueIndex): { cue: CueVerb; extra: number[] } | undefined {
  for (const cue of index.phrases.get(tree.lemma(v)) ?? []) {
    const extra: number[] = [];
    for (let k = 0; k < cue.rest.length; k++) if (tree.lower(v + 1 + k) === cue.rest[k]) extra.push(v + 1 + k);
    if (extra.length === cue.rest.length) return { cue, extra };
  }
  const plain = index.verbs.get(tree.lemma(v));
  return plain ? { cue: plain, extra: [] } : undefined;
}

/**
 * The attribution that a verb makes by its place in the tree: a clause or infinitive as its complement, a main clause
 * that it interrupts, or an object that it speaks of. Direct quotations are linked elsewhere.
 */
export function reportOfVerb(tree: Tree, v: number, index: CueIndex): Report | undefined {
  const tag = tree.s.upos[v];
  if (tag !== TAG.VERB) return undefined;
  const found = cueVerb(tree, v, index);
  if (!found) return undefined;
  const { cue, extra } = found;
  const [first, last] = cueTokens(tree, v, extra);
  const report = (content: Span[], how: string, source = sourceOf(tree, v)): Report | undefined => {
    if (!content.length) return undefined;
    const made: Report = {
      kind: 'indirect',
      at: v,
      source: source >= 0 ? [source] : [],
      cue: [tree.span(first, last)],
      content,
      via: [],
      how,
    };
    const standing = isPassive(tree, v) ? -1 : tree.child(v, SUBJECT);
    if (source >= 0 && standing >= 0 && standing !== source) made.standing = standing;
    return made;
  };

  const asClause = asNoted(tree, v);
  if (asClause >= 0) return report(yieldSpans(tree, asClause, [v]), `"as" with "${tree.lower(v)}"`);

  if (RAISING.has(tree.lemma(v)) || (isPassive(tree, v) && RAISED.has(tree.lemma(v)) && tree.child(v, CLAUSE) < 0))
    return raised(tree, v, first, last);

  for (const take of cue.takes) {
    if (take === 'clause' || take === 'quote') {
      const clause = complementClause(tree, v);
      if (clause >= 0 && !(interrupted(tree, v) >= 0 && apart(tree, v, clause)))
        return report(clauseSpans(tree, clause), `clause of "${tree.lower(v)}"`);
      if (take === 'quote') {
        const host = interrupted(tree, v);
        if (host >= 0) return report(yieldSpans(tree, host, [v]), `main clause that "${tree.lower(v)}" interrupts`);
      }
    } else if (take === 'infinitive') {
      for (const c of tree.childrenBy(v, INFINITIVE_LIKE)) {
        if (c < v || !isInfinitive(tree, c)) continue;
        const object = tree.child(v, OBJECT);
        // "urged Vessia to release": whom one urges is part of what one says.
        if (object > v && object < c) {
          const span = trimmed(tree, tree.left[object]!, tree.right[c]!);
          return report(span ? [span] : [], `infinitive of "${tree.lower(v)}"`);
        }
        return report(clauseSpans(tree, c), `infinitive of "${tree.lower(v)}"`);
      }
    } else if (take === 'object') {
      const object = objectContent(tree, v);
      if (object.length) return report(object, `object of "${tree.lower(v)}"`);
    } else if (take === 'oblique') {
      for (const c of tree.childrenBy(v, OBLIQUE)) {
        if (c <= last) continue;
        const p = preposition(tree, c);
        if (p !== cue.rest.at(-1)) continue;
        const at = tree.left[c]!;
        const from = tree.lower(at) === p ? at + 1 : Math.max(at, last + 1);
        const span = trimmed(tree, from, tree.right[c]!);
        return report(span ? [span] : [], `"${tree.lower(v)} ${cue.rest.join(' ')}"`);
      }
    } else {
      for (const c of tree.childrenBy(v, OBLIQUE)) {
        if (c < v || preposition(tree, c) !== take) continue;
        const span = trimmed(tree, tree.left[c]! + 1, tree.right[c]!);
        return report(span ? [span] : [], `"${tree.lower(v)} ${take}"`);
      }
    }
  }
  return undefined;
}
const INFINITIVE_LIKE = exactly('xcomp', 'ccomp', 'advcl');

/** Who says it: subject, agent, or whoever controls a verb without a subject. */
export function sourceOf(tree: Tree, v: number): number {
  const who = doer(tree, v);
  if (who < 0) return -1;
  const lower = tree.lower(who);
  if (lower === 'it' && isPassive(tree, v)) return -1;
  if (lower === 'there') return -1;
  return who;
}

function complementClause(tree: Tree, v: number): number {
  for (const c of tree.childrenBy(v, CLAUSE)) return c;
  for (const c of tree.childrenBy(v, CLAUSAL_SUBJECT)) if (isPassive(tree, v) && c > v) return c;
  for (const c of tree.childrenBy(v, INFINITIVE))
    if (!isInfinitive(tree, c) && c > v && tree.child(c, EXPLETIVE) >= 0) return c;
  return -1;
}

/** Whether a comma parts a verb from a clause without "that": then the clause is not what the verb reports. */
function apart(tree: Tree, v: number, clause: number): boolean {
  const first = tree.left[clause]!;
  if (first <= v || tree.lower(first) === 'that') return false;
  for (let i = v + 1; i <= first; i++) if (tree.word(i) === ',') return true;
  return false;
}

/** The main clause of "…, the ministry said, …": the verb hangs on it as an aside. */
function interrupted(tree: Tree, v: number): number {
  const head = tree.head(v);
  if (head < 0 || !tree.is(v, PARATAXIS)) return -1;
  if (surfaceSubject(tree, v) < 0 || isInfinitive(tree, v)) return -1;
  if (tree.is(v, ADVERBIAL) && tree.child(v, MARK) >= 0) return -1;
  if (tree.child(v, OBJECT) >= 0 && tree.lemma(v) !== 'tell') return -1;
  if (v > head || tree.right[head]! > tree.right[v]!) return head;
  return head;
}

/** The clause that "as noted by …" or "as … noted" comments on. */
function asNoted(tree: Tree, v: number): number {
  if (!tree.is(v, ADVERBIAL) && !tree.is(v, exactlyParataxis)) return -1;
  const head = tree.head(v);
  if (head < 0) return -1;
  for (const c of tree.children(v)) {
    if (c > v) break;
    if (tree.lower(c) === 'as' && tree.is(c, MARK)) {
      if (tree.child(v, CLAUSE) >= 0 || tree.child(v, OBJECT) >= 0) return -1;
      return agentOf(tree, v) >= 0 || surfaceSubject(tree, v) >= 0 || isPassive(tree, v) ? head : -1;
    }
  }
  return -1;
}
const exactlyParataxis = exactly('parataxis');

/** "Vessia seemed ready", "the envoy is expected to leave": subject and complement are what is said; nobody is named. */
function raised(tree: Tree, v: number, first: number, last: number): Report | undefined {
  const subject = surfaceSubject(tree, v);
  let complement = -1;
  for (const c of tree.childrenBy(v, RAISED_COMPLEMENT)) if (c > v) complement = c;
  if (complement < 0) return undefined;
  const agent = isPassive(tree, v) ? agentOf(tree, v) : -1;
  const content = clauseSpans(tree, complement, agent >= 0 ? [agent] : []);
  if (subject >= 0 && tree.lower(subject) !== 'it' && tree.head(subject) === v)
    content.unshift(...yieldSpans(tree, subject, []));
  return {
    kind: 'indirect',
    at: v,
    source: agent >= 0 ? [agent] : [],
    cue: [tree.span(first, last)],
    content,
    via: [],
    how: `"${tree.lower(v)}" of its own subject`,
  };
}
const RELATIVE = new Set(['that', 'which', 'who', 'whom']);
const CLAUSAL_TAGS = new Set<number>([TAG.VERB, TAG.SCONJ, TAG.AUX]);
const RAISED_COMPLEMENT = exactly('xcomp', 'ccomp', 'advcl');

/** The object of a verb of opinion, with what belongs to it. */
function objectContent(tree: Tree, v: number): Span[] {
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

/**
 * "…, the ministry said, …" where the tree does not show it: a subject and a verb of speech between commas (or a comma
 * and the sentence's end). What it speaks of is the rest of the sentence.
 */
export function reportOfAside(tree: Tree, v: number, index: CueIndex): Report | undefined {
  if (tree.s.upos[v] !== TAG.VERB || !cueVerb(tree, v, index)?.cue.takes.has('quote')) return undefined;
  const k = tree.sentence[v]!;
  const from = tree.s.sentences[k]!;
  const to = tree.s.sentences[k + 1]!;
  // "said on Monday", "said in a statement": what follows the verb up to the next stop belongs to the aside.
  let stop = v + 1;
  for (; stop < to && !/^[,.;]$/.test(tree.word(stop)); stop++) {
    if (
      stop - v > 8 ||
      CLAUSAL_TAGS.has(tree.s.upos[stop]!) ||
      (stop === v + 1 && tree.nominal(stop) && !ADVERBIAL_NOUNS.has(tree.lower(stop)))
    )
      return undefined;
  }
  let comma = v - 1;
  while (comma > from && tree.word(comma) !== ',' && v - comma < 14) comma--;
  if (tree.word(comma) !== ',' || comma === from) return undefined;
  let subject = -1;
  for (let i = comma + 1; i < v; i++) {
    if (tree.s.upos[i] === TAG.VERB || tree.s.upos[i] === TAG.SCONJ || tree.s.upos[i] === TAG.CCONJ) return undefined;
    // "…, a demand that Vessia rejected": the clause is about a noun of its own.
    if (subject >= 0 && RELATIVE.has(tree.lower(i))) return undefined;
    if (subject < 0 && tree.nominal(i)) subject = i;
  }
  if (subject < 0) return undefined;
  while (tree.head(subject) > comma && tree.head(subject) < v && tree.nominal(tree.head(subject)))
    subject = tree.head(subject);
  const content: Span[] = [];
  for (const [a, b] of [
    [from, comma - 1],
    [stop, to - 1],
  ] as const) {
    const span = a <= b ? trimmed(tree, a, b) : undefined;
    if (span) content.push(span);
  }
  const [first, last] = cueTokens(tree, v, []);
  return content.length
    ? {
        kind: 'indirect',
        at: v,
        source: [subject],
        cue: [tree.span(first, last)],
        content,
        via: [],
        how: `"${tree.lower(v)}" as an aside`,
      }
    : undefined;
}
