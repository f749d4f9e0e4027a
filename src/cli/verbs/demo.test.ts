import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../../bin/onrecord', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'onrecord-demo-test-'));
const ledger = join(folder, "a reader's ledger.db");

function onrecord(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

let first: ReturnType<typeof onrecord>;
beforeAll(() => {
  first = onrecord('demo', '--no-serve', '--ledger', ledger);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the demo', () => {
  it('reads all samples and says what was read, found and what to do next', () => {
    expect(first.stderr).toBe('');
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/119 documents: 118 in English, 1 in Spanish/);
    expect(first.stdout).toMatch(/\d+ carry a text that another had before them/);
    expect(first.stdout).toMatch(/1 is a page read before, in a new revision/);
    for (const title of ['What was read', 'Most reported', 'One claim, traced', 'Where to go next'])
      expect(first.stdout).toContain(title);
  });

  it('prints commands that can be copied into a shell as they stand', () => {
    const commands = first.stdout.match(/^ {2}\S*onrecord (?:ask|trace) .*$/gm) ?? [];
    expect(commands.length).toBeGreaterThanOrEqual(4);
    for (const command of commands) {
      const { status, stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8', cwd: folder });
      expect(status, command).toBe(0);
      expect(stdout, command).not.toBe('');
    }
  }, 240_000);

  it('leaves a ledger that is there as it is', () => {
    const { status, stderr } = onrecord('demo', '--ledger', ledger);
    expect(status).toBe(1);
    expect(stderr).toContain(`${ledger} exists`);
  });

  it('replaces no file that is something else, even when told to', () => {
    const other = join(folder, 'letters.txt');
    writeFileSync(other, 'Dear reader, this is no ledger.');
    const { status, stderr } = onrecord('demo', '--replace', '--ledger', other);
    expect(status).toBe(1);
    expect(stderr).toContain(other);
    expect(readFileSync(other, 'utf8')).toBe('Dear reader, this is no ledger.');
  });
});
