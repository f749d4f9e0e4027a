import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { folderOf } from '../../../test/inputs.js';
import { main } from '../main.js';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs the verb and gives what it printed. */
async function extract(...words: string[]): Promise<{ out: string; err: string; code: unknown }> {
  const out: string[] = [];
  const err: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(`${text}\n`));
  await main(['node', 'onrecord', 'extract', ...words]);
  return { out: out.join(''), err: err.join(''), code: process.exitCode };
}

const RECORDS = '{"id":"1","title":"Rain","text":"Rain\\n\\nIt rained on Veld.","published":"2026-03-02"}\n{"broken\n';

test('prints a Document a line, names what failed, counts it, and exits with 1', async () => {
  const file = join(await folderOf({ 'a.jsonl': RECORDS }), 'a.jsonl');
  const { out, err, code } = await extract('--format', 'jsonl', file);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([expect.objectContaining({ id: '1', text: 'Rain\n\nIt rained on Veld.', headline: { start: 0, end: 4 } })]);
  expect(err).toMatch(/^onrecord: .*a\.jsonl, line 2: is not valid JSON/);
  expect(err).toMatch(/1 of 2 inputs failed; the others are done\n$/);
  expect(code).toBe(1);
});

test('prints for people, with nothing that could drive a terminal', async () => {
  const hostile = { title: 'Rain \u001b[2J on Veld', text: 'It rained\u0007 all day.', outlet: 'Veld Post' };
  const file = join(await folderOf({ 'a.jsonl': JSON.stringify(hostile) }), 'a.jsonl');
  const { out, code } = await extract('--format', 'table', file);
  expect(out).toContain('Rain �[2J on Veld');
  expect(out).toContain('Veld Post');
  for (const control of ['\u0007', '\u001b[2J']) expect(out).not.toContain(control);
  expect(code).toBeUndefined();
});

test('prints a table that a spreadsheet opens, formulas disarmed', async () => {
  const file = join(await folderOf({ 'a.jsonl': '{"title":"=1+1","text":"It rained."}' }), 'a.jsonl');
  const { out } = await extract('--format', 'csv', file);
  expect(out.split('\n')[0]).toBe('id,title,outlet,published,modified,byline,language,state,url,path,text');
  expect(out).toContain("'=1+1");
});

test.each([
  [['--map', 'words=body'], /words is none of/],
  [['--max-size', 'big'], /a number of at least 0/],
  [['--delay', '-1'], /a number of at least 0/],
  [[], /missing required argument/],
])('%j: the words are wrong, and it says how', async (words, reason) => {
  const { err, code } = await extract(...words, ...(words.length ? ['x.txt'] : []));
  expect(err).toMatch(reason);
  expect(code).toBe(2);
});
