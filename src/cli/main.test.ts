import { afterEach, expect, test, vi } from 'vitest';
import { main } from './main.js';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs a command line and gives what it printed. */
async function run(...words: string[]): Promise<{ out: string; err: string; code: unknown }> {
  const out: string[] = [];
  const err: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  await main(['node', 'onrecord', ...words]);
  return { out: out.join(''), err: err.join(''), code: process.exitCode };
}

test.each([[[]], [['help']], [['--help']]])('%j: tells what it is, the verbs, and where to start', async (words) => {
  const { out, code } = await run(...words);
  expect(out).toMatch(
    /^Usage: onrecord[\s\S]*who did or said what to whom[\s\S]*\n {2}extract [\s\S]*Start with: onrecord demo/,
  );
  expect(code ?? 0).toBe(0);
});

test('help VERB is what VERB --help is', async () => {
  const { out } = await run('help', 'ask');
  expect(out).toMatch(/^Usage: onrecord ask[\s\S]*--as-of <day>[\s\S]*Examples:\n {2}onrecord ask /);
  vi.restoreAllMocks();
  expect((await run('ask', '--help')).out).toBe(out);
});

test.each([
  [['aks'], /unknown command 'aks'\n\(Did you mean ask\?\)/],
  [['help', 'aks'], /unknown command 'aks'\n\(Did you mean ask\?\)/],
  [
    ['ask', 'events', '--actr', 'X'],
    /unknown option '--actr'\n\(Did you mean --actor\?\)\n\(onrecord ask --help tells/,
  ],
  [['ask'], /missing required argument 'what'\n\(onrecord ask --help tells/],
])('%j: the words are wrong, and it says how', async (words, reason) => {
  const { err, code } = await run(...words);
  expect(err).toMatch(reason);
  expect(code).toBe(2);
});
