import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from './pace.js';

vi.mock('node:timers/promises', () => ({ setTimeout: vi.fn(async () => {}) }));

beforeEach(() => {
  // The clock stands still: what is waited for is what is asked for.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T10:00:00Z') });
  vi.mocked(sleep).mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

const waits = (): (number | undefined)[] => vi.mocked(sleep).mock.calls.map(([milliseconds]) => milliseconds);

test('requests to one host keep their distance, those to another do not wait', async () => {
  const pace = new Pace(2);
  for (const host of ['a', 'a', 'b', 'a']) await pace.turn(host, 0, undefined);
  expect(waits()).toEqual([2000, 4000]);
});

test('a longer distance is kept where the site asks for it, up to a minute', async () => {
  const pace = new Pace(1);
  for (const wish of [10, 1e9, 0]) await pace.turn('a', wish, undefined);
  expect(waits()).toEqual([10_000, 70_000]);
});

test('a host that asked for quiet, in seconds or until a date, is left alone for so long', async () => {
  const pace = new Pace(0);
  pace.hush('a', '120');
  pace.hush('b', 'Sun, 01 Mar 2026 10:05:00 GMT');
  pace.hush('c', '999999999');
  pace.hush('d', 'nonsense');
  await expect(pace.turn('a', 0, undefined)).rejects.toThrow('a asks not to be asked again for 120 seconds');
  await expect(pace.turn('b', 0, undefined)).rejects.toThrow('300 seconds');
  await expect(pace.turn('c', 0, undefined)).rejects.toThrow('3600 seconds');
  await pace.turn('d', 0, undefined);
  vi.setSystemTime(new Date('2026-03-01T10:02:01Z'));
  await pace.turn('a', 0, undefined);
});
