import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../ledger/index.js';

const bin = fileURLToPath(new URL('../../../bin/onrecord', import.meta.url));
const samples = fileURLToPath(new URL('../../../samples/dispatches.jsonl', import.meta.url));
const world = fileURLToPath(new URL('../../../samples/world', import.meta.url));

/** Each test starts the command several times, also on a busy machine. */
const LONG = { timeout: 180_000 };

const DOCUMENTS = 48;

let folder: string;
let dispatches: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrecord-'));
  dispatches = join(folder, 'dispatches.jsonl');
  writeFileSync(dispatches, readFileSync(samples, 'utf8').split('\n').slice(0, DOCUMENTS).join('\n'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  lines: string[];
  errors: string;
}

/** Runs the command; `watch` sees every line as it is printed. */
function onrecord(
  args: string[],
  watch?: (lines: string[], child: ChildProcess) => void,
  input?: string,
): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [bin, ...args], {
      env: { ...process.env, ONRECORD_CODEBOOK: world, ONRECORD_LEDGER: join(folder, 'ledger.db') },
    });
    let out = '';
    let errors = '';
    const lines = () => out.split('\n').slice(0, -1);
    child.stdout.on('data', (data) => {
      out += data;
      watch?.(lines(), child);
    });
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.on('close', (code, signal) => done({ code, signal, lines: lines(), errors }));
    // A command that was told to stop does not take the rest.
    child.stdin.on('error', () => {});
    if (input !== undefined) child.stdin.write(input);
    else child.stdin.end();
  });
}

/** All that a ledger's entries hold, in their order; not when they were recorded. */
function contents(path: string): unknown[] {
  const file = new DatabaseSync(path, { readOnly: true });
  const rows = file.prepare('select sequence, kind, content_hash from entries order by sequence').all();
  file.close();
  return rows;
}

describe('read', LONG, () => {
  it('puts documents on record, says what is new, and finds nothing new the second time', async () => {
    const first = await onrecord(['read', dispatches]);
    expect(first).toMatchObject({ code: 0, errors: '' });
    const rows = first.lines.map((line) => JSON.parse(line));
    expect(rows).toHaveLength(DOCUMENTS);
    expect(rows[0]).toMatchObject({ status: 'new', title: expect.any(String), url: expect.any(String) });
    expect(rows.reduce((sum, { claims }) => sum + claims, 0)).toBeGreaterThan(10);
    const again = await onrecord(['read', dispatches, '--format', 'table']);
    expect(again.code).toBe(0);
    expect(again.lines).toEqual([
      `${DOCUMENTS} documents: ${DOCUMENTS} known; 0 claims recorded, in ${join(folder, 'ledger.db')}`,
    ]);

    const asked = await onrecord(['ask', 'claims', '--limit', '1']);
    const claim = JSON.parse(asked.lines[0] ?? '');
    const traced = await onrecord(['trace', claim.id.slice(0, 12), '--format', 'table']);
    expect(traced.lines.join('\n')).toContain('Who says so');
    expect(traced.lines.join('\n')).toContain(claim.url);
  });

  it('killed again and again, ends with the ledger of an undisturbed run', async () => {
    await onrecord(['read', dispatches, '--ledger', join(folder, 'whole.db')]);
    for (let kill = 0; kill < 3; kill++) {
      const after = 1 + Math.floor(Math.random() * DOCUMENTS);
      const delay = Math.random() * 50;
      const ended = await onrecord(['read', dispatches], (lines, child) => {
        if (lines.length >= after) setTimeout(() => child.kill('SIGKILL'), delay);
      });
      expect([null, 0], `killed after ${after} lines and ${delay} ms: ${ended.errors}`).toContain(ended.code);
    }
    const last = await onrecord(['read', dispatches]);
    expect(last).toMatchObject({ code: 0, errors: '' });
    expect(contents(join(folder, 'ledger.db'))).toEqual(contents(join(folder, 'whole.db')));
  });

  it('stops on a signal with what is at hand on record, even while it waits for input', async () => {
    // More than what is looked at to tell what standard input holds.
    const input = readFileSync(samples, 'utf8').repeat(2);
    let told = false;
    const once = (_: string[], child: ChildProcess) => {
      if (!told) told = child.kill('SIGTERM');
    };
    const stopped = await onrecord(['read', '-'], once, input);
    expect(stopped.code).toBe(143);
    expect(stopped.errors).toContain('stopping after the documents at hand');
    expect(stopped.lines.length).toBeGreaterThan(0);
    const kept = await onrecord(['ask', 'documents']);
    expect(kept.lines).toHaveLength(stopped.lines.length);
  });

  it('names what cannot be read, goes on with the rest, and says so in its exit code', async () => {
    writeFileSync(join(folder, 'empty.html'), '');
    const ended = await onrecord(['read', join(folder, 'empty.html'), join(folder, 'none.html'), dispatches]);
    expect(ended.code).toBe(1);
    expect(ended.errors).toContain('empty.html');
    expect(ended.errors).toContain('none.html');
    expect(ended.errors).toMatch(/2 of \d+ inputs failed/);
    expect(ended.lines).toHaveLength(DOCUMENTS);
  });

  it('asks an address a second time for changes only', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end();
      asked.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"one"') return void response.writeHead(304).end();
      response.writeHead(200, { 'content-type': 'text/html', etag: '"one"' });
      response.end(
        `<title>Talks</title><article><p>${'The envoys of Varn and Drovnia met again. '.repeat(20)}</p></article>`,
      );
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/talks`;
    const read = () => onrecord(['read', '--allow-private', '--delay', '0', address]);
    expect(await read()).toMatchObject({ code: 0, lines: [expect.stringContaining('"status":"new"')] });
    expect(await read()).toMatchObject({ code: 0, lines: [] });
    expect(asked).toEqual([undefined, '"one"']);
    server.close();
  });

  it('says in one line why a ledger cannot be used', async () => {
    writeFileSync(join(folder, 'ledger.db'), 'These are notes, and no ledger. '.repeat(100));
    for (const args of [
      ['read', dispatches],
      ['ask', 'events'],
      ['trace', 'abc'],
    ]) {
      const ended = await onrecord(args);
      expect(ended.code).toBe(1);
      expect(ended.errors).toMatch(/^onrecord: ledger .*ledger\.db: the file is not a ledger\n$/);
    }
  });
});

describe('ask and trace', LONG, () => {
  it('ask for a ledger where there is none', async () => {
    const ended = await onrecord(['ask', 'events']);
    expect(ended).toMatchObject({ code: 1, lines: [] });
    expect(ended.errors).toMatch(/there is none; `onrecord read INPUT` makes one/);
  });

  it('refuse filters that mean nothing', async () => {
    await (await openLedger(join(folder, 'ledger.db'))).close();
    expect(await onrecord(['ask', 'events', '--since', 'yesterday'])).toMatchObject({ code: 1 });
    expect(await onrecord(['ask', 'events', '--factuality', 'certain'])).toMatchObject({ code: 2 });
    expect((await onrecord(['trace', 'zzz'])).errors).toBe('onrecord: claim zzz: the ledger has none with this id\n');
  });
});
