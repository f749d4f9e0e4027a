import type { Codebook } from '../../codebook/index.js';
import type { Claim, Pair, Participant, Relation, Span } from '../../types.js';
import { findArguments, type Naming, type Trigger } from '../events/index.js';
import type { Tree } from '../tree/index.js';
import { type Kin, kinOf } from './kin.js';

export type { Kin, KinWeights } from './kin.js';

/** The least overlap (Dice, by characters) at which a participant is one side of a pair. */
const SAME = 0.4;

/**
 * Answers directed dyads: what does the source of each pair do to its target? A claim between the two decides; where
 * there is none, the event words that the trees of the text put nearest to both sides. Where `kin` is given, what the words
 * about the pair are kin to is weighed with that. A pair that nothing in its text answers gets no relation. Claims never
 * depend on pairs.
 */
export function answerPairs(
  naming: Naming,
  codebook: Codebook,
  triggers: readonly Trigger[],
  claims: readonly Claim[],
  pairs: readonly (Pair | undefined)[],
  kin?: Kin,
): Relation[] {
  return pairs.flatMap((pair, k) => {
    if (!pair) return [];
    const said = saidOf(naming, codebook, triggers, claims, pair);
    if (!kin || headOf(naming.tree, pair.source) < 0 || headOf(naming.tree, pair.target) < 0)
      return said ? [{ pair: k, ...said }] : [];
    return [{ pair: k, ...kinOf(kin, naming.tree, pair, said) }];
  });
}

function saidOf(
  naming: Naming,
  codebook: Codebook,
  triggers: readonly Trigger[],
  claims: readonly Claim[],
  pair: Pair,
): Omit<Relation, 'pair'> | undefined {
  const claim = claimBetween(claims, pair);
  if (claim) return { type: claim.event.type, score: claim.confidence, by: 'claim' };
  const best = nearest(naming, triggers, pair);
  return best && { type: codebook.codes[best.trigger.code]!.type, score: best.score, by: 'nearest' };
}

function claimBetween(claims: readonly Claim[], { source, target }: Pair): Claim | undefined {
  let best: Claim | undefined;
  for (const claim of claims) {
    const all = [...claim.source, ...claim.target];
    const sides = claim.reciprocal ? ([all, all] as const) : ([claim.source, claim.target] as const);
    if (!sides[0].some((p) => isSide(p, source)) || !sides[1].some((p) => isSide(p, target))) continue;
    if (!best || claim.confidence > best.confidence) best = claim;
  }
  return best;
}

function isSide(p: Participant, wanted: readonly Span[]): boolean {
  return [p.span, p.antecedent].some((s) => s && wanted.some((w) => dice(s, w) >= SAME));
}

function dice(a: Span, b: Span): number {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return both <= 0 ? 0 : (2 * both) / (a.end - a.start + b.end - b.start);
}

/** The event words nearest to both sides: by whom they take as parties, then by the path between the sides in the tree. */
function nearest(
  naming: Naming,
  triggers: readonly Trigger[],
  pair: Pair,
): { trigger: Trigger; score: number } | undefined {
  const { tree } = naming;
  const source = headOf(tree, pair.source);
  const target = headOf(tree, pair.target);
  if (source < 0 || target < 0) return undefined;
  const path = new Set(between(tree, source, target));
  let best: { trigger: Trigger; score: number } | undefined;
  for (const trigger of triggers) {
    const at = trigger.verb >= 0 ? trigger.verb : trigger.noun;
    if (tree.sentence[at] !== tree.sentence[source] && tree.sentence[at] !== tree.sentence[target]) continue;
    const args = findArguments(naming, trigger);
    let score = 0;
    if (args.source.some((h) => within(tree, h, pair.source))) score += 0.3;
    if (args.target.some((h) => within(tree, h, pair.target))) score += 0.3;
    if (args.target.some((h) => within(tree, h, pair.source)) && !trigger.predicate.reciprocal) score -= 0.2;
    if (trigger.tokens.some((t) => path.has(t))) score += 0.2;
    if (trigger.verb >= 0) score += 0.05;
    if ((at > source && at < target) || (at < source && at > target)) score += 0.1;
    score -= 0.002 * Math.min(Math.abs(at - source) + Math.abs(at - target), 40);
    if (!best || score > best.score) best = { trigger, score };
  }
  return best && { trigger: best.trigger, score: Math.round(100 * Math.min(0.6, Math.max(0.05, best.score))) / 100 };
}

/** The token of the spans that hangs on none of the others; -1 where they hold no token. */
function headOf(tree: Tree, spans: readonly Span[]): number {
  for (const span of spans) {
    const first = tree.tokenAt(span.start);
    if (first < 0 || tree.s.start[first]! >= span.end) continue;
    for (let i = first; i < tree.length && tree.s.start[i]! < span.end; i++) {
      const h = tree.head(i);
      if (h < 0 || tree.s.start[h]! < span.start || tree.s.start[h]! >= span.end) return i;
    }
  }
  return -1;
}

function within(tree: Tree, token: number, spans: readonly Span[]): boolean {
  const at = tree.s.start[token]!;
  return spans.some((s) => at >= s.start && at < s.end);
}

/** The tokens on the path from one token to another through the tree; empty where they are in different sentences. */
function between(tree: Tree, a: number, b: number): number[] {
  const above: number[] = [];
  for (let i = a, steps = 200; i >= 0 && steps > 0; i = tree.head(i), steps--) above.push(i);
  const path: number[] = [];
  for (let i = b, steps = 200; i >= 0 && steps > 0; i = tree.head(i), steps--) {
    path.push(i);
    const k = above.indexOf(i);
    if (k >= 0) return [...above.slice(0, k), ...path];
  }
  return [];
}
