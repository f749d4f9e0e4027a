import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleWorld, shippedParser } from '../../../test/english.js';
import { folderOf } from '../../../test/inputs.js';
import { code as codeText, parseSpans } from '../../code/index.js';
import type { Coded } from '../../types.js';
import { main } from '../main.js';

// Threads run built code only: here the analyst is one parser of this thread.
vi.mock(import('../analyst.js'), async () => ({
  openAnalyst: async () => {
    const [parser, codebook] = [shippedParser(), await sampleWorld()];
    return {
      versions: { coder: 'test', codebook: codebook.version },
      width: 3,
      analyse: async (input) => codeText(input, parser.parse(input.text, parseSpans(input)), codebook),
      close: async () => {},
    };
  },
}));

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs the verb over lines of JSON and gives what it printed. */
async function code(lines: readonly unknown[]): Promise<{ coded: Coded[]; err: string[]; code: unknown }> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const folder = await folderOf({ 'in.jsonl': text });
  const out: string[] = [];
  const err: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => out.push(String(chunk)) > 0);
  vi.spyOn(console, 'error').mockImplementation((line) => void err.push(String(line).replace(`${folder}/`, '')));
  await main(['node', 'onrecord', 'code', '--format', 'jsonl', join(folder, 'in.jsonl')]);
  const printed = out.join('').split('\n').filter(Boolean);
  return { coded: printed.map((line) => JSON.parse(line) as Coded), err, code: process.exitCode };
}

const TEXT = 'Drovnia condemned Tarqesh.';

test('a line out for each line in, in order, whatever is wrong with it, and each fault named with file, line and field', async () => {
  const {
    coded,
    err,
    code: exit,
  } = await code([
    { id: 'good', text: TEXT },
    { id: 'when', text: TEXT, published: 'yesterday' },
    { id: 'empty', text: '' },
    { id: 'number', text: 42 },
    { id: 'null', text: null },
    { id: 'nothing' },
    'no json',
    '[1]',
    { id: 'span', text: TEXT, headline: { start: 0, end: 99 } },
    { id: 'pairs', text: TEXT, pairs: [{ source: [{ start: 0, end: 7 }], target: [{ start: 18, end: 99 }] }] },
    { id: 'list', text: TEXT, pairs: 'none' },
    { text: ' ' },
    { id: 'half', text: `Drovnia \ud800condemned Tarqesh.` },
    { id: 'last', text: TEXT },
  ]);
  expect(coded.map(({ id, errors }) => [id.replace(/^.*in\.jsonl/, 'in.jsonl'), errors.join('; ')])).toEqual([
    ['good', ''],
    ['when', 'published: "yesterday" is no date: ISO 8601 is expected, as in 2031-10-06 or 2031-10-06T08:16Z'],
    ['empty', 'text: is empty'],
    ['number', 'text: a string is expected, not 42'],
    ['null', 'text: a string is expected, not null'],
    ['nothing', expect.stringMatching(/^has no text: its fields are id/)],
    ['in.jsonl, line 7', expect.stringMatching(/^is not valid JSON/)],
    ['in.jsonl, line 8', 'is no JSON object'],
    ['span', 'headline: the span 0 to 99 does not lie in the text, which has 26 characters'],
    ['pairs', 'pairs[0].target[0]: the span 18 to 99 holds no words of the text, which has 26 characters'],
    ['list', 'pairs: expected a list of {source, target}'],
    ['in.jsonl, line 12', 'text: is empty'],
    ['half', ''],
    ['last', ''],
  ]);
  expect(coded[1]?.claims).toEqual([expect.objectContaining({ event: expect.objectContaining({ type: 'ACCUSE' }) })]);
  expect(err).toHaveLength(12);
  expect(err[0]).toMatch(/^onrecord: in\.jsonl, line 2: published: "yesterday"/);
  expect(err[8]).toMatch(/^onrecord: in\.jsonl, line 10: pairs\[0\]\.target\[0\]: /);
  expect(err.at(-1)).toBe('onrecord: 11 of 14 inputs failed, wholly or in part; the others are done');
  expect(exit).toBe(1);
});

test('the spans of a text with half characters are those of the text as it was handed in', async () => {
  const { coded, code: exit } = await code([{ id: 'half', text: `\udc00 Drovnia \ud800 condemned Tarqesh \ud83d.` }]);
  expect(coded[0]?.claims[0]?.trigger).toEqual({ start: 12, end: 21 });
  expect(exit).toBeUndefined();
});
