import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Read, readInputs } from '../../read/index.js';

const bin = fileURLToPath(new URL('../../../bin/onrecord', import.meta.url));
const world = fileURLToPath(new URL('../../../samples/world', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrecord-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function onrecord(...args: string[]): Buffer {
  const env = { ...process.env, ONRECORD_CODEBOOK: world, ONRECORD_LEDGER: join(folder, 'ledger.db') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { env });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout;
}

const PAGE = Buffer.from(
  `<html><head><meta charset="windows-1252"><title>Talks</title></head><body><article><h1>Talks in the caf\xe9</h1>
  <p>Selmoor condemned Tarqesh on 4 May 2031, the foreign ministry of Selmoor said in a statement to the press.</p>
  <p>The ministry gave no further details, and the talks are to be continued in the week that follows.</p>
  </article></body></html>`,
  'latin1',
);

it('pages are kept, shown and archived byte for byte, and an archive is read as the page was', {
  timeout: 180_000,
}, async () => {
  const file = join(folder, 'page.html');
  writeFileSync(file, PAGE);
  const http = Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: me=1\r\nX-Desk: yes\r\n\r\n'),
    PAGE,
  ]);
  const crawl = join(folder, 'crawl.warc');
  const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/talks\r\nWARC-Date: 2031-05-05T00:00:00Z\r\n`;
  writeFileSync(
    crawl,
    Buffer.concat([
      Buffer.from(`${head}Content-Type: application/http\r\nContent-Length: ${http.length}\r\n\r\n`),
      http,
      Buffer.from('\r\n\r\n'),
    ]),
  );
  onrecord('read', file, crawl);
  const [claim] = onrecord('ask', 'claims', '--format', 'jsonl').toString().split('\n');
  const { id } = JSON.parse(claim ?? '') as { id: string };
  expect(onrecord('trace', id, '--page').equals(PAGE)).toBe(true);

  const archive = join(folder, 'out.warc');
  onrecord('export', '--as', 'warc', '-o', archive);
  const pages: Extract<Read, { document: unknown }>[] = [];
  for await (const read of readInputs([archive], { pages: true })) if ('document' in read) pages.push(read);
  expect(pages).toHaveLength(2);
  for (const { page } of pages) expect(Buffer.from(page?.bytes ?? []).equals(PAGE)).toBe(true);
  const answered = pages.find(({ page }) => page?.status !== undefined)?.page;
  expect(answered).toMatchObject({ url: 'https://a.example/talks', status: 200, headers: { 'x-desk': 'yes' } });
  expect(Date.parse(answered?.fetched ?? '')).toBe(Date.parse('2031-05-05T00:00:00Z'));
  expect(readFileSync(archive, 'latin1')).not.toContain('me=1');
});

it('--no-pages keeps none', { timeout: 180_000 }, () => {
  const file = join(folder, 'page.html');
  writeFileSync(file, PAGE);
  onrecord('read', '--no-pages', file);
  const [claim] = onrecord('ask', 'claims', '--format', 'jsonl').toString().split('\n');
  const { id } = JSON.parse(claim ?? '') as { id: string };
  expect(() => onrecord('trace', id, '--page')).toThrow(/no page of document .* is kept/);
});
