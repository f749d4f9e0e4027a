import { TAG } from '../../parse/inventory.js';
import type { Pair, Relation } from '../../types.js';
import type { Tree } from '../tree/index.js';

/** General word vectors: writes that of a form to `to`, from `at` on; zeros for a word that has none. */
export interface Vectors {
  readonly width: number;
  write(form: string, to: Float32Array, at: number): void;
}

/** What `train/relations.py` makes: a multinomial logistic regression over `pairFeatures`. */
export interface KinWeights {
  /** Event types, one a row. */
  types: string[];
  /** Types that are not told apart here, by the one that stands for both. */
  as: Record<string, string>;
  weights: number[][];
  bias: number[];
  /** What the answer of a claim, and of the nearest event words, adds to the probability of its type. */
  claim: number;
  nearest: number;
}

/** Judges what the words about a pair are kin to, whether the lexicon has them or not. */
export interface Kin {
  vectors: Vectors;
  weights: KinWeights;
}

const CONTENT = new Set<number>([TAG.VERB, TAG.NOUN, TAG.ADJ, TAG.ADV, TAG.AUX, TAG.PART]);

/**
 * The words about a pair as five directions of the vector space, each the mean of its words' vectors, of length 1: of those on the path
 * between the sides, beside that path, between the sides in the text, of all verbs, and of all content words; the sides' own left out.
 */
export function pairFeatures(tree: Tree, vectors: Vectors, { source, target }: Pair): Float32Array {
  const inside = (spans: Pair['source']) => (i: number) =>
    spans.some((s) => tree.s.start[i]! >= s.start && tree.s.start[i]! < s.end);
  const [inSource, inTarget] = [inside(source), inside(target)];
  const free: number[] = [];
  const sides: number[][] = [[], []];
  for (let i = 0; i < tree.length; i++) {
    if (inSource(i)) sides[0]!.push(i);
    if (inTarget(i)) sides[1]!.push(i);
    if (!inSource(i) && !inTarget(i)) free.push(i);
  }
  const up = (side: number[]) => {
    const own = new Set(side);
    const above: number[] = [];
    let i = side.find((token) => !own.has(tree.head(token))) ?? -1;
    for (let steps = 200; i >= 0 && steps > 0; i = tree.head(i), steps--) above.push(i);
    return above;
  };
  const [a, b] = [up(sides[0]!), up(sides[1]!)];
  const meet = b.findIndex((i) => a.includes(i));
  const path = new Set(meet < 0 ? b : [...a.slice(0, a.indexOf(b[meet]!)), ...b.slice(0, meet + 1)]);
  const ends = [...sides[0]!, ...sides[1]!];
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const content = free.filter((i) => CONTENT.has(tree.s.upos[i]!));
  const groups = [
    content.filter((i) => path.has(i)),
    content.filter((i) => !path.has(i) && path.has(tree.head(i))),
    content.filter((i) => i > first && i < last),
    free.filter((i) => tree.s.upos[i] === TAG.VERB),
    content,
  ];
  const { width } = vectors;
  const made = new Float32Array(groups.length * width);
  const one = new Float32Array(width);
  groups.forEach((tokens, g) => {
    const sum = made.subarray(g * width, (g + 1) * width);
    for (const token of tokens) {
      vectors.write(tree.word(token), one, 0);
      for (let j = 0; j < width; j++) sum[j]! += one[j]!;
    }
    let square = 0;
    for (let j = 0; j < sum.length; j++) square += sum[j]! * sum[j]!;
    const length = Math.sqrt(square) || 1;
    for (let j = 0; j < width; j++) sum[j]! /= length;
  });
  return made;
}

/** The likeliest type for a pair, its probability and what the lexicon says of it taken together. */
export function kinOf(
  { vectors, weights: { types, as, weights, bias, claim, nearest } }: Kin,
  tree: Tree,
  pair: Pair,
  said: Omit<Relation, 'pair'> | undefined,
): Omit<Relation, 'pair'> {
  const x = pairFeatures(tree, vectors, pair);
  const logits = weights.map((row, t) => row.reduce((sum, w, j) => sum + w * x[j]!, bias[t]!));
  const top = Math.max(...logits);
  const odds = logits.map((z) => Math.exp(z - top));
  const all = odds.reduce((sum, z) => sum + z, 0);
  const own = said ? types.indexOf(as[said.type] ?? said.type) : -1;
  const bonus = said?.by === 'claim' ? claim : nearest;
  const scores = odds.map((z, t) => z / all + (t === own ? bonus : 0));
  const best = scores.indexOf(Math.max(...scores));
  const score = Math.round((100 * scores[best]!) / (1 + (own >= 0 ? bonus : 0))) / 100;
  return said && (own < 0 || best === own) ? { ...said, score } : { type: types[best]!, score, by: 'kin' };
}
