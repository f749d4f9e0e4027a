import type { Speech } from '../../types.js';
import type { Report } from './report.js';

/** What speaks for and against an attribution that the engine saw. Shares and chances are 0 to 1. */
export interface Signs {
  /** Log odds of its cue, and of the words of its content and source, on average; 0 without a source. */
  cue: number;
  content: number;
  source: number;
  /** Logarithm of the content's length in words. */
  length: number;
  /** Words that would be in its source or content and are in neither: in all, and by words of the content. */
  sourceElsewhere: number;
  contentElsewhere: number;
  sourced: number;
  /** A rule found it too, with the same source; with another; with one where the engine saw none. */
  ruled: number;
  agreed: number;
  disputed: number;
  missed: number;
  /** No rule found it, and nobody says it. */
  alone: number;
  /** How likely a surer one has the same content, and how likely another has this one's cue within its content. */
  shared: number;
  nested: number;
}

/** Fitted by logistic regression on articles that the engine was not taught: train/verdict.py. */
const WEIGHTS: Readonly<Signs> & { readonly bias: number } = {
  bias: -1.087,
  cue: 0.306,
  content: 0.206,
  source: 0.215,
  length: 0.119,
  sourceElsewhere: -0.255,
  contentElsewhere: -1.185,
  sourced: -0.771,
  ruled: 0.714,
  agreed: 0.356,
  disputed: -0.59,
  missed: -1.338,
  alone: -1.126,
  shared: -0.626,
  nested: -1.57,
};
const NAMES = Object.keys(WEIGHTS).filter((name) => name !== 'bias') as (keyof Signs)[];

/** The least chance of one that counts: below the 0.41 that is best for linked attributions, where all scores are near their best. */
export const LEAST = 0.34;

/** How far around another one is looked for, in places of the list. */
const NEIGHBOURS = 12;

/** The chance that what the engine saw is an attribution with this source and content. */
export function chance(signs: Signs): number {
  return 1 / (1 + Math.exp(-NAMES.reduce((sum, name) => sum + WEIGHTS[name] * signs[name], WEIGHTS.bias)));
}

/** The signs of entry `k` of what the engine saw, in text order; `rule`: what a rule made of the same cue. */
export function signsOf(speech: readonly Speech[], k: number, rule: Report | undefined): Signs {
  const found = speech[k]!;
  const { source, certainty } = found;
  const words = lengthOf(found.content);
  const agreed = source && rule?.source.some((head) => head >= source[0] && head < source[1]);
  const signs: Signs = {
    cue: odds(found.score),
    content: odds(certainty.content),
    source: source ? odds(certainty.source) : 0,
    length: Math.log(1 + words),
    sourceElsewhere: certainty.sourceElsewhere,
    contentElsewhere: certainty.contentElsewhere / (1 + words),
    sourced: source ? 1 : 0,
    ruled: rule ? 1 : 0,
    agreed: agreed ? 1 : 0,
    disputed: rule && source && !agreed ? 1 : 0,
    missed: rule?.source.length && !source ? 1 : 0,
    alone: !rule && !source ? 1 : 0,
    shared: 0,
    nested: 0,
  };
  for (let i = Math.max(0, k - NEIGHBOURS); i < Math.min(speech.length, k + NEIGHBOURS + 1); i++) {
    if (i === k) continue;
    const other = speech[i]!;
    const both = commonOf(found.content, other.content);
    const share = (2 * both) / (words + lengthOf(other.content));
    if (other.score > found.score) signs.shared = Math.max(signs.shared, share * other.score);
    if (commonOf([found.cue], other.content) > 0) signs.nested = Math.max(signs.nested, other.score);
  }
  return signs;
}

function odds(chance: number): number {
  const within = Math.min(Math.max(chance, 1e-4), 1 - 1e-4);
  return Math.log(within / (1 - within));
}

type Runs = Speech['content'];

function lengthOf(runs: Runs): number {
  return runs.reduce((sum, [first, last]) => sum + last - first, 0);
}

function commonOf(a: Runs, b: Runs): number {
  let sum = 0;
  for (const [first, last] of a)
    for (const [from, to] of b) sum += Math.max(0, Math.min(last, to) - Math.max(first, from));
  return sum;
}
