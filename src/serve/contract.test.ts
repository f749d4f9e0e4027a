import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseAtomFeed } from 'feedsmith';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingOf } from '../../test/readings.js';
import { loadCodebook } from '../codebook/node.js';
import { createToken, type Ledger, openLedger } from '../ledger/index.js';
import { createApp, DEFAULTS, describeApi } from './index.js';
import { cursorText } from './paging.js';

interface Operation {
  parameters?: { name: string; in: string; schema: { enum?: string[]; type?: string } }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

const document = describeApi() as unknown as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

const ajv = new Ajv2020({ strict: false });
ajv.addSchema({ $id: 'api', components: document.components });

/** References of an OpenAPI document point into it; Ajv knows it by a name. */
function validator(schema: object) {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
}

let ledger: Ledger;
let app: ReturnType<typeof createApp>;
let token: string;
let claim: string;

beforeAll(async () => {
  ledger = await openLedger(':memory:');
  const readings = ['a', 'b', '<script>alert(1)</script>'].map((id, i) =>
    readingOf({
      id,
      title: `Report ${id}`,
      published: `2031-05-0${i + 1}`,
      tellings: [
        { source: 'Aldoria', verb: 'condemned', type: 'ACCUSE', target: 'Brenia', speaker: 'Dorland' },
        { source: 'Corvania', verb: 'met', type: 'CONSULT', target: 'the envoy', day: '2031-05-03' },
      ],
    }),
  );
  await ledger.record(readings);
  claim = readings[0]?.coded.claims[0]?.id ?? '';
  token = await createToken(ledger, 'Ada Example');
  const codebook = await loadCodebook();
  const versions = { coder: 'test 1', codebook: codebook.version };
  const desk = { ledger, codebook, versions, async *record() {} };
  app = createApp(desk, { ...DEFAULTS, rate: 1e6 }, pino({ level: 'silent' }));
});
afterAll(() => ledger.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(`http://localhost/api/v1${path}`, { headers });

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(`http://localhost/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** What the OpenAPI document does not allow in a response; undefined where all is well. */
async function breach(path: string, method: string, response: Response): Promise<string | undefined> {
  const told = document.paths[path]?.[method]?.responses[response.status];
  if (!told) return `${method} ${path}: status ${response.status} is not described`;
  const type = (response.headers.get('Content-Type') ?? '').split(';', 1)[0] ?? '';
  const content = told.content?.[type];
  if (!content) return `${method} ${path}: ${response.status} as ${type} is not described`;
  if (!/json$/.test(type) || type === 'application/x-ndjson') return undefined;
  const validate = validator(content.schema);
  const body = await response.json();
  return validate(body)
    ? undefined
    : `${method} ${path}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`;
}

const lists = Object.keys(document.paths).filter((path) => !path.includes('{') && document.paths[path]?.get);

describe('the API', () => {
  it('is described by a document of OpenAPI 3.1, which it serves', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(await (await get('/openapi.json')).json()).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it.each(lists.filter((path) => !['/exports', '/changes'].includes(path)))('answers %s as described', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await breach(path, 'get', response)).toBeUndefined();
  });

  it('shows one event and one actor as described, and says where there is none', async () => {
    const { rows } = (await (await get('/events?limit=1')).json()) as { rows: { id: string }[] };
    for (const [path, id] of [
      ['/events', rows[0]?.id],
      ['/actors', 'aldoria'],
    ]) {
      const response = await get(`${path}/${id}`);
      expect(response.status).toBe(200);
      expect(await breach(`${path}/{id}`, 'get', response)).toBeUndefined();
      expect((await get(`${path}/nobody`)).status).toBe(404);
    }
  });

  it('answers whatever it is asked as described, and never breaks', async () => {
    const names = [
      'limit',
      'cursor',
      'actor',
      'since',
      'as-of',
      'known-at',
      'search',
      'type',
      'factuality',
      'question',
    ];
    const value = fc.oneof(
      fc.constantFrom(
        'Aldoria',
        '2031-05-02',
        '2031',
        'ACCUSE',
        'actual',
        '2',
        '0',
        '-1',
        '"',
        'true',
        claim,
        '2031-13-45',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 4 })), value), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lists), query, async (path, pairs) => {
        const text = new URLSearchParams(
          pairs.map(([name, one]): [string, string] => [name.toWellFormed(), one.toWellFormed()]),
        ).toString();
        const response = await get(`${path}?${text}`);
        expect(response.status, `${path}?${text}`).toBeLessThan(500);
        expect(await breach(path, 'get', response)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('answers whatever is handed in as described, and never breaks', async () => {
    const paths = Object.keys(document.paths).filter((path) => document.paths[path]?.post);
    const fields = [
      'action',
      'claim',
      'reason',
      'text',
      'html',
      'address',
      'name',
      'document',
      'quote',
      'set',
      'entry',
    ];
    const body = fc.dictionary(
      fc.constantFrom(...fields),
      fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('accept', 'undo', 'add')),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.oneof(body, fc.jsonValue()), async (path, value) => {
        const response = await post(path, value, { Authorization: `Bearer ${token}` });
        expect(response.status, `${path} ${JSON.stringify(value)}`).toBeLessThan(500);
        expect(await breach(path, 'post', response)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

describe("the desk's client", () => {
  it('has types of the present OpenAPI document', () => {
    const hash = createHash('sha256').update(JSON.stringify(describeApi())).digest('hex');
    const types = readFileSync(new URL('../../desk/src/api/schema.d.ts', import.meta.url), 'utf8');
    expect(types.slice(0, 200), 'stale: npm run api-client').toContain(hash);
  });
});

describe('reading', () => {
  it('pages from the newest on, and stays with the ledger as it was at the first page', async () => {
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const response = await get(`/claims?limit=2${next && `&cursor=${next}`}`);
      const body = (await response.json()) as { rows: { id: string; document: string }[]; next?: string };
      expect(response.headers.get('Link')?.includes('rel="next"') ?? false).toBe(body.next !== undefined);
      seen.push(...body.rows.map(({ id, document: one }) => `${one} ${id}`));
      next = body.next;
    }
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  it('has a tag that holds until the ledger grows', async () => {
    const first = await get('/claims');
    const tag = first.headers.get('ETag') ?? '';
    expect(tag).toMatch(/^"/);
    expect((await get('/claims', { 'If-None-Match': tag })).status).toBe(304);
    expect((await get('/claims?limit=1', { 'If-None-Match': tag })).status).toBe(200);
    expect((await get('/claims', { 'If-None-Match': tag, Accept: 'application/x-ndjson' })).status).toBe(200);
    await ledger.record([readingOf({ id: `later ${tag}`, tellings: [] })]);
    expect((await get('/claims', { 'If-None-Match': tag })).status).toBe(200);
  });

  it('names what it does not know instead of overlooking it', async () => {
    const body = (await (await get('/claims?actr=x')).json()) as { errors: { field: string }[] };
    expect(body.errors).toMatchObject([{ field: 'actr' }]);
    expect((await get('/claims', { Accept: 'image/png' })).status).toBe(406);
    expect((await get('/claims/nothing')).status).toBe(404);
    expect((await get('/nowhere')).headers.get('Content-Type')).toBe('application/problem+json');
  });

  it.each([
    ['/claims?since=2031-99', 'since'],
    ['/claims?known-at=then', 'known-at'],
    ['/claims?since=2031-06&until=2031-05', 'since'],
    ['/exports?as=csv&since=2031-06&until=2031-05', 'since'],
    ['/claims?limit=many', 'limit'],
    ['/claims?limit=501', 'limit'],
    ['/documents/a?revision=x', 'revision'],
    ['/positions?question=none', 'question'],
    ['/positions?stance=none', 'stance'],
    [`/claims?cursor=${cursorText({ offset: 1, sequence: 1e9, recorded: '2031-01-01T00:00:00Z' })}`, 'cursor'],
    [`/claims?cursor=${cursorText({ offset: 1, sequence: 1, recorded: '2999-01-01T00:00:00Z' })}`, 'cursor'],
  ])('names the field that is wrong, and speaks of parameters: %s', async (path, field) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    const body = (await response.json()) as { detail: string; errors: { field: string; reason: string }[] };
    expect(body.errors[0]?.field).toBe(field);
    expect(body.errors[0]?.reason).toBeTruthy();
    expect(body.detail).not.toMatch(/--|NaN/);
  });

  it('names the fields of a correction that are wrong', async () => {
    const body = { action: 'amend', claim, set: { factuality: 'true', colour: 'blue' }, reason: 'x' };
    const response = await post('/corrections', body, { Authorization: `Bearer ${token}` });
    expect(response.status).toBe(400);
    const fields = ((await response.json()) as { errors: { field: string }[] }).errors.map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['set.factuality']));
  });

  it('says which values nobody and nothing has, and what may be meant', async () => {
    const response = await get('/claims?actor=Aldora&type=ACUSE');
    const body = (await response.json()) as { rows: unknown[]; unknown: object[] };
    expect(body.rows).toEqual([]);
    expect(body.unknown).toEqual([
      expect.objectContaining({ field: 'actor', value: 'Aldora', near: expect.arrayContaining(['aldoria']) }),
      expect.objectContaining({ field: 'type', value: 'ACUSE', near: ['ACCUSE'] }),
    ]);
    expect(await (await get('/claims?actor=Aldoria&type=AID')).json()).toEqual({ rows: [] });
  });

  it.each([
    ['/claims', 'DELETE', 'GET, HEAD, OPTIONS'],
    ['/claims/x', 'POST', 'GET, HEAD, OPTIONS'],
    ['/documents', 'PUT', 'GET, HEAD, POST, OPTIONS'],
    ['/documents/a/b', 'PATCH', 'GET, HEAD, OPTIONS'],
    ['/erasures', 'GET', 'POST, OPTIONS'],
  ])('names what can be done with %s where it is not %s', async (path, method, allowed) => {
    const headers = { Authorization: `Bearer ${token}` };
    const refused = await app.request(`http://localhost/api/v1${path}`, { method, headers });
    expect([refused.status, refused.headers.get('Allow')]).toEqual([405, allowed]);
    expect(refused.headers.get('Content-Type')).toBe('application/problem+json');
    const asked = await app.request(`http://localhost/api/v1${path}`, { method: 'OPTIONS' });
    expect([asked.status, asked.headers.get('Allow')]).toEqual([204, allowed]);
    expect((await get('/nowhere')).status).toBe(404);
  });

  it('describes that nothing may have changed, and that it may not be meant', () => {
    for (const methods of Object.values(document.paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(method === 'get' ? ['304', '421'] : ['421']));
      }
    }
  });

  it('gives a document whose id is a script, as text', async () => {
    const response = await get(`/documents/${encodeURIComponent('<script>alert(1)</script>')}`);
    expect(response.headers.get('Content-Type')).toContain('application/json');
    expect(await breach('/documents/{id}', 'get', response)).toBeUndefined();
  });
});

describe('feeds', () => {
  const feed = (query = '') => get(`/feeds/positions${query}`);

  it('are Atom that a reader understands, whatever names are in it', async () => {
    const hostile = readingOf({
      id: 'feed',
      published: '2031-06-01',
      outlet: ']]><script>\u0000\u000b',
      tellings: [
        {
          source: 'Aldoria',
          verb: 'recognized',
          type: 'SUPPORT',
          cameo: '054',
          predicate: 'recognize',
          target: 'Kosovo',
        },
      ],
    });
    await ledger.record([hostile]);
    const response = await feed('?question=kosovo-recognition');
    expect(response.headers.get('Content-Type')).toMatch(/^application\/atom\+xml/);
    const { entries = [], links, updated, id } = parseAtomFeed(await response.text());
    expect(id).toMatch(/^tag:/);
    expect(links?.map(({ rel }) => rel)).toEqual(['self', 'alternate']);
    expect(Number.isNaN(Date.parse(updated ?? ''))).toBe(false);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.title?.value).toContain('Aldoria recognizes');
    expect(entries[0]?.content?.value).toContain('recognized Kosovo');
    expect(entries[0]?.links?.[0]?.href).toContain('/claims/');
  });

  it('cost nothing while nothing changes', async () => {
    const tag = (await feed()).headers.get('ETag') ?? '';
    expect((await get('/feeds/positions', { 'If-None-Match': tag })).status).toBe(304);
  });
});

describe('guards', () => {
  it('answer to no name but their own', async () => {
    const response = await app.request('http://elsewhere.example/api/v1/claims');
    expect(response.status).toBe(421);
  });

  it('let nothing in from elsewhere', async () => {
    const policy = (await get('/claims')).headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });

  it('let only holders of a token write', async () => {
    const accept = { action: 'accept', claim, reason: 'as it stands' };
    expect((await post('/corrections', accept)).status).toBe(401);
    expect((await post('/corrections', accept, { Authorization: 'Bearer onrecord_none' })).status).toBe(401);
    expect((await post('/corrections', { ...accept, by: 'Eve' }, { Authorization: `Bearer ${token}` })).status).toBe(
      400,
    );
    expect((await post('/corrections', accept, { Authorization: `Bearer ${token}` })).status).toBe(201);
    const rows = (await (await get('/corrections?limit=1')).json()) as { rows: unknown[] };
    expect(rows.rows).toMatchObject([{ action: 'accept', by: 'Ada Example', claim }]);
  });
});
