import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Report, readingOf } from '../../test/readings.js';
import { type Codebook, compileCodebook } from '../codebook/index.js';
import { readCodebook } from '../codebook/node.js';
import { type Ledger, openLedger, type Reading } from '../ledger/index.js';
import { claims, counts, coverage } from './index.js';
import { PERS, periodFor, periodsBetween } from './periods.js';

let codebook: Codebook;
let ledger: Ledger;

const CONDEMNATION = { source: 'Aldoria', verb: 'condemned', type: 'ACCUSE', target: 'Brenia' };
const VISIT = { source: 'Corvania', verb: 'met', type: 'CONSULT', target: 'Brenia' };

async function record(...reports: Report[]): Promise<void> {
  await ledger.record(reports.map(readingOf));
}

beforeAll(async () => {
  codebook = compileCodebook(await readCodebook('codebook'));
});

describe.each(DATABASES)('counts on $name', (database) => {
  beforeEach(async () => {
    ledger = await openLedger(await database.fresh(), { now: () => new Date('2031-09-01T12:00:00Z') });
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  it('have their zeros and their denominators', async () => {
    await record(
      { id: 'a', outlet: 'One', published: '2031-05-02', tellings: [CONDEMNATION] },
      { id: 'b', outlet: 'Two', published: '2031-05-03', tellings: [{ ...CONDEMNATION, verb: 'denounced' }] },
      {
        id: 'c',
        outlet: 'One',
        published: '2031-07-20',
        tellings: [{ ...VISIT, factuality: 'planned' }, CONDEMNATION],
      },
      { id: 'd', outlet: 'One', published: '2031-06-20', tellings: [] },
      { id: 'e', published: '2031-07-21', tellings: [{ ...VISIT, novelty: 'background' }] },
    );
    const rows = await counts(ledger, codebook, { by: 'dyad', per: 'month', source: ['Aldoria'], target: ['Brenia'] });
    const key = { source: 'aldoria', target: 'brenia' };
    const versions = { coder: 'test 1', codebook: 'test 1' };
    expect(rows).toEqual([
      {
        key,
        period: '2031-05',
        events: 1,
        claims: 2,
        documents: 2,
        origins: 2,
        read: 2,
        readByOutlet: { One: 1, Two: 1 },
        versions,
      },
      {
        key,
        period: '2031-06',
        events: 0,
        claims: 0,
        documents: 0,
        origins: 0,
        read: 1,
        readByOutlet: { One: 1 },
        versions,
      },
      {
        key,
        period: '2031-07',
        events: 1,
        claims: 1,
        documents: 1,
        origins: 1,
        read: 2,
        readByOutlet: { One: 1, 'The Daily Invention': 1 },
        versions,
      },
    ]);
    const shown = async (filter: Parameters<typeof counts>[2]) =>
      (await counts(ledger, codebook, filter)).map(
        (row) => `${row.period} ${Object.values(row.key)} ${row.events}/${row.read}`,
      );
    expect(await shown({ by: 'type', per: 'year' })).toEqual(['2031 ACCUSE 2/5']);
    expect(await shown({ by: 'quad', per: 'year' })).toEqual(['2031 1 0/5', '2031 2 0/5', '2031 3 2/5', '2031 4 0/5']);
    expect(await shown({ by: 'actor', per: 'year', actor: ['Fenland'] })).toEqual(['2031 Fenland 0/5']);
    expect(await shown({ by: 'type', type: ['AID'], since: '2032', until: '2032', per: 'year' })).toEqual([
      '2032 AID 0/0',
    ]);
    expect(await shown({ by: 'type', per: 'year', factuality: ['planned'] })).toEqual(['2031 CONSULT 1/5']);
  });

  it('show where nothing was read', async () => {
    const report = (id: string, outlet: string, published: string): Report => ({
      id,
      outlet,
      published,
      tellings: Array.from({ length: 4 }, (_, i) => ({ ...VISIT, verb: `${id}${i} met again and again in ${id}` })),
    });
    await record(
      report('a', 'One', '2031-05-02'),
      report('b', 'One', '2031-06-02'),
      report('c', 'Two', '2031-05-02'),
      report('d', 'Two', '2031-08-02'),
      report('e', 'Three', '2031-07-02'),
    );
    const teaser = readingOf(report('f', 'One', '2031-07-05'));
    await ledger.record([{ ...teaser, document: { ...teaser.document, state: 'teaser', language: 'de' } }]);
    const rows = (await coverage(ledger)).map(
      ({ outlet, period, documents, flag }) => `${outlet} ${period} ${documents} ${flag ?? ''}`,
    );
    expect(rows).toEqual([
      'One 2031-05 1 ',
      'One 2031-06 1 ',
      'One 2031-07 1 emptied',
      'One 2031-08 0 silent',
      'Three 2031-07 1 ',
      'Three 2031-08 0 silent',
      'Two 2031-05 1 ',
      'Two 2031-06 0 silent',
      'Two 2031-07 0 silent',
      'Two 2031-08 1 ',
    ]);
    const july = (await coverage(ledger)).find(({ outlet, period }) => outlet === 'One' && period === '2031-07');
    expect(july).toMatchObject({ languages: { de: 1 }, states: { teaser: 1 }, empty: 0 });
    expect(july?.versions).toEqual({ coder: 'test 1', codebook: 'test 1' });
  });

  it('take the usual rhythm of an outlet for no silence', async () => {
    const months = ['01', '03', '05', '07', '11'];
    await record(...months.map((id) => ({ id, outlet: 'Slow', published: `2031-${id}-02`, tellings: [VISIT] })));
    const silent = (await coverage(ledger)).filter(({ flag }) => flag === 'silent').map(({ period }) => period);
    expect(silent).toEqual(['2031-02', '2031-09', '2031-10']);
  });

  it('show a feed that fell silent, whatever outlets it named; and mark what is only the beginning of a report', async () => {
    const feed = 'https://news.example/rss';
    const from = (id: string, outlet: string, published: string): Reading => {
      const reading = readingOf({ id, outlet, published, tellings: [VISIT] });
      return { ...reading, document: { ...reading.document, feed, state: 'teaser' } };
    };
    await ledger.record([from('a', 'One', '2031-05-02'), from('b', 'Two', '2031-05-03')]);
    await record({ id: 'c', outlet: 'One', published: '2031-06-02', tellings: [VISIT] });
    const rows = (await coverage(ledger)).filter((row) => row.feed);
    expect(rows.map(({ period, documents, flag }) => [period, documents, flag])).toEqual([
      ['2031-05', 2, undefined],
      ['2031-06', 0, 'silent'],
    ]);
    const told = [];
    for await (const { document, teaser } of claims(ledger)) told.push([document, teaser]);
    expect(told.sort()).toEqual([
      ['a', true],
      ['b', true],
      ['c', undefined],
    ]);
  });
});

describe('periods', () => {
  it('have the days that the calendar says', () => {
    expect(periodFor('2027-01-03', 'week')).toBe('2026-W53');
    expect(periodFor('2031-12-29', 'week')).toBe('2032-W01');
    expect(() => periodsBetween('2025-01-01', '9999-12-31', 'day')).toThrow('150 years');
    expect(periodsBetween('2031-12-30', '2032-01-06', 'week')).toEqual(['2032-W01', '2032-W02']);
    expect(periodsBetween('2031-11-30', '2032-01-01', 'month')).toEqual(['2031-11', '2031-12', '2032-01']);
  });

  it('come in order, without a gap, each once', () => {
    const day = fc
      .integer({ min: 0, max: 4000 })
      .map((n) => new Date(Date.UTC(2030, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.constantFrom(...PERS), (a, b, per) => {
        const [first = a, last = b] = [a, b].sort();
        const periods = periodsBetween(first, last, per);
        expect(periods).toEqual([...new Set(periods)].sort());
        expect(periods[0]).toBe(periodFor(first, per));
        expect(periods.at(-1)).toBe(periodFor(last, per));
      }),
    );
  });
});
