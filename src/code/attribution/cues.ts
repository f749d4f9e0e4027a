import type { Codebook, CueEntry } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import { doer, exactly, isPassive, type Tree } from '../tree/index.js';

/** A cue of the codebook: what may stand for its content. */
export interface CueVerb {
  takes: ReadonlySet<string>;
  rest: readonly string[];
  source: readonly string[] | undefined;
}

export interface CueIndex {
  verbs: ReadonlyMap<string, CueVerb>;
  /** Verbs that only report with a preposition or a particle ("call for"). */
  phrases: ReadonlyMap<string, readonly CueVerb[]>;
  nouns: ReadonlySet<string>;
  adverbs: ReadonlySet<string>;
  prepositions: readonly (readonly string[])[];
}

/** Orders the codebook's cues for look-up; what several entries say of one verb adds up. */
export function indexCues(codebook: Codebook): CueIndex {
  const verbs = new Map<string, { takes: Set<string>; rest: string[]; source: readonly string[] | undefined }>();
  const phrases = new Map<string, CueVerb[]>();
  for (const entry of codebook.cues.verbs)
    for (const word of entry.words) {
      const [first, ...rest] = word.split(' ') as [string, ...string[]];
      if (rest.length) {
        const list = phrases.get(first) ?? [];
        list.push(made(entry, rest));
        phrases.set(first, list);
      } else {
        const known = verbs.get(first);
        if (known) for (const t of entry.takes) known.takes.add(t);
        else verbs.set(first, { takes: new Set(entry.takes), rest: [], source: entry.source });
      }
    }
  return {
    verbs,
    phrases,
    nouns: new Set(codebook.cues.nouns),
    adverbs: new Set(codebook.cues.adverbs),
    prepositions: codebook.cues.prepositions.map((p) => p.split(' ')),
  };
}

function made(entry: CueEntry, rest: string[]): CueVerb {
  return { takes: new Set(entry.takes), rest, source: entry.source };
}

const AUXILIARY = exactly('aux', 'aux:pass', 'compound:prt');
const NEGATION = new Set(['not', "n't", 'never', 'n’t']);

/** The tokens of a verbal cue: auxiliaries, negation, particle and what stands between them. */
export function cueTokens(tree: Tree, v: number, extra: readonly number[]): [first: number, last: number] {
  let first = v;
  let last = v;
  for (const c of tree.children(v)) {
    const rel = tree.s.deprel[c]!;
    if (AUXILIARY.has(rel) || (NEGATION.has(tree.lower(c)) && Math.abs(c - v) < 4)) {
      if (c < first && v - c < 6) first = c;
      if (c > last && c - v < 4) last = c;
    }
  }
  // A subject between auxiliary and verb ("did he say") stays out.
  for (let i = first; i < v; i++)
    if (tree.s.upos[i] === TAG.PROPN || tree.s.upos[i] === TAG.PRON || tree.s.upos[i] === TAG.NOUN) first = i + 1;
  for (const i of extra) if (i === last + 1) last = i;
  return [first, last];
}

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

/** Who says it: subject, agent, or whoever controls a verb without a subject. */
export function sourceOf(tree: Tree, v: number): number {
  const who = doer(tree, v);
  if (who < 0) return -1;
  const lower = tree.lower(who);
  if (lower === 'it' && isPassive(tree, v)) return -1;
  if (lower === 'there') return -1;
  return who;
}
