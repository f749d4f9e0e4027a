import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { folderOf } from '../../../test/inputs.js';
import type * as ParseNode from '../../parse/node.js';
import { main } from '../main.js';

// Threads run built code only: here the pool is one parser of this thread.
vi.mock(import('../../parse/node.js'), async (original) => {
  const real: typeof ParseNode = await original();
  return {
    ...real,
    openParserPool: async () => {
      const parser = await real.openParser();
      return { width: 2, parse: async (text, paragraphs) => parser.parse(text, paragraphs), close: async () => {} };
    },
  };
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs the verb and gives what it printed. */
async function parse(...words: string[]): Promise<{ out: string; err: string; code: unknown }> {
  const out: string[] = [];
  const err: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(`${text}\n`));
  await main(['node', 'onrecord', 'parse', ...words]);
  return { out: out.join(''), err: err.join(''), code: process.exitCode };
}

const rows = (conllu: string): string[][] =>
  conllu
    .split('\n')
    .filter((line) => /^\d+\t/.test(line))
    .map((line) => line.split('\t'));

test('parses a text into CoNLL-U: words, lemmas, tags and a tree', async () => {
  const file = join(await folderOf({ 'a.txt': "The envoys didn't leave Sennet.\n\nIt rained.\n" }), 'a.txt');
  const { out, err, code } = await parse(file);
  expect(out.match(/^# newpar$/gm)).toHaveLength(2);
  expect(out).toContain("# text = The envoys didn't leave Sennet.\n");
  expect(out).toMatch(/^3-4\tdidn't\t_/m);
  expect(rows(out).map((row) => row[1])).toEqual([
    'The',
    'envoys',
    'did',
    "n't",
    'leave',
    'Sennet',
    '.',
    'It',
    'rained',
    '.',
  ]);
  expect(rows(out)[1]?.slice(2, 4)).toEqual(['envoy', 'NOUN']);
  expect(rows(out).filter((row) => row[6] === '0')).toHaveLength(2);
  expect([err, code]).toEqual(['', undefined]);
});

test('keeps the words and comments of CoNLL-U, names what is faulty and exits with 1', async () => {
  const word = (id: number, form: string) => `${id}\t${form}\t_\t_\t_\t_\t_\t_\t_\t_\n`;
  const conllu = `# sent_id = first\n# text = can not\n${word(1, 'can')}${word(2, 'not')}\n1\tbroken\n\n${word(1, 'It.rained')}`;
  const file = join(await folderOf({ 'a.conllu': conllu }), 'a.conllu');
  const { out, err, code } = await parse(file);
  expect(rows(out).map((row) => row[1])).toEqual(['can', 'not', 'It.rained']);
  expect(out).toContain('# sent_id = first\n# text = can not\n1\tcan\t');
  expect(err).toMatch(/a\.conllu: line 6: 10 columns/);
  expect(err).toMatch(/1 of 3 inputs and sentences failed; the others are done\n$/);
  expect(code).toBe(1);
});

test('draws trees', async () => {
  const file = join(await folderOf({ 'a.txt': 'The envoys left.' }), 'a.txt');
  const { out } = await parse('--tree', file);
  expect(out).toMatch(/^ ╭─+ The +DET +det\n╭┴─+ envoys +NOUN +nsubj\n├─+ left +VERB +root\n╰─+ \. +PUNCT +punct\n\n$/);
});
