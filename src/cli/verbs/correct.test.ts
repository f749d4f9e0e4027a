import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../../bin/onrecord', import.meta.url));
const world = fileURLToPath(new URL('../../../samples/world', import.meta.url));
const SIGNED = ['--by', 'Ada', '--reason', 'read it again'];

/** The test starts the command many times, also on a busy machine. */
const LONG = { timeout: 240_000 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrecord-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command and gives its rows, or rejects with what it says. */
function onrecord(...args: string[]): Promise<Record<string, unknown>[]> {
  const env = { ...process.env, ONRECORD_CODEBOOK: '', ONRECORD_LEDGER: join(folder, 'ledger.db') };
  return new Promise((done, fail) => {
    execFile(process.execPath, [bin, ...args], { env }, (error, out, errors) => {
      if (error) fail(new Error(errors));
      else
        done(
          out
            .split('\n')
            .filter((line) => line.startsWith('{'))
            .map((line) => JSON.parse(line)),
        );
    });
  });
}

describe('correct, recode, release, erase', () => {
  it('keep human work, say what changed, and leave a ledger that verifies', LONG, async () => {
    await expect(onrecord('correct', 'accept', 'f00', ...SIGNED)).rejects.toThrow(/there is none/);
    const text = 'Orvandia condemned the vote in Selmoor.\n\nOrvandia waved a flag at Brennmark on 3 May 2031.';
    writeFileSync(
      join(folder, 'page.jsonl'),
      JSON.stringify({ id: 'page', title: 'Orvandia speaks', published: '2031-05-04', text }),
    );
    await onrecord('read', join(folder, 'page.jsonl'));
    await onrecord('release', 'one');
    const [added] = await onrecord(
      'correct',
      'add',
      'page',
      '--quote',
      'waved a flag',
      '--type',
      'REJECT',
      '--source',
      'Orvandia',
      '--target',
      'Brennmark',
      ...SIGNED,
    );
    expect(added).toMatchObject({ action: 'add', document: 'page' });
    const isThere = async () =>
      (await onrecord('ask', 'claims')).filter(({ corrected }) => corrected).map(({ id }) => id);
    expect(await isThere()).toEqual([added?.claim]);
    expect((await onrecord('ask', 'claims', '--raw')).some(({ corrected }) => corrected)).toBe(false);
    const [recoded, ...others] = await onrecord('recode', '--codebook', world);
    expect(recoded).toMatchObject({ document: 'page', status: 'recoded' });
    expect(others).toEqual([]);
    expect(await onrecord('recode', '--codebook', world)).toEqual([]);
    expect(await isThere()).toEqual([added?.claim]);
    const [traced] = await onrecord('trace', String(added?.claim));
    expect(traced?.corrections).toMatchObject([{ action: 'add', by: 'Ada', reason: 'read it again', inForce: true }]);
    const changes = await onrecord('ask', 'changes', '--since-release', 'one');
    expect(changes.filter(({ claim }) => (claim as { id?: string })?.id === added?.claim)).toMatchObject([
      { change: 'added' },
    ]);
    await onrecord('erase', 'page', ...SIGNED);
    expect(await onrecord('ask', 'claims')).toEqual([]);
    expect(await onrecord('ask', 'documents')).toMatchObject([{ id: 'page', erased: { by: 'Ada' } }]);
    const [verified] = await onrecord('verify');
    expect(verified).not.toHaveProperty('fault');
  });
});
