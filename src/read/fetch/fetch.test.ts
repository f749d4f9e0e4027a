import { createHash } from 'node:crypto';
import { lookup as systemLookup } from 'node:dns';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { request } from 'undici';
import { describe, expect, test, vi } from 'vitest';
import { folderOf, pageOf, readAll, serve } from '../../../test/inputs.js';
import { packageVersion } from '../../version.js';
import { MemoryVisits, type ReadOptions } from '../index.js';
import { isPublic, publicLookup } from './networks.js';

vi.mock('node:dns', async (original) => {
  const dns = await original<typeof import('node:dns')>();
  return { ...dns, lookup: vi.fn(dns.lookup) };
});

vi.mock('undici', async (original) => {
  const undici = await original<typeof import('undici')>();
  return { ...undici, request: vi.fn(undici.request) };
});

/** Local servers are asked without a delay. */
const LOCAL: ReadOptions = { allowPrivate: true, delay: 0 };

const reasonFor = async (address: string, options: ReadOptions = LOCAL): Promise<string | undefined> =>
  (await readAll([address], options)).failures[0]?.reason;

describe('networks', () => {
  test.each([
    '127.0.0.1 127.8.9.1 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 239.1.1.1 255.255.255.255 240.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.9',
    ':: ::1 fe80::1 fc00::1 fd12:3456::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1::1 2001:db8::1 2001::1 fec0::1 ::127.0.0.1 ::ffff:0:127.0.0.1 4000::1 nonsense',
  ])('not public: %s', (addresses) => {
    for (const address of addresses.split(' ')) expect([address, isPublic(address)]).toEqual([address, false]);
  });

  test('public', () => {
    for (const address of '8.8.8.8 1.1.1.1 172.32.0.1 100.128.0.1 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::808:808'.split(
      ' ',
    ))
      expect([address, isPublic(address)]).toEqual([address, true]);
  });

  test('an address in a URL is refused in every way of writing it, before anything is sent', async () => {
    let asked = 0;
    const server = await serve((_, response) => {
      asked++;
      response.end(pageOf('fishing'));
    });
    const port = new URL(server).port;
    for (const host of [
      '127.0.0.1',
      '127.1',
      '0x7f000001',
      '2130706433',
      '017700000001',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      '169.254.169.254',
    ])
      expect(await reasonFor(`http://${host}:${port}/`, { delay: 0 })).toMatch(
        /private or special network: .*--allow-private/,
      );
    expect(asked).toBe(0);
  });

  test('a name that DNS answers with a private address is refused by the socket that would connect', async () => {
    const server = await serve((_, response) => response.end(pageOf('fishing')));
    vi.mocked(systemLookup).mockImplementation(((
      _host: string,
      options: { all: boolean },
      callback: (error: null, found: unknown) => void,
    ) => callback(null, options.all ? [{ address: '10.0.0.7', family: 4 }] : '10.0.0.7')) as never);
    const reason = await reasonFor(`http://news.veld.example:${new URL(server).port}/`, { delay: 0 });
    expect(reason).toBe('is in a private or special network: news.veld.example (10.0.0.7); --allow-private allows it');
    vi.mocked(systemLookup).mockReset();
  });

  test('of a name with several addresses only the public ones are used', () => {
    vi.mocked(systemLookup).mockImplementation(((
      _host: string,
      _options: unknown,
      callback: (error: null, found: unknown) => void,
    ) =>
      callback(null, [
        { address: '10.0.0.7', family: 4 },
        { address: '8.8.8.8', family: 4 },
      ])) as never);
    const found = vi.fn();
    publicLookup('news.veld.example', { all: true }, found);
    expect(found).toHaveBeenCalledWith(null, [{ address: '8.8.8.8', family: 4 }]);
    publicLookup('news.veld.example', {}, found);
    expect(found).toHaveBeenLastCalledWith(null, '8.8.8.8', 4);
    vi.mocked(systemLookup).mockReset();
  });
});

describe('redirects', () => {
  test('are followed, and the last address is the page’s', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/page') response.end(pageOf('fishing'));
      else response.writeHead(302, { location: request.url === '/old' ? '/older' : 'page' }).end();
    });
    const { documents } = await readAll([`${server}/old`], LOCAL);
    expect(documents[0]?.url).toBe(`${server}/page`);
  });

  test('without end are given up', async () => {
    let asked = 0;
    const server = await serve((_, response) => response.writeHead(302, { location: `/${++asked}` }).end());
    expect(await reasonFor(server)).toBe('redirects more than 10 times');
    expect(asked).toBe(11);
  });

  test('to another scheme, to nowhere, or with a password are refused', async () => {
    for (const [location, reason] of [
      ['file:///etc/passwd', /leads to file:/],
      ['http://[', /no address/],
      ['http://a:b@127.0.0.1/', /name or password/],
    ] as const) {
      const server = await serve((_, response) => response.writeHead(301, { location }).end());
      expect(await reasonFor(server)).toMatch(reason);
    }
  });

  test('from a public to a private address are refused before anything is sent there', async () => {
    const server = await serve((_, response) => response.end(pageOf('fishing')));
    const answer = (statusCode: number, headers: Record<string, string>): unknown => ({
      statusCode,
      headers,
      body: Readable.from([]),
    });
    for (const location of [server, 'http://[::1]/', 'http://169.254.169.254/latest/meta-data']) {
      vi.mocked(request)
        .mockResolvedValueOnce(answer(404, {}) as never)
        .mockResolvedValueOnce(answer(302, { location }) as never)
        .mockClear();
      expect(await reasonFor('http://news.veld.example/', { delay: 0 })).toMatch(/private or special network/);
      expect(vi.mocked(request).mock.calls.map(([url]) => String(url))).toEqual([
        'http://news.veld.example/robots.txt',
        'http://news.veld.example/',
      ]);
    }
  });
});

describe('politeness', () => {
  test('robots.txt is honoured, and asked once a site', async () => {
    let asked = 0;
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') {
        asked++;
        response.end('User-agent: *\nDisallow: /private\n\nUser-agent: onrecord\nDisallow: /not-for-us');
      } else response.end(pageOf('fishing'));
    });
    const { documents, failures } = await readAll([`${server}/not-for-us`, `${server}/private`, `${server}/`], LOCAL);
    expect(failures).toEqual([
      { where: `${server}/not-for-us`, reason: "its site's robots.txt does not allow onrecord to fetch it" },
    ]);
    expect(documents).toHaveLength(2);
    expect(asked).toBe(1);
    expect(
      (await readAll([`${server}/private`], { ...LOCAL, userAgent: 'Desk/2.0 (+mailto:desk@veld.example)' })).failures,
    ).toHaveLength(1);
  });

  test('a redirect to what robots.txt does not allow is not followed', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /private');
      else response.writeHead(302, { location: '/private' }).end();
    });
    expect(await reasonFor(`${server}/open`)).toMatch(/robots\.txt does not allow/);
  });

  test('where robots.txt has an error, nothing is fetched', async () => {
    let asked = 0;
    const server = await serve((request, response) => {
      if (request.url !== '/robots.txt') asked++;
      response.writeHead(503).end();
    });
    expect(await reasonFor(`${server}/`)).toMatch(/robots\.txt cannot be had \(503\)/);
    expect(asked).toBe(0);
  });

  test('a server that asks for quiet is left alone', async () => {
    let asked = 0;
    const server = await serve((_, response) => {
      asked++;
      response.writeHead(429, { 'retry-after': '120' }).end();
    });
    const { failures } = await readAll([`${server}/1`, `${server}/2`], LOCAL);
    expect(failures[0]?.reason).toMatch(/429: it was asked too often/);
    expect(failures[1]?.reason).toMatch(/not to be asked again for 1\d\d seconds/);
    expect(asked).toBe(1);
  });

  test('the User-Agent has name and version, or is the one given', async () => {
    const agents: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      agents.push(request.headers['user-agent']);
      response.end(pageOf('fishing'));
    });
    await readAll([server], LOCAL);
    await readAll([server], { ...LOCAL, userAgent: 'Desk/2.0 (+mailto:desk@veld.example)' });
    expect(agents).toEqual([`onrecord/${packageVersion()}`, 'Desk/2.0 (+mailto:desk@veld.example)']);
  });

  test('cookies go where they belong', async () => {
    const sent: Record<string, string | undefined> = {};
    const server = await serve((request, response) => {
      sent[`${request.headers.host?.split(':')[0]}${request.url}`] = request.headers.cookie;
      if (request.url === '/elsewhere')
        response.writeHead(302, { location: `http://localhost:${new URL(server).port}/x` }).end();
      else response.end(pageOf('fishing'));
    });
    const lines = [
      '# Netscape HTTP Cookie File',
      '127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tabc',
      '#HttpOnly_127.0.0.1\tFALSE\t/paid\tFALSE\t4102444800\ttoken\tdef',
      '127.0.0.1\tFALSE\t/\tFALSE\t1000000000\told\tgone',
      '.veld.example\tTRUE\t/\tTRUE\t4102444800\tother\tghi',
    ];
    const folder = await folderOf({ 'cookies.txt': `${lines.join('\n')}\n`, 'bad.txt': 'a=b' });
    const options = { ...LOCAL, cookies: join(folder, 'cookies.txt') };
    await readAll([`${server}/`, `${server}/paid`, `${server}/elsewhere`], options);
    expect(sent).toEqual({
      '127.0.0.1/': 'session=abc',
      '127.0.0.1/paid': 'token=def; session=abc',
      '127.0.0.1/elsewhere': 'session=abc',
      'localhost/x': undefined,
    });
    expect(await reasonFor(server, { ...LOCAL, cookies: join(folder, 'bad.txt') })).toMatch(
      /bad\.txt, line 1: seven fields/,
    );
    expect(await reasonFor(server, { ...LOCAL, cookies: join(folder, 'none.txt') })).toMatch(
      /none\.txt: does not exist/,
    );
  });

  test('an address with a password in it is refused', async () => {
    expect(await reasonFor('http://ann:secret@127.0.0.1/')).toMatch(/name or password/);
  });
});

describe('answers', () => {
  test('packed in every way that is asked for are unpacked', async () => {
    const page = pageOf('fishing');
    const packed: Record<string, [string, Buffer]> = {
      '/gzip': ['gzip', gzipSync(page)],
      '/br': ['br', brotliCompressSync(page)],
      '/deflate': ['deflate', deflateSync(page)],
      '/raw': ['deflate', deflateRawSync(page)],
    };
    const server = await serve((request, response) => {
      const [encoding, body] = packed[request.url ?? ''] ?? ['identity', Buffer.from(page)];
      response.writeHead(200, { 'content-encoding': encoding, 'content-type': 'text/html' }).end(body);
    });
    const { documents, failures } = await readAll(
      Object.keys(packed).map((path) => server + path),
      LOCAL,
    );
    expect(failures).toEqual([]);
    expect(new Set(documents.map((d) => d.text)).size).toBe(1);
    expect(documents).toHaveLength(4);
  });

  test('that are bombs are stopped at the size limit', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, '<p>Text '));
    const server = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/html' }).end(bomb),
    );
    expect(await reasonFor(server, { ...LOCAL, maxSize: 1_000_000 })).toMatch(/larger than 1 MB/);
  });

  test('without end are stopped at the size limit', async () => {
    const server = await serve((_, response) => {
      const timer = setInterval(() => response.write(`<p>${'x'.repeat(100_000)}</p>`), 1);
      response.on('close', () => clearInterval(timer));
    });
    expect(await reasonFor(server, { ...LOCAL, maxSize: 1_000_000 })).toMatch(/larger than 1 MB/);
  });

  test('that drip are given up', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('<p>'), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect(await reasonFor(server, { ...LOCAL, timeout: 0.4 })).toMatch(/answers too slowly/);
  });

  test('that never come are given up', async () => {
    const server = await serve(() => {});
    expect(await reasonFor(server, { ...LOCAL, timeout: 0.4 })).toMatch(/does not answer in time/);
  });

  test('other than a page are named by what the server says', async () => {
    const server = await serve((request, response) => response.writeHead(Number(request.url?.slice(1))).end());
    expect(await reasonFor(`${server}/404`)).toBe('its server answers 404: there is no such page');
    expect(await reasonFor(`${server}/403`)).toBe('its server answers 403: it forbids this');
    expect(await reasonFor(`${server}/502`)).toMatch(/502: it has an outage/);
  });

  test('from no server are named', async () => {
    expect(await reasonFor('http://127.0.0.1:1/')).toBe('its server refuses connections (ECONNREFUSED)');
    expect(await reasonFor('http://no-such-host.invalid/')).toMatch(/DNS/);
  });

  test('that are broken off are named, and not half read', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100000' });
      response.write(pageOf('fishing'), () => response.destroy());
    });
    expect(await readAll([server], LOCAL)).toEqual({
      documents: [],
      failures: [{ where: server, reason: expect.stringMatching(/broke the connection|less than it said/) }],
    });
  });

  test('that are long archives are read as they come', async () => {
    const line = (n: number): string => `${JSON.stringify({ text: `Report ${n}. ${'x'.repeat(70_000)}` })}\n`;
    let sendTheRest = (): void => {};
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write(line(1) + line(2));
      sendTheRest = () => response.end(line(3));
    });
    const { readInputs } = await import('../index.js');
    let count = 0;
    // The rest is sent only once the first report has been read.
    for await (const read of readInputs([server], LOCAL)) if ('document' in read && ++count === 1) sendTheRest();
    expect(count).toBe(3);
  });

  test('are not waited for once the reading is ended', async () => {
    const server = await serve(() => {});
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    expect(await readAll([server], { ...LOCAL, signal: controller.signal })).toEqual({ documents: [], failures: [] });
  });

  test('are read by their content, whatever type is stated, in the stated charset', async () => {
    const latin = Buffer.from(pageOf('caf\xe9s').replace('<head>', '<head><meta charset="koi8-r">'), 'latin1');
    const bodies: Record<string, [string, string | Buffer]> = {
      '/latin': ['text/html; charset=ISO-8859-1', latin],
      '/plain': ['text/plain', pageOf('fishing')],
      '/pdf': ['text/html', '%PDF-1.7 rest'],
      '/lines': ['application/octet-stream', '{"text": "First."}\n{"text": "Second."}\n'],
    };
    const server = await serve((request, response) => {
      const [type, body] = bodies[request.url ?? ''] ?? ['text/plain', ''];
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    const { documents, failures } = await readAll(
      Object.keys(bodies).map((path) => server + path),
      LOCAL,
    );
    expect(documents.map((d) => d.title ?? d.text)).toEqual([
      'Veld speaks about cafés',
      'Veld speaks about fishing',
      'First.',
      'Second.',
    ]);
    expect(failures.map(({ reason }) => reason)).toEqual(['is no text but PDF (application/pdf), which is not read']);
  });
});

describe('visits', () => {
  test('an address is asked only for what changed since', async () => {
    let body = pageOf('fishing');
    const statuses: number[] = [];
    const server = await serve((request, response) => {
      const etag = `"${createHash('md5').update(body).digest('hex')}"`;
      const status = request.headers['if-none-match'] === etag ? 304 : 200;
      statuses.push(status);
      response.writeHead(status, { etag }).end(status === 200 ? body : undefined);
    });
    const options = { ...LOCAL, visits: new MemoryVisits() };
    expect((await readAll([server], options)).documents).toHaveLength(1);
    expect(await readAll([server], options)).toEqual({ documents: [], failures: [] });
    body = pageOf('ferries');
    expect((await readAll([server], options)).documents).toHaveLength(1);
    expect(statuses).toEqual([200, 304, 200]);
  });

  test('a server without validators is asked again, and an unchanged document given once', async () => {
    let count = 0;
    const server = await serve((_, response) => response.end(pageOf('fishing', `<!-- served ${++count} -->`)));
    const options = { ...LOCAL, visits: new MemoryVisits() };
    expect((await readAll([server], options)).documents).toHaveLength(1);
    expect(await readAll([server], options)).toEqual({ documents: [], failures: [] });
    expect(count).toBe(2);
  });

  test('If-Modified-Since is sent where only that is known', async () => {
    const date = 'Mon, 02 Mar 2026 10:00:00 GMT';
    const server = await serve((request, response) => {
      const status = request.headers['if-modified-since'] === date ? 304 : 200;
      response.writeHead(status, { 'last-modified': date }).end(status === 200 ? pageOf('fishing') : undefined);
    });
    const options = { ...LOCAL, visits: new MemoryVisits() };
    expect((await readAll([server], options)).documents).toHaveLength(1);
    expect((await readAll([server], options)).documents).toHaveLength(0);
  });

  test('what was handed out but not taken up is handed out again', async () => {
    const server = await serve((_, response) => response.writeHead(200, { etag: '"1"' }).end(pageOf('fishing')));
    const { readInputs } = await import('../index.js');
    const options = { ...LOCAL, visits: new MemoryVisits() };
    for await (const read of readInputs([server], options)) if ('document' in read) break;
    expect((await readAll([server], options)).documents).toHaveLength(1);
  });

  test('are bounded in number', () => {
    const visits = new MemoryVisits(2);
    for (const address of ['a', 'b']) visits.set(address, { checked: '', changed: '' });
    visits.get('a');
    visits.set('c', { checked: '', changed: '' });
    expect([visits.size, visits.get('a') !== undefined, visits.get('b')]).toEqual([2, true, undefined]);
  });
});

describe('a feed that was fetched', () => {
  const feedOf = (...items: string[]): string =>
    `<rss version="2.0"><channel><title>Veld Post</title>${items.join('')}</channel></rss>`;
  const item = (path: string, more = ''): string =>
    `<item><title>About ${path}</title><link>${path}</link>${more}</item>`;

  test('has its entries’ pages fetched, their addresses relative to its own', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/news/feed.xml') response.end(feedOf(item('fishing'), item('/ferries')));
      else response.end(pageOf(request.url ?? ''));
    });
    const { documents, failures } = await readAll([`${server}/news/feed.xml`], LOCAL);
    expect(failures).toEqual([]);
    expect(documents.map((d) => d.url)).toEqual([`${server}/news/fishing`, `${server}/ferries`]);
    expect(documents[0]?.title).toBe('Veld speaks about /news/fishing');
  });

  test('tells what a page does not say of itself', async () => {
    const more = '<pubDate>Mon, 02 Mar 2026 10:00:00 +0300</pubDate>';
    const server = await serve((request, response) =>
      response.end(request.url === '/feed.xml' ? feedOf(item('/fishing', more)) : pageOf('fishing')),
    );
    const { documents } = await readAll([`${server}/feed.xml`], LOCAL);
    expect(documents[0]).toMatchObject({
      title: 'Veld speaks about fishing',
      published: '2026-03-02T10:00:00+03:00',
      outlet: { name: 'Veld Post' },
    });
  });

  test('gives a teaser where the page cannot be had, and names it', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/feed.xml')
        response.end(feedOf(item('/gone', '<description>It rained on Veld.</description>'), item('/ferries')));
      else if (request.url === '/gone') response.writeHead(410).end();
      else response.end(pageOf('ferries'));
    });
    const { documents, failures } = await readAll([`${server}/feed.xml`], LOCAL);
    expect(documents.map((d) => d.state)).toEqual(['teaser', 'full']);
    expect(failures).toEqual([
      { where: `${server}/feed.xml, entry 1 (${server}/gone)`, reason: 'its server answers 410: the page is gone' },
    ]);
  });

  test('gives on the next visit only what is new in it', async () => {
    const items = [item('/fishing')];
    const asked: string[] = [];
    const server = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end(request.url === '/feed.xml' ? feedOf(...items) : pageOf(request.url ?? ''));
    });
    const options = { ...LOCAL, visits: new MemoryVisits() };
    await readAll([`${server}/feed.xml`], options);
    items.unshift(item('/ferries'));
    const { documents } = await readAll([`${server}/feed.xml`], options);
    expect(documents.map((d) => d.url)).toEqual([`${server}/ferries`]);
  });

  test('ended in the middle, gives the rest on the next visit', async () => {
    let silent = true;
    const server = await serve((request, response) => {
      if (request.url === '/feed.xml')
        response.writeHead(200, { etag: '"1"' }).end(feedOf(item('/fishing'), item('/ferries')));
      else if (request.url === '/fishing' || !silent) response.end(pageOf(request.url ?? ''));
    });
    const visits = new MemoryVisits();
    const controller = new AbortController();
    const { readInputs } = await import('../index.js');
    for await (const _ of readInputs([`${server}/feed.xml`], { ...LOCAL, visits, signal: controller.signal }))
      setTimeout(() => controller.abort(), 50);
    silent = false;
    const { documents } = await readAll([`${server}/feed.xml`], { ...LOCAL, visits });
    expect(documents.map((d) => d.url)).toEqual([`${server}/ferries`]);
  });
});
