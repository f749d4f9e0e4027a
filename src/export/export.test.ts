import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { fenlandCodebook } from '../../test/fenland.js';
import { type Report, readingOf } from '../../test/readings.js';
import type { Codebook } from '../codebook/index.js';
import { type Ledger, openLedger, packPage, release } from '../ledger/index.js';
import { EXPORTS, type ExportFormat, type Request } from './index.js';

/** An event that two outlets report, a plan, and a stance whose words are full of other formats' signs. */
const REPORTS: Report[] = [
  {
    id: 'a',
    url: 'https://a.example/1',
    outlet: 'The 💥 Post',
    title: '💥 Talks',
    published: '2031-05-02T10:00',
    tellings: [
      { source: 'Aldoria', verb: 'accused', type: 'ACCUSE', target: 'Brenia', day: '2031-05-01' },
      { source: 'Corvania', verb: 'would meet', type: 'CONSULT', target: 'Dorland', factuality: 'planned' },
    ],
  },
  {
    id: 'b',
    outlet: 'Two',
    published: '2031-05-03',
    tellings: [
      { source: 'Aldoria', verb: 'accused', type: 'ACCUSE', target: 'Brenia', day: '2031-05-01' },
      { source: '=cmd("x")\tthe {{envoy}}', verb: 'met', type: 'CONSULT', target: 'Brenia' },
      {
        source: 'Estmark',
        verb: "'''recognized''' | [[",
        type: 'SUPPORT',
        target: 'Fenland',
        cameo: '054',
        predicate: 'recognize',
      },
    ],
  },
];

let codebook: Codebook;
beforeAll(async () => {
  codebook = await fenlandCodebook({ label: 'Recognition of [[Fenland]] | what states say' });
});

describe.each(DATABASES)('exports from $name', (database) => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await openLedger(await database.fresh(), { now: () => new Date('2031-05-10T12:00:00Z') });
    const readings = REPORTS.map(readingOf);
    // Each accuses the other: dyads run both ways.
    for (const { coded } of readings) {
      for (const claim of coded.claims) if (claim.event.type === 'ACCUSE') claim.reciprocal = true;
    }
    await ledger.record(readings);
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  async function exported(as: ExportFormat, request: Partial<Request> = {}): Promise<Buffer> {
    const parts: Buffer[] = [];
    const asked: Request = { ledger, codebook, filter: {}, of: 'events', ...request };
    for await (const part of EXPORTS[as].write(asked)) parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  }

  const tabbed = async (as: ExportFormat) =>
    (await exported(as))
      .toString()
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => line.split('\t'));

  it('are CSV that a reader of CSV reads back, a dyad a row, with formulas defused', async () => {
    const rows: Record<string, string>[] = parse(await exported('csv'), { columns: true });
    const accusations = rows.filter(({ type }) => type === 'ACCUSE');
    expect(accusations.map(({ source_id, target_id }) => `${source_id} ${target_id}`)).toEqual([
      'aldoria brenia',
      'brenia aldoria',
    ]);
    expect(accusations[0]).toMatchObject({ start: '2031-05-01', claims: '2', documents: '2', document_ids: 'a; b' });
    expect(rows.find(({ source_name }) => source_name?.includes('cmd'))?.source_name).toMatch(/^'=cmd\("x"\)/);
    const positions: Record<string, string>[] = parse(await exported('csv', { of: 'positions' }), { columns: true });
    expect(positions).toMatchObject([{ question: 'fenland', actor_id: 'estmark', stance: 'recognizes' }]);
  });

  it('have a row for what names neither side', async () => {
    const telling = { source: 'Aldoria', verb: 'fought', type: 'ASSAULT', target: 'Brenia' } as const;
    const reading = readingOf({ id: 'c', outlet: 'Two', published: '2031-05-04', tellings: [telling] });
    for (const claim of reading.coded.claims) Object.assign(claim, { source: [], target: [] });
    await ledger.record([reading]);
    for (const of of ['events', 'claims'] as const) {
      const rows: Record<string, string>[] = parse(await exported('csv', { of }), { columns: true });
      expect(rows.filter(({ type }) => type === 'ASSAULT')).toMatchObject([{ source_name: '', target_name: '' }]);
    }
  });

  it('are what changed since a release', async () => {
    await release(ledger, { name: 'one' });
    const changed = { of: 'changes', filter: { sinceRelease: 'one' } } as const;
    expect(parse(await exported('csv', changed), { columns: true })).toEqual([]);
    const [first] = REPORTS as [Report];
    await ledger.record([readingOf({ ...first, modified: '2031-05-04', tellings: first.tellings.slice(1) })]);
    const rows: Record<string, string>[] = parse(await exported('csv', changed), { columns: true });
    expect(rows.map(({ change, type, document }) => `${change} ${type} ${document}`)).toContain('withdrawn ACCUSE a');
  });

  it('leave nothing behind where there is no such release', async () => {
    for (const as of ['csv', 'jsonl', 'parquet'] as const) {
      const parts: unknown[] = [];
      const asked: Request = { ledger, codebook, filter: { sinceRelease: 'none' }, of: 'changes' };
      const written = async () => {
        for await (const part of EXPORTS[as].write(asked)) parts.push(part);
      };
      await expect(written()).rejects.toThrow('release none: the ledger has none of this name');
      expect(parts).toEqual([]);
    }
  });

  it('are a web archive of all pages, also of those that nothing was coded in', async () => {
    const page = (name: string) => packPage({ bytes: Buffer.from(`<p>${name}</p>`), url: `https://p.example/${name}` });
    await ledger.record([
      { ...readingOf({ id: 'silent', published: '2031-05-06', tellings: [] }), page: await page('silent') },
      {
        ...readingOf({
          id: 'telling',
          published: '2031-05-06',
          tellings: [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Dorland' }],
        }),
        page: await page('telling'),
      },
    ]);
    const addresses = async (filter: Request['filter']) =>
      [...(await exported('warc', { filter })).toString().matchAll(/WARC-Target-URI: (.*)\r/g)].map(([, one]) => one);
    const [silent, telling] = ['https://p.example/silent', 'https://p.example/telling'];
    expect(await addresses({})).toEqual([telling, silent]);
    expect(await addresses({ since: '2031-05-06', until: '2031-05-06' })).toEqual([telling, silent]);
    expect(await addresses({ until: '2031-05-05' })).toEqual([]);
    expect(await addresses({ target: ['Dorland'] })).toEqual([telling]);
  });

  it('are JSON lines of whole answers', async () => {
    const lines = (await exported('jsonl', { of: 'claims', filter: { factuality: ['planned'] } })).toString().trim();
    expect(JSON.parse(lines)).toMatchObject({ document: 'a', factuality: 'planned', event: { type: 'CONSULT' } });
  });

  it('are Parquet with numbers as numbers', async () => {
    const file = await exported('parquet');
    const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer;
    const rows = await parquetReadObjects({ file: buffer });
    expect(rows.find(({ type }) => type === 'ACCUSE')).toMatchObject({ quad: 3, goldstein: -2, claims: 2, mode: null });
    expect(await exported('parquet', { filter: { actor: ['nobody'] } })).not.toHaveLength(0);
  });

  it('are GDELT events of 61 columns, and mentions of 16 that point to them; plans are left out', async () => {
    const events = await tabbed('gdelt');
    expect(events.every((row) => row.length === 61)).toBe(true);
    const accusation = events.find((row) => row[5] === 'XALGOV' && row[15] === 'XBRGOV');
    expect(accusation?.slice(1, 5)).toEqual(['20310501', '203105', '2031', '2031.4137']);
    expect(accusation?.slice(25, 35)).toEqual(['1', '111', '111', '11', '3', '-2', '2', '2', '2', '']);
    expect(accusation?.slice(59)).toEqual(['20310510120000', 'https://a.example/1']);
    expect(events.some((row) => row[6] === 'CORVANIA')).toBe(false);
    const mentions = await tabbed('gdelt-mentions');
    expect(mentions.every((row) => row.length === 16)).toBe(true);
    const ids = events.map(([id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(mentions.every(([id]) => ids.includes(id))).toBe(true);
    expect(mentions.filter(([id]) => id === accusation?.[0])).toHaveLength(2);
  });

  it("are POLECAT's columns with their head", async () => {
    const [head, ...rows] = await tabbed('polecat');
    expect(head).toHaveLength(40);
    expect(rows.every((row) => row.length === 40)).toBe(true);
    const cell = (row: string[] | undefined, name: string) => row?.[head?.indexOf(name) ?? -1];
    const accusation = rows.find((row) => cell(row, 'Actor Name') === 'Aldoria');
    expect(cell(accusation, 'Event Date')).toBe('2031-05-01');
    expect(cell(accusation, 'Recipient Country')).toBe('XBR');
    expect(cell(accusation, 'Quad Code')).toBe('V-CONF');
  });

  it('are Web Annotations whose selectors find the words, in code points', async () => {
    const page = JSON.parse((await exported('annotations')).toString());
    expect(page).toMatchObject({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationPage' });
    expect(page.items).toHaveLength(5);
    const points = [...(readingOf(REPORTS[0] as Report).document.text ?? '')];
    for (const { target } of page.items.filter(({ id }: { id: string }) => id.includes(':a:'))) {
      for (const { source, selector } of target) {
        const [position, quote] = selector;
        expect(source).toBe('https://a.example/1');
        expect(points.slice(position.start, position.end).join('')).toBe(quote.exact);
        expect(points.slice(0, position.start).join('').endsWith(quote.prefix)).toBe(true);
      }
    }
  });

  it('are wikitables whose words mean nothing in wikitext', async () => {
    const table = (await exported('wikitable')).toString();
    const lines = table.trim().split('\n');
    expect(lines[0]).toBe('{| class="wikitable sortable"');
    expect(lines[1]).toBe('|+ Recognition of &#91;&#91;Fenland&#93;&#93; &#124; what states say');
    expect(lines.at(-1)).toBe('|}');
    expect(lines.filter((line) => line === '|-')).toHaveLength(1);
    const row = lines.at(-2) ?? '';
    expect(row).toContain('Estmark || recognizes || 2031-05-03');
    expect(row).toContain('&#39;&#39;&#39;recognized&#39;&#39;&#39; &#124; &#91;&#91; Fenland');
    expect(row).toMatch(
      /<ref>\{\{cite news \|title=Untitled report \|work=Two \|date=2031-05-03 \|access-date=2031-05-10 \|quote=.*\}\}<\/ref>$/,
    );
  });

  it('are wikitables whose references quote the page that they cite', async () => {
    const telling = { source: 'Estmark', verb: 'has recognized', type: 'SUPPORT', target: 'Fenland' } as const;
    await ledger.record([
      readingOf({
        id: 'c',
        outlet: 'Three',
        published: '2031-05-04',
        tellings: [{ ...telling, cameo: '054', predicate: 'recognize' }],
      }),
    ]);
    const references = [...(await exported('wikitable')).toString().matchAll(/<ref>(.*?)<\/ref>/g)].map(([, r]) => r);
    expect(references.find((r) => r?.includes('|work=Three'))).toContain('Estmark has recognized');
    expect(references.find((r) => r?.includes('|work=Two'))).not.toContain('has recognized');
  });
});
