import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import { agentOf, CLAUSE, exactly, isInfinitive, isPassive, OBJECT, surfaceSubject, type Tree } from '../tree/index.js';
import { ADVERBIAL_NOUNS } from '../words.js';
import { trimmed } from './contents.js';
import { type CueIndex, cueTokens, cueVerb } from './cues.js';
import type { Report } from './report.js';

const PARATAXIS = exactly('parataxis', 'advcl');
const ADVERBIAL = exactly('advcl');
const MARK = exactly('mark', 'advmod', 'case');

/** The main clause of "…, the ministry said, …": the verb hangs on it as an aside. */
export function interrupted(tree: Tree, v: number): number {
  const head = tree.head(v);
  if (head < 0 || !tree.is(v, PARATAXIS)) return -1;
  if (surfaceSubject(tree, v) < 0 || isInfinitive(tree, v)) return -1;
  if (tree.is(v, ADVERBIAL) && tree.child(v, MARK) >= 0) return -1;
  if (tree.child(v, OBJECT) >= 0 && tree.lemma(v) !== 'tell') return -1;
  return head;
}

/** The clause that "as noted by …" or "as … noted" comments on. */
export function asNoted(tree: Tree, v: number): number {
  if (!tree.is(v, ADVERBIAL) && !tree.is(v, PARATACTIC)) return -1;
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
const PARATACTIC = exactly('parataxis');

const RELATIVE = new Set(['that', 'which', 'who', 'whom']);
const CLAUSAL_TAGS = new Set<number>([TAG.VERB, TAG.SCONJ, TAG.AUX]);

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
