import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Speech } from '../../types.js';
import type { Report } from './report.js';
import { chance, signsOf } from './verdict.js';

const sure = { content: 0.95, source: 0.9, contentElsewhere: 0, sourceElsewhere: 0 };
const said: Speech = { at: 3, score: 0.9, cue: [3, 4], source: [0, 2], content: [[5, 12]], certainty: sure };
const rule = (source: number[]): Report => ({
  kind: 'indirect',
  at: 3,
  source,
  cue: [],
  content: [],
  via: [],
  how: '',
});
const of = (speech: readonly Speech[], k: number, found?: Report) => chance(signsOf(speech, k, found));

describe('how likely what the engine saw is an attribution', () => {
  it('is likelier where a rule has the same source, and less where it has another', () => {
    expect(of([said], 0, rule([1]))).toBeGreaterThan(of([said], 0));
    expect(of([said], 0, rule([8]))).toBeLessThan(of([said], 0, rule([1])));
  });

  it('is less likely within the content of another, and where a surer one has the same content', () => {
    const around: Speech = { ...said, at: 20, cue: [20, 21], content: [[0, 15]] };
    const rival: Speech = { ...said, score: 0.95, at: 13, cue: [13, 14] };
    expect(of([said, around], 0)).toBeLessThan(of([said], 0));
    expect(of([said, rival], 0)).toBeLessThan(of([said], 0));
    expect(of([said, rival], 1)).toBe(of([rival], 0));
  });

  it('is a chance, whatever was seen', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const run = fc
      .tuple(fc.nat(30), fc.integer({ min: 1, max: 9 }))
      .map(([first, n]) => [first, first + n] as [number, number]);
    const speech = fc.record({
      at: fc.nat(30),
      score: share,
      cue: run,
      source: run,
      content: fc.array(run, { minLength: 1, maxLength: 3 }),
      certainty: fc.record({ content: share, source: share, contentElsewhere: share, sourceElsewhere: share }),
    });
    fc.assert(
      fc.property(fc.array(speech, { minLength: 1, maxLength: 30 }), (all) => {
        for (let k = 0; k < all.length; k++) {
          const found = of(all, k);
          expect(found).toBeGreaterThan(0);
          expect(found).toBeLessThan(1);
        }
      }),
    );
  });
});
