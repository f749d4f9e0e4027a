import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Codebook } from '../codebook/index.js';
import { loadCodebook } from '../codebook/node.js';
import { createToken, type Ledger, openLedger } from '../ledger/index.js';
import { createApp, DEFAULTS } from './index.js';

describe('what a browser reads texts with', () => {
  let ledger: Ledger;
  let codebook: Codebook;
  beforeAll(async () => {
    ledger = await openLedger(':memory:');
    codebook = await loadCodebook();
  });
  afterAll(() => ledger.close());

  function served(closed = false) {
    const desk = { ledger, codebook, versions: { coder: 'test 1', codebook: codebook.version } };
    const app = createApp(desk, { ...DEFAULTS, closed }, pino({ level: 'silent' }));
    return (name: string, headers: Record<string, string> = {}) =>
      app.request(`http://localhost/engine/${name}`, { headers });
  }

  it('is the codebook of this ledger, packed for who can unpack it, and not sent again to who has it', async () => {
    const get = served();
    const plain = await get('codebook.json');
    expect(await plain.json()).toEqual(JSON.parse(JSON.stringify(codebook)));
    const packed = await get('codebook.json', { 'Accept-Encoding': 'br, gzip' });
    expect(packed.headers.get('Content-Encoding')).toBe('gzip');
    expect(packed.headers.get('Vary')).toContain('Accept-Encoding');
    const bytes = new Uint8Array(await packed.arrayBuffer());
    expect(String(bytes.length)).toBe(packed.headers.get('Content-Length'));
    expect(JSON.parse(gunzipSync(bytes).toString()).version).toBe(codebook.version);
    expect((await get('codebook.json', { 'Accept-Encoding': 'gzip;q=0' })).headers.get('Content-Encoding')).toBeNull();
    const tag = plain.headers.get('ETag') as string;
    const again = await get('codebook.json', { 'If-None-Match': `"other", ${tag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('is the model and the kernels, whole', async () => {
    const get = served();
    const model = await get('english.onrm');
    expect((await model.arrayBuffer()).byteLength).toBeGreaterThan(1e6);
    expect(model.headers.get('ETag')).toMatch(/^W\/"/);
    expect(model.headers.get('Content-Length')).toMatch(/^\d{7,}$/);
    expect((await get('..%2f..%2fpackage.json')).status).toBe(404);
    expect((await get('nothing.bin')).status).toBe(404);
  });

  it('is closed where the ledger is', async () => {
    const get = served(true);
    expect((await get('codebook.json')).status).toBe(401);
    const token = await createToken(ledger, 'Ada Example');
    expect((await get('codebook.json', { Authorization: `Bearer ${token}` })).status).toBe(200);
  });
});
