import { afterEach, expect, test, vi } from 'vitest';
import { Failures } from './failures.js';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What is told on stderr. */
function told(): string[] {
  const lines: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(String(line)));
  return lines;
}

test('names each input in one line that cannot drive a terminal, whatever its name', () => {
  const lines = told();
  new Failures().add({ where: 'a\nonrecord: all is well\u001b[2J\u202e', reason: 'is broken' });
  expect(lines).toEqual(['onrecord: a�onrecord: all is well�[2J�: is broken']);
});

test('counts what failed among all, and what failed in part among what was done', () => {
  const lines = told();
  const failures = new Failures();
  failures.finish(3, 'inputs');
  expect([lines, process.exitCode]).toEqual([[], undefined]);
  failures.add({ where: 'a', reason: 'is broken' });
  failures.finish(0, 'inputs');
  failures.addParts('b', ['published: no date', 'url: no address']);
  failures.finish(3, 'inputs');
  expect(lines).toEqual([
    'onrecord: a: is broken',
    'onrecord: 1 of 1 inputs failed',
    'onrecord: b: published: no date; url: no address',
    'onrecord: 2 of 4 inputs failed, wholly or in part; the others are done',
  ]);
  expect(process.exitCode).toBe(1);
});
