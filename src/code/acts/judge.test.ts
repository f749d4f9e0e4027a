import { describe, expect, it } from 'vitest';
import { BLOCKS, type Vectors } from './features.js';
import { openJudge } from './judge.js';

const vectors: Vectors = { width: 2, write: () => undefined };
const size = BLOCKS * vectors.width;
const flat = (value: number) => new Array<number>(size).fill(value);

describe('a judge of acts', () => {
  const judge = openJudge(
    { bias: -1, facts: { 'source MIL': 2 }, vectors: flat(0), types: { ASSAULT: flat(0.5), CONSULT: flat(-0.5) } },
    vectors,
  );
  const clause = (facts: string[]) => ({ facts, vectors: Float32Array.from(flat(0.2)) });

  it('gives a probability, from what holds of a clause and from its words by type', () => {
    expect(judge.weigh(clause(['source MIL']), 'ASSAULT', 0)).toBeCloseTo(1 / (1 + Math.exp(-2.2)), 2);
    expect(judge.weigh(clause(['source MIL']), 'CONSULT', 0)).toBeCloseTo(1 / (1 + Math.exp(0.2)), 2);
  });

  it('passes over facts and types that it does not know', () => {
    expect(judge.weigh(clause(['source from nowhere']), 'NEUTRAL', 0)).toBeCloseTo(1 / (1 + Math.exp(1)), 2);
  });

  it('does not open with weights of another size', () => {
    expect(() => openJudge({ bias: 0, facts: {}, vectors: [1], types: {} }, vectors)).toThrow(RangeError);
  });
});
