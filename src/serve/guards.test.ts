import { setTimeout } from 'node:timers/promises';
import { OpenAPIHono } from '@hono/zod-openapi';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingOf } from '../../test/readings.js';
import { loadCodebook } from '../codebook/node.js';
import { createToken, type Ledger, openLedger, revokeTokens } from '../ledger/index.js';
import type { Read } from '../read/index.js';
import type { Env } from './env.js';
import { createApp, DEFAULTS, type Desk, listen, type ServeOptions } from './index.js';

let ledger: Ledger;
let desk: Desk;
let token: string;
const logged: string[] = [];

beforeAll(async () => {
  ledger = await openLedger(':memory:');
  await ledger.record([
    readingOf({ id: 'a', tellings: [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' }] }),
  ]);
  token = await createToken(ledger, 'Ada Example');
  const codebook = await loadCodebook();
  desk = {
    ledger,
    codebook,
    versions: { coder: 'test 1', codebook: codebook.version },
    async *record(reads: AsyncIterable<Read>) {
      for await (const read of reads) {
        if ('failure' in read) yield { failure: read.failure };
        else
          yield {
            document: read.document,
            where: read.where,
            recorded: { document: read.document.id, status: 'new' as const, claims: 0 },
          };
      }
    },
  };
});
afterAll(() => ledger.close());

const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });

function appOf(options: Partial<ServeOptions> = {}, own: Partial<Desk> = {}) {
  return createApp({ ...desk, ...own }, { ...DEFAULTS, rate: 1e6, ...options }, log);
}

const signed = () => ({ Authorization: `Bearer ${token}` });
const post = (app: ReturnType<typeof appOf>, type: string, body: string, path = '/api/v1/documents') =>
  app.request(`http://localhost${path}`, { method: 'POST', headers: { ...signed(), 'Content-Type': type }, body });

describe('a served ledger', () => {
  it('takes no larger body than it says, declared or not', async () => {
    const app = appOf({ maxBody: 1000 });
    expect((await post(app, 'text/plain', 'x'.repeat(1001))).status).toBe(413);
    const endless = new ReadableStream({ pull: (out) => out.enqueue(new Uint8Array(600)) });
    const undeclared = new Request('http://localhost/api/v1/documents', {
      method: 'POST',
      headers: { ...signed(), 'Content-Type': 'text/plain' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect((await app.request(undeclared)).status).toBe(413);
  });

  it('lets one address ask only so often, and says when again; what starts work counts ten times', async () => {
    const app = appOf({ rate: 12 });
    const statuses: number[] = [];
    for (let i = 0; i < 13; i++) statuses.push((await app.request('http://localhost/api/v1/status')).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(12);
    const refused = await app.request('http://localhost/api/v1/status');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    const other = appOf({ rate: 12 });
    expect((await post(other, 'text/plain', 'Aldoria met Brenia.')).status).toBe(201);
    expect((await post(other, 'text/plain', 'Aldoria met Brenia.')).status).toBe(429);
    // Whether it lives, one may always ask.
    expect((await app.request('http://localhost/healthz')).status).toBe(200);
  });

  it('tells nothing to whoever has no token, where it is closed', async () => {
    const app = appOf({ closed: true });
    const paths = ['/claims', '/positions', '/review', '/feeds/positions', '/documents/a', '/exports?as=csv'];
    for (const path of paths.map((one) => `/api/v1${one}`).concat('/metrics', '/engine/codebook.json')) {
      const refused = await app.request(`http://localhost${path}`);
      expect(refused.status, path).toBe(401);
      expect(await refused.text()).not.toContain('Aldoria');
      expect((await app.request(`http://localhost${path}`, { headers: signed() })).status, path).toBe(200);
    }
  });

  it('lets readers of feeds in by a password, with which nobody can write', async () => {
    const app = appOf({ closed: true });
    const basic = { Authorization: `Basic ${Buffer.from(`reader:${token}`).toString('base64')}` };
    const feed = 'http://localhost/api/v1/feeds/positions';
    expect((await app.request(feed)).headers.get('WWW-Authenticate')).toContain('Basic');
    expect((await app.request(feed, { headers: basic })).status).toBe(200);
    const claims = await app.request('http://localhost/api/v1/claims');
    expect(claims.headers.get('WWW-Authenticate')).not.toContain('Basic');
    const headers = { ...basic, 'Content-Type': 'text/plain' };
    const written = await app.request('http://localhost/api/v1/documents', { method: 'POST', headers, body: 'x' });
    expect(written.status).toBe(401);
  });

  it('knows no token that was revoked, and logs none', async () => {
    const app = appOf();
    const revoked = await createToken(ledger, 'Eve Example');
    const ask = () =>
      app.request('http://localhost/api/v1/status', { headers: { Authorization: `Bearer ${revoked}` } });
    expect((await ask()).status).toBe(200);
    await revokeTokens(ledger, 'Eve Example');
    expect((await ask()).status).toBe(401);
    const last = JSON.parse(logged.at(-1) ?? '') as object;
    expect(last).toMatchObject({ msg: 'request', method: 'GET', path: '/api/v1/status', status: 401 });
    expect(logged.join('')).not.toContain(revoked);
  });

  it('takes nothing in where it is served to be read only', async () => {
    const { record: _, ...own } = desk;
    const app = createApp(own, { ...DEFAULTS, rate: 1e6 }, log);
    expect((await post(app, 'text/plain', 'Aldoria met Brenia.')).status).toBe(403);
    const body = JSON.stringify({ action: 'undo', entry: 1, reason: 'x' });
    expect((await post(app, 'application/json', body, '/api/v1/corrections')).status).toBe(403);
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://0x7f000001:1/',
    'http://10.0.0.1/',
  ])('fetches nothing from its own network: %s', async (address) => {
    const response = await post(appOf(), 'application/json', JSON.stringify({ address }));
    expect(response.status).toBe(422);
    const told = await response.text();
    expect(told).toContain('private');
    expect(told).not.toContain('--');
  });

  it.each(['file:///etc/passwd', 'ftp://news.example/', 'javascript:alert(1)', '/etc/passwd'])(
    'fetches nothing but pages of the web: %s',
    async (address) => {
      expect((await post(appOf(), 'application/json', JSON.stringify({ address }))).status).toBe(400);
    },
  );

  it('reads pages that were made to break readers', async () => {
    const app = appOf();
    const inner = '<p>Aldoria met Brenia on Tuesday, the ministry said.</p>';
    const deep = '<div>'.repeat(50_000) + inner;
    const wide = `<p ${Array.from({ length: 50_000 }, (_, i) => `a${i}=1`).join(' ')}></p>${inner}`;
    for (const page of [deep, wide, `<table><tr>`.repeat(20_000) + inner, `<!--${'-'.repeat(200_000)}`]) {
      const response = await post(app, 'text/html', page);
      expect([201, 422]).toContain(response.status);
    }
  });

  it('finishes what it has begun before it stops', async () => {
    const app = new OpenAPIHono<Env>();
    app.get('/', async (c) => {
      await setTimeout(300);
      return c.text('whole');
    });
    const server = await listen(app, { port: 0, host: '127.0.0.1' });
    const answer = fetch(server.address).then((response) => response.text());
    await setTimeout(100);
    await server.close();
    expect(await answer).toBe('whole');
    await expect(fetch(server.address)).rejects.toThrow();
  });
});
