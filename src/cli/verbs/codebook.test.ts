import { readFile } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { shippedParser } from '../../../test/english.js';
import { folderOf } from '../../../test/inputs.js';
import { code as codeText } from '../../code/index.js';
import { loadCodebook } from '../../codebook/node.js';
import type * as AnalystModule from '../analyst.js';
import { main } from '../main.js';

// Threads run built code only: here the analyst is one parser of this thread.
vi.mock(import('../analyst.js'), async () => ({
  openAnalyst: (async (codebook, { explain = false } = {}) => {
    const parser = shippedParser();
    return {
      versions: { coder: 'test', codebook: codebook.version },
      width: 3,
      analyse: async (input) => codeText(input, parser.parse(input.text), codebook, { explain }),
      close: async () => {},
    };
  }) satisfies typeof AnalystModule.openAnalyst,
}));

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs the verb over a folder of these files: what it found, a line each, without the folder's own name. */
async function check(files: Readonly<Record<string, string>>): Promise<{ found: string[]; code: unknown }> {
  const folder = await folderOf(files);
  const out: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(console, 'error').mockImplementation((text) => void out.push(`${text}\n`));
  await main(['node', 'onrecord', 'codebook', folder, '--format', 'table']);
  const found = out.join('').replaceAll(`${folder}/`, '').replaceAll(folder, 'codebook').trim().split('\n');
  return { found, code: process.exitCode };
}

test('the worked example of docs/extend.md holds, and its examples are coded, as it is written', async () => {
  const page = await readFile(new URL('../../../docs/extend.md', import.meta.url), 'utf8');
  const files: Record<string, string> = {};
  for (const [, body = ''] of page.matchAll(/```yaml\n([\s\S]*?)```/g)) {
    const [, path] = /^# my-codebook\/(\S+)\n/.exec(body) ?? [];
    expect(path, body.slice(0, 60)).toBeDefined();
    files[String(path)] = body;
  }
  expect(Object.keys(files).length).toBeGreaterThan(6);
  const { found, code } = await check(files);
  expect(found).toEqual([
    expect.stringMatching(/^codebook holds \(version .*\); 4 of 4 examples are coded as they are marked$/),
  ]);
  expect(code).toBeUndefined();
});

test('every fault is named with file, line and field', async () => {
  const { found, code } = await check({
    'actors/a.yaml': `actors:
  - {code: XVS, name: Vessia, kind: state}
  - id: LIND
    code: XVS
    name: Mara Lind
    kind: person
    held:
      - {role: foreign minister, from: 2029-02-30}
      - {role: president, from: 2032-05, until: 2031-04-01}
`,
    'actors/b.yaml': `actors:
  - {code: XTA, name: Tarrow, kind: state, colour: red}
`,
    'actors/c.yaml': `actors:
  - {code: XOS, name: Ostrel, kind: state}
  - {code: XOS, name: Ostreland, kind: state}
ids:
  XQQ: {wikidata: Q0}
`,
    'actors/d.yaml': `actors: [{code: XOS, name: Old Ostrel, kind: state}]\n`,
    'lexicon/l.yaml': `predicates:
  - id: board-vessel
    code: "9999"
    about: stops a ship
    example: "{Vessia} *boarded* [a trawler]."
    verbs: [board]
    otherwise: nothing-such
`,
    'questions/q.yaml': `id: lake
label: The lake
about: Whether the lake is recognized as a state.
kind: nonesuch
subjects: [XLK]
`,
  });
  expect(found).toEqual([
    'actors/a.yaml:8: actors.1.held.0.from: the calendar has no 2029-02-30',
    'actors/a.yaml:9: actors.1.held.1.until: ends before it begins',
    'actors/b.yaml:2: actors.0: Unrecognized key: "colour"',
    'actors/c.yaml:3: actors.1: "XOS" stands in actors/c.yaml:2 already',
    'actors/d.yaml:1: actors.0: "XOS" stands in actors/c.yaml:3 already',
    'actors/c.yaml:5: ids.XQQ: no actor has the id "XQQ"',
    'lexicon/l.yaml:7: predicates.0.otherwise: no predicate has the id "nothing-such"',
    'lexicon/l.yaml:3: predicates.0.code: no event type has the code "9999"',
    expect.stringMatching(/^questions\/q\.yaml:4: kind: no kind is called "nonesuch" \(/),
    'doubtful: questions/q.yaml:5: subjects.0: no actor or place is called "XLK"',
    'codebook: 9 faults; no example was tried',
  ]);
  expect(code).toBe(1);
});

test('an example that its entry does not code, or with other parties, is named', async () => {
  const entry = (id: string, verb: string, example: string) =>
    `  - {id: ${id}, code: "111", about: finds fault, verbs: [${verb}], example: "${example}"}\n`;
  const { found, code } = await check({
    'lexicon/l.yaml': `predicates:\n${[
      entry('tut', 'tut-tut', '{France} *tut-tutted* [Spain].'),
      entry('frown', 'frown at', '{Spain} *condemned* [Italy].'),
      entry('glare', 'glare at', '{Spain} glared at [Italy].'),
      entry('growl', 'growl at', '{Spain} *growled* at Italy and met [France].'),
    ].join('')}`,
  });
  expect(found.filter((line) => !line.includes('tut-tut'))).toEqual([
    'lexicon/l.yaml:3: predicates.1.example: {Spain} *condemned* [Italy].: it is coded as ACCUSE by "criticize"',
    'lexicon/l.yaml:4: predicates.2.example: {Spain} glared at [Italy].: the words that name the event are to stand between *asterisks*',
    expect.stringMatching(
      /^lexicon\/l\.yaml:5: predicates\.3\.example: .*: its target is "France", and "Italy" is read$/,
    ),
    expect.stringMatching(/of 4 examples are coded as they are marked$/),
  ]);
  expect(code).toBe(1);
});

test('a folder that is none, and a file that is no YAML, are named', async () => {
  expect((await check({ 'x/y.txt': '' })).found).toEqual([
    expect.stringMatching(/^onrecord: codebook: no codebook: expected one of the folders events/),
  ]);
  const broken = await check({
    'actors/a.yaml': 'actors: [',
    'events/e.json': '{',
    'kinds/k.yaml': 'a: &a 1\n---\nb: 2\n',
  });
  expect(broken.found).toHaveLength(4);
  expect(broken.found[0]).toBe('onrecord: the codebook has 3 faults:');
  expect(broken.found.join('\n')).toMatch(/actors\/a\.yaml: file: .*line 1/);
  expect(broken.code).toBe(1);
});

test('a verb that codes refuses a faulty codebook in the same words, and tells its doubts', async () => {
  const question = 'id: lake\nlabel: Lake\nabout: Whether the lake is a state.\nkind: recognition\nsubjects: [XLK]\n';
  const folder = await folderOf({ 'questions/q.yaml': question });
  const told: string[] = [];
  await loadCodebook({ dir: folder, doubt: (line) => told.push(line) });
  expect(told).toEqual([`${folder}/questions/q.yaml:5: subjects.0: no actor or place is called "XLK"`]);
  const faulty = await folderOf({ 'questions/q.yaml': question.replace('recognition', 'none') });
  await expect(loadCodebook({ dir: faulty })).rejects.toThrow(
    /^the codebook has a fault:\n {2}.*q\.yaml:4: kind: no kind/,
  );
});
