import { describe, expect, it } from 'vitest';
import { fromConllu } from '../../parse/index.js';
import { Tree } from '../tree/index.js';
import { type KinWeights, kinOf, pairFeatures, type Vectors } from './kin.js';

// "Vessia snubbed Tarrow twice", as a parser reads it.
const CONLLU = `# text = Vessia snubbed Tarrow twice
1\tVessia\tVessia\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\t_
2\tsnubbed\tsnub\tVERB\t_\tTense=Past\t0\troot\t_\t_
3\tTarrow\tTarrow\tPROPN\t_\tNumber=Sing\t2\tobj\t_\t_
4\ttwice\ttwice\tADV\t_\t_\t2\tadvmod\t_\t_
`;
const tree = new Tree(fromConllu(CONLLU));
const pair = { source: [{ start: 0, end: 6 }], target: [{ start: 15, end: 21 }] };
/** Two words have a direction each, all others none. */
const vectors: Vectors = {
  width: 2,
  write(form, to, at) {
    to[at] = form === 'snubbed' ? 2 : 0;
    to[at + 1] = form === 'twice' ? 3 : 0;
  },
};
const weights = (towards: number): KinWeights => ({
  types: ['REJECT', 'CONSULT'],
  as: { RETREAT: 'CONSULT' },
  weights: [Array.from({ length: 10 }, (_, j) => (j === 0 ? towards : 0)), new Array<number>(10).fill(0)],
  bias: [0, 0],
  claim: 0.7,
  nearest: 0.35,
});

describe('the words about a pair', () => {
  it('are five directions of length 1, or nothing: on the path, beside it, between, verbs, all', () => {
    const made = pairFeatures(tree, vectors, pair);
    const diagonal = [2 / Math.hypot(2, 3), 3 / Math.hypot(2, 3)];
    const wanted = [1, 0, 0, 1, 1, 0, 1, 0, ...diagonal];
    expect(made.length).toBe(wanted.length);
    for (const [j, value] of wanted.entries()) expect(made[j]).toBeCloseTo(value, 5);
  });

  it('leave out the words of the sides themselves', () => {
    const whole = { source: [{ start: 0, end: 14 }], target: pair.target };
    expect([...pairFeatures(tree, vectors, whole)].slice(0, 2)).toEqual([0, 0]);
  });
});

describe('what a pair is kin to', () => {
  it('answers by kin where nothing was said, with a probability', () => {
    const answer = kinOf({ vectors, weights: weights(2) }, tree, pair, undefined);
    expect(answer).toEqual({ type: 'REJECT', score: 0.88, by: 'kin' });
  });

  it('keeps what a claim says unless the words speak strongly for something else', () => {
    const said = { type: 'CONSULT', score: 0.6, by: 'claim' } as const;
    expect(kinOf({ vectors, weights: weights(0.5) }, tree, pair, said)).toMatchObject({ type: 'CONSULT', by: 'claim' });
    expect(kinOf({ vectors, weights: weights(6) }, tree, pair, said)).toMatchObject({ type: 'REJECT', by: 'kin' });
  });

  it('takes types that are not told apart for one, and keeps the name that was said', () => {
    const said = { type: 'RETREAT', score: 0.6, by: 'claim' } as const;
    expect(kinOf({ vectors, weights: weights(0) }, tree, pair, said)).toMatchObject({ type: 'RETREAT', by: 'claim' });
  });
});
