import { crc32, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pageOf, readFileOf } from '../../../test/inputs.js';

/** A WARC record with its header. */
function record(type: string, url: string, content: string | Uint8Array, more: Record<string, string> = {}): Buffer {
  const body = Buffer.from(content);
  const fields = { 'WARC-Type': type, 'WARC-Target-URI': url, 'WARC-Date': '2026-03-01T10:00:00Z', ...more };
  const head = Object.entries({ ...fields, 'Content-Length': String(body.length) }).map(([k, v]) => `${k}: ${v}\r\n`);
  return Buffer.concat([Buffer.from(`WARC/1.1\r\n${head.join('')}\r\n`), body, Buffer.from('\r\n\r\n')]);
}

function response(url: string, body: string | Uint8Array, head = 'Content-Type: text/html', status = '200 OK'): Buffer {
  const http = Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n`), Buffer.from(body)]);
  return record('response', url, http, { 'Content-Type': 'application/http; msgtype=response' });
}

const SITE = 'https://post.veld.example';

describe('WARC', () => {
  test('gives the pages, and passes over what is none', async () => {
    const warc = Buffer.concat([
      record('warcinfo', '', 'software: test', { 'Content-Type': 'application/warc-fields' }),
      record('request', `${SITE}/1`, 'GET / HTTP/1.1\r\n\r\n', { 'Content-Type': 'application/http; msgtype=request' }),
      response(`${SITE}/1`, pageOf('fishing')),
      response(`${SITE}/2`, 'gone', 'Content-Type: text/html', '404 Not Found'),
      response(`${SITE}/3`, '', `Location: ${SITE}/1`, '301 Moved'),
      response(`${SITE}/photo.jpg`, Buffer.from('ffd8ffe0', 'hex'), 'Content-Type: image/jpeg'),
      response(`${SITE}/robots.txt`, 'User-agent: *', 'Content-Type: text/plain'),
      record('resource', `${SITE}/4`, pageOf('ferries'), { 'Content-Type': 'text/html; charset=utf-8' }),
      record('conversion', `${SITE}/5`, 'The council of Veld met on Monday.', { 'Content-Type': 'text/plain' }),
    ]);
    for (const bytes of [warc, gzipSync(warc)]) {
      const { documents, failures } = await readFileOf('a.warc', bytes);
      expect(failures).toEqual([]);
      expect(documents.map((d) => d.url)).toEqual([`${SITE}/1`, `${SITE}/4`, `${SITE}/5`]);
      expect(documents[0]?.title).toBe('Veld speaks about fishing');
    }
  });

  test('chunked and packed bodies are undone, also where only the header says so', async () => {
    const page = pageOf('fishing');
    const half = page.length >> 1;
    const chunked = `${half.toString(16)}\r\n${page.slice(0, half)}\r\n${(page.length - half).toString(16)};x=y\r\n${page.slice(half)}\r\n0\r\n\r\n`;
    const warc = Buffer.concat([
      response(`${SITE}/1`, chunked, 'Content-Type: text/html\r\nTransfer-Encoding: chunked'),
      response(`${SITE}/2`, page, 'Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip'),
      response(`${SITE}/3`, gzipSync(page), 'Content-Type: text/html\r\nContent-Encoding: gzip'),
    ]);
    const { documents, failures } = await readFileOf('a.warc', warc);
    expect(failures).toEqual([]);
    expect(documents).toHaveLength(3);
    expect(new Set(documents.map((d) => d.text)).size).toBe(1);
  });

  test('the charset comes from the stored header', async () => {
    const page = Buffer.from(pageOf('caf\xe9s \x93and\x94 bars'), 'latin1');
    const { documents } = await readFileOf(
      'a.warc',
      response(`${SITE}/1`, page, 'Content-Type: text/html; charset="windows-1252"'),
    );
    expect(documents[0]?.title).toBe('Veld speaks about cafés “and” bars');
  });

  test('cut off anywhere, it gives the records that were whole and says where it ends', async () => {
    const records = ['fishing', 'ferries', 'figs'].map((topic) => response(`${SITE}/${topic}`, pageOf(topic)));
    const warc = Buffer.concat(records);
    const second = (records[0]?.length ?? 0) + (records[1]?.length ?? 0);
    for (const cut of [second + 300, second + 700, warc.length - 100]) {
      const { documents, failures } = await readFileOf('a.warc', warc.subarray(0, cut));
      expect(documents).toHaveLength(2);
      expect(failures).toHaveLength(1);
      expect(failures[0]?.where).toMatch(/a\.warc/);
    }
    const packed = Buffer.concat(records.map((one) => gzipSync(one)));
    const { documents, failures } = await readFileOf('a.warc.gz', packed.subarray(0, packed.length - 50));
    expect(documents).toHaveLength(2);
    expect(failures).toHaveLength(1);
  });

  test('a bad record is named, and the next one found', async () => {
    const warc = Buffer.concat([
      record('response', `${SITE}/1`, 'no HTTP at all', { 'Content-Type': 'application/http' }),
      Buffer.from('WARC/1.1\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nrest\r\n\r\n'),
      response(`${SITE}/3`, '<html><body></body></html>'),
      response(`${SITE}/4`, pageOf('fishing')),
    ]);
    const { documents, failures } = await readFileOf('a.warc', warc);
    expect(documents.map((d) => d.url)).toEqual([`${SITE}/4`]);
    expect(failures.map(({ reason }) => reason).slice(0, 2)).toEqual([
      'holds no HTTP response',
      'has no valid Content-Length',
    ]);
    expect(failures[2]?.where).toMatch(/record 3 \(https:\/\/post\.veld\.example\/3\)$/);
  });

  test('a record beyond the size limit is named, and the next one read', async () => {
    const warc = Buffer.concat([
      response(`${SITE}/1`, pageOf('x'.repeat(500_000))),
      response(`${SITE}/2`, pageOf('fishing')),
    ]);
    const { documents, failures } = await readFileOf('a.warc', warc, { maxSize: 100_000 });
    expect(documents).toHaveLength(1);
    expect(failures[0]?.reason).toMatch(/larger than/);
  });

  test('a header without end is refused', async () => {
    const warc = Buffer.concat([Buffer.from('WARC/1.0\r\n'), Buffer.alloc(1_000_000, 'X: y\r\n')]);
    expect((await readFileOf('a.warc', warc)).failures[0]?.reason).toMatch(/header of more than/);
  });
});

/** A ZIP archive of stored (not packed) files. */
function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const body = Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), body]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]);
}

describe('ZIP', () => {
  test('gives what its files hold, and names those that cannot be read', async () => {
    const zip = zipOf({
      'a/one.html': pageOf('fishing'),
      '.hidden.txt': 'no',
      'two.txt': 'The council met.',
      'empty.txt': '',
    });
    const { documents, failures } = await readFileOf('a.zip', zip);
    expect(documents.map((d) => d.text.slice(0, 16))).toEqual(['Veld speaks abou', 'The council met.']);
    expect(failures[0]?.where).toMatch(/a\.zip, empty\.txt$/);
  });

  test('of a web archive gives the pages of its WARC files', async () => {
    const warc = gzipSync(response(`${SITE}/1`, pageOf('fishing')));
    const wacz = zipOf({
      'datapackage.json': '{}',
      'pages/pages.jsonl': '{"format": "json-pages-1.0"}\n',
      'archive/data.warc.gz': warc,
    });
    const { documents, failures } = await readFileOf('a.wacz', wacz);
    expect(failures).toEqual([]);
    expect(documents.map((d) => d.url)).toEqual([`${SITE}/1`]);
  });

  test('that is an office document, or damaged, is named', async () => {
    expect((await readFileOf('a.html', zipOf({ '[Content_Types].xml': '<x/>' }))).failures[0]?.reason).toMatch(
      /office document/,
    );
    expect((await readFileOf('a.zip', zipOf({ 'a.txt': 'x' }).subarray(0, 40))).failures[0]?.reason).toMatch(
      /damaged ZIP/,
    );
  });
});

describe('mail', () => {
  const HEAD =
    'From: =?utf-8?B?QW5uIMOYc3Q=?= <ann@post.veld.example>\r\nDate: Mon, 02 Mar 2026 10:00:00 +0300\r\nMessage-ID: <1@post.veld.example>\r\nMIME-Version: 1.0\r\n';

  test('with several parts gives its HTML, with decoded headers and the sender’s time zone', async () => {
    const mail = `${HEAD}Subject: =?iso-8859-1?Q?Caf=E9_closes?=\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n--b\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>The caf=E9 =93closes=94 on Monday.</p><p>It will open again in May, the owner said.</p>\r\n--b--\r\n`;
    const { documents } = await readFileOf('a.eml', mail);
    expect(documents[0]).toMatchObject({
      id: '1@post.veld.example',
      title: 'Café closes',
      outlet: { name: 'Ann Øst', domain: 'post.veld.example' },
      published: '2026-03-02T10:00:00+03:00',
    });
    expect(documents[0]?.text).toContain('The café “closes” on Monday.');
  });

  test('of plain text is read as text, and one without a text is named', async () => {
    expect((await readFileOf('a', `${HEAD}Subject: Rain\r\n\r\nIt rained on Veld.`)).documents[0]?.text).toContain(
      'It rained on Veld.',
    );
    expect((await readFileOf('a', `${HEAD}Subject: Rain\r\n\r\n`)).failures[0]?.reason).toBe(
      'is a mail without a text',
    );
  });

  test('in a mailbox is read one by one', async () => {
    const mbox = [1, 2, 3]
      .map(
        (n) =>
          `From ann Mon Mar  2 10:00:00 2026\n${HEAD.replace('<1@', `<${n}@`).replace(/\r/g, '')}Subject: Day ${n}\n\nIt rained on day ${n}.\n>From the sea came wind.\n\n`,
      )
      .join('');
    const { documents, failures } = await readFileOf('a.mbox', mbox);
    expect(failures).toEqual([]);
    expect(documents.map((d) => d.title)).toEqual(['Day 1', 'Day 2', 'Day 3']);
    expect(documents[1]?.text).toContain('\nFrom the sea came wind.');
  });

  test('that is a page saved as MHTML has the page’s address', async () => {
    const mail = `From: <Saved by Blink>\r\nSnapshot-Content-Location: ${SITE}/1\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${pageOf('fishing')}\r\n--b--\r\n`;
    const { documents } = await readFileOf('a.mhtml', mail);
    expect(documents[0]).toMatchObject({ title: 'Veld speaks about fishing', url: `${SITE}/1` });
  });
});
