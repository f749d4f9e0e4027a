import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CodebookFile, compileCodebook, documentCodebook } from './index.js';
import { loadCodebook, readCodebook } from './node.js';

const OURS = fileURLToPath(new URL('../../codebook', import.meta.url));
let folder: string;
let ours: CodebookFile[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codebook-'));
  ours = await readCodebook(OURS);
});
afterAll(() => rm(folder, { recursive: true }));

describe('our codebook', () => {
  it('holds to its schemas, and each example marks at least what names the event', () => {
    const codebook = compileCodebook(ours);
    const unmarked = codebook.predicates.filter((p) => !/\*[^*]+\*/.test(p.example)).map((p) => p.id);
    expect(unmarked).toEqual([]);
  });

  it('codes sanctions and vetoes as the crosswalk decides, and our two additions as 010', () => {
    const { codes } = compileCodebook(ours);
    expect(codes['163']).toMatchObject({ type: 'COERCE', mode: 'restrict', quad: 4 });
    expect(codes['129']).toMatchObject({ type: 'REJECT', mode: 'yield', quad: 3 });
    expect(codes.ABSTAIN).toMatchObject({ type: 'ABSTAIN', cameo: '010' });
    expect(codes.NEUTRAL).toMatchObject({ type: 'NEUTRAL', cameo: '010' });
  });

  it('gives no name to two actors, but where it says so', () => {
    const { actors } = compileCodebook(ours);
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const a of actors)
      for (const name of [a.name, ...a.aliases].filter((n) => !a.ambiguous.includes(n))) {
        if (seen.has(name) && seen.get(name) !== a.id) twice.push(name);
        seen.set(name, a.id);
      }
    expect(twice).toEqual([]);
  });

  it('is what docs/codebook.md shows', async () => {
    const page = await readFile(new URL('../../docs/codebook.md', import.meta.url), 'utf8');
    expect(page).toBe(documentCodebook(compileCodebook(ours)));
  });
});

describe('a codebook of the user', () => {
  it('is laid over ours: its actors and entries take the place of ours with the same id', async () => {
    await mkdir(join(folder, 'over', 'actors'), { recursive: true });
    const file = 'actors: [{code: XVS, name: Vessia, kind: state}, {code: FRA, name: Gaul, kind: state}]';
    await writeFile(join(folder, 'over', 'actors', 'a.yaml'), file);
    const { actors, predicates } = await loadCodebook({ dir: join(folder, 'over') });
    expect(actors.find((a) => a.id === 'XVS')?.name).toBe('Vessia');
    expect(actors.filter((a) => a.id === 'FRA').map((a) => a.name)).toEqual(['Gaul']);
    expect(predicates.length).toBeGreaterThan(100);
    const only = await loadCodebook({ only: join(folder, 'over') });
    expect(only.predicates).toEqual([]);
  });

  it('is refused with file and field where it breaks a schema', () => {
    const files = [
      { path: 'a.yaml', folder: 'actors', data: { actors: [{ code: 'toolong', name: 'X', kind: 'state' }] } },
      {
        path: 'l.yaml',
        folder: 'lexicon',
        data: { predicates: [{ id: 'x', code: '9999', about: 'does', example: '*x*', verbs: ['x'] }] },
      },
      {
        path: 'q.yaml',
        folder: 'questions',
        data: { id: 'q', label: 'Q', about: 'About.', kind: 'none', subjects: ['X'], extra: 1 },
      },
    ];
    expect(() => compileCodebook(files)).toThrow(/a\.yaml: actors\.0\.code: three capitals/);
    expect(() => compileCodebook(files)).toThrow(/l\.yaml: predicates\.0\.code: no event type has the code "9999"/);
    expect(() => compileCodebook(files)).toThrow(/q\.yaml: .*"extra"/);
  });

  it('is refused with a clear line where it is no YAML or no codebook', async () => {
    await mkdir(join(folder, 'broken', 'lexicon'), { recursive: true });
    await writeFile(join(folder, 'broken', 'lexicon', 'l.yaml'), 'predicates: [');
    await expect(loadCodebook({ dir: join(folder, 'broken') })).rejects.toThrow(/l\.yaml: /);
    await mkdir(join(folder, 'empty'), { recursive: true });
    await expect(loadCodebook({ only: join(folder, 'empty') })).rejects.toThrow(
      /no codebook: expected one of the folders/,
    );
  });

  it('has a version that tells two of them apart, and is the same for the same files', () => {
    expect(compileCodebook(ours).version).toBe(compileCodebook(ours).version);
    expect(compileCodebook(ours.slice(0, -1)).version).not.toBe(compileCodebook(ours).version);
  });
});
