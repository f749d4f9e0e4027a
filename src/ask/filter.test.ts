import { expect, it } from 'vitest';
import { knownBefore, periodOf } from './filter.js';

it('a day that no calendar has is refused, whatever the engine makes of it', () => {
  for (const day of ['2025-02-30', '2025-13-01', '2025-04-31', 'yesterday']) {
    expect(() => knownBefore({ knownAt: day })).toThrow(`--known-at ${day}`);
    expect(() => periodOf({ since: day })).toThrow(`--since ${day}`);
    expect(() => periodOf({ asOf: day })).toThrow(`--as-of ${day}`);
  }
});

it('a day is known at its end, a month and a year at theirs', () => {
  expect(knownBefore({ knownAt: '2024-02-29' })).toBe('2024-03-01T00:00:00.000Z');
  expect(knownBefore({ knownAt: '2025-02' })).toBe('2025-03-01T00:00:00.000Z');
  expect(periodOf({ since: '2025', until: '2025-02' })).toEqual({ since: '2025-01-01', until: '2025-02-28' });
});
