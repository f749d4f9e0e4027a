import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Arborescence, isTree } from './arborescence.js';

/** The best score of a tree with one root, by trying all assignments of heads. */
function bestScore(scores: readonly number[][], n: number): number {
  const heads = new Int32Array(n);
  const seen = new Int32Array(n);
  let best = Number.NEGATIVE_INFINITY;
  const assign = (i: number, sum: number): void => {
    if (i === n) {
      if (isTree(heads, n, seen)) best = Math.max(best, sum);
      return;
    }
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      heads[i] = j;
      assign(i + 1, sum + scores[i]![j]!);
    }
  };
  assign(1, 0);
  return best;
}

const square = (n: number, score: fc.Arbitrary<number>) =>
  fc.array(fc.array(score, { minLength: n, maxLength: n }), { minLength: n, maxLength: n });

test('finds the best tree with one root, as brute force does', () => {
  const sized = fc
    .integer({ min: 2, max: 6 })
    .chain((n) => square(n, fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ min: -50, max: 50, noNaN: true }))));
  const search = new Arborescence(6);
  fc.assert(
    fc.property(sized, (scores) => {
      const n = scores.length;
      const room = 8;
      const flat = new Float32Array(3 + n * room);
      scores.forEach((row, i) => {
        flat.set(row, 3 + i * room);
      });
      const heads = new Int32Array(n);
      search.solve(flat, 3, n, room, heads);
      expect(isTree(heads, n, new Int32Array(n))).toBe(true);
      let sum = 0;
      for (let i = 1; i < n; i++) sum += flat[3 + i * room + heads[i]!]!;
      expect(sum).toBeCloseTo(bestScore(scores, n), 3);
    }),
    { numRuns: 500 },
  );
});

test('gives a tree for sentences of any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 201 }), fc.integer(), (n, seed) => {
      let state = seed | 1;
      const scores = Float32Array.from({ length: n * n }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
        return (state % 2000) / 100 - 10;
      });
      const heads = new Int32Array(n);
      new Arborescence(n).solve(scores, 0, n, n, heads);
      expect(isTree(heads, n, new Int32Array(n))).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('a tree is told from a cycle, several roots and none', () => {
  const tree = (...heads: number[]) => isTree(Int32Array.from([0, ...heads]), heads.length + 1, new Int32Array(9));
  expect(tree(0)).toBe(true);
  expect(tree(2, 0, 2, 3)).toBe(true);
  expect(tree(0, 3, 2)).toBe(false);
  expect(tree(0, 0)).toBe(false);
  expect(tree(2, 1)).toBe(false);
});
