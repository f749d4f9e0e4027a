import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Report, readingOf } from '../../test/readings.js';
import { contentOf, type Ledger, openLedger } from './index.js';

const REPORT: Report = {
  id: 'page-1',
  url: 'https://news.example/1',
  title: 'Aldoria and Brenia at odds',
  published: '2031-05-02T10:00',
  tellings: [
    { source: 'Aldoria', verb: 'condemned', type: 'ACCUSE', target: 'Brenia', speaker: 'Corvania' },
    { source: 'Brenia', verb: 'summoned the envoy of', type: 'REJECT', target: 'Aldoria', day: '2031-05-01' },
  ],
};

async function withLedger<T>(address: string, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await openLedger(address);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

/** All that entries hold but when they were recorded. */
function contents(ledger: Ledger) {
  return ledger.db.selectFrom('entries').select(['sequence', 'kind', 'content_hash']).orderBy('sequence').execute();
}

function presentClaims(ledger: Ledger) {
  return ledger.db
    .selectFrom('claims')
    .select(['id', 'document', 'words', 'starts', 'ends', 'type'])
    .where('ended', 'is', null)
    .orderBy('document')
    .orderBy('words')
    .orderBy('id')
    .execute();
}

describe.each(DATABASES)('a ledger on $name', (database) => {
  let address: string;
  beforeEach(async () => {
    address = await database.fresh();
  });
  afterEach(() => database.tidy());

  describe('record', () => {
    it('appends a revision, its coding and its claims', async () => {
      await withLedger(address, async (ledger) => {
        const [recorded] = await ledger.record([readingOf(REPORT)]);
        expect(recorded).toEqual({ document: 'page-1', status: 'new', claims: 2 });
        expect((await contents(ledger)).map(({ kind }) => kind)).toEqual(['revision', 'coding', 'claim', 'claim']);
        expect((await presentClaims(ledger)).map(({ words, starts }) => ({ words, starts }))).toEqual([
          { words: 'Aldoria condemned Brenia, Corvania said.', starts: '2031-05-02' },
          { words: 'Brenia summoned the envoy of Aldoria.', starts: '2031-05-01' },
        ]);
      });
    });

    it('keeps what it holds when it is closed and opened again', async () => {
      const before = await withLedger(address, async (ledger) => {
        await ledger.record([readingOf(REPORT)]);
        return { head: await ledger.head(), contents: await contents(ledger) };
      });
      await withLedger(address, async (ledger) => {
        expect({ head: await ledger.head(), contents: await contents(ledger) }).toEqual(before);
      });
    });

    it('finds nothing new in the same page, wherever it was read', async () => {
      await withLedger(address, async (ledger) => {
        await ledger.record([readingOf(REPORT)]);
        const head = await ledger.head();
        const again = readingOf({ ...REPORT, path: 'somewhere/else.html' });
        expect(await ledger.has(again.document, again.versions)).toBe(true);
        expect(await ledger.record([again, again])).toEqual([
          { document: 'page-1', status: 'known', claims: 0 },
          { document: 'page-1', status: 'known', claims: 0 },
        ]);
        expect(await ledger.head()).toEqual(head);
      });
    });

    it('makes a changed page a revision of the same document, and says what changed', async () => {
      await withLedger(address, async (ledger) => {
        await ledger.record([readingOf(REPORT)]);
        const changed = readingOf({
          ...REPORT,
          modified: '2031-05-03T09:00',
          tellings: [
            REPORT.tellings[0] as (typeof REPORT.tellings)[0],
            { source: 'Dorland', verb: 'backed', type: 'SUPPORT', target: 'Brenia' },
          ],
        });
        expect(await ledger.record([changed])).toEqual([
          {
            document: 'page-1',
            status: 'revised',
            claims: 2,
            changes: {
              added: ['Dorland backed Brenia.'],
              removed: ['Brenia summoned the envoy of Aldoria.'],
              fields: ['modified'],
            },
          },
        ]);
        expect((await presentClaims(ledger)).map(({ words }) => words)).toEqual([
          'Aldoria condemned Brenia, Corvania said.',
          'Dorland backed Brenia.',
        ]);
        expect(await ledger.db.selectFrom('claims').select('words').execute()).toHaveLength(4);
      });
    });

    it('files an earlier revision that comes in late behind the current one', async () => {
      await withLedger(address, async (ledger) => {
        const later = readingOf({ ...REPORT, modified: '2031-05-03T09:00', tellings: REPORT.tellings.slice(0, 1) });
        await ledger.record([later]);
        const [recorded] = await ledger.record([readingOf(REPORT)]);
        expect(recorded?.status).toBe('earlier');
        expect(await presentClaims(ledger)).toHaveLength(1);
      });
    });

    it('keeps the old claims when another version of the coder reads a known page', async () => {
      await withLedger(address, async (ledger) => {
        await ledger.record([readingOf(REPORT)]);
        const recoded = readingOf({ ...REPORT, coder: 'test 2' });
        expect(await ledger.has(recoded.document, recoded.versions)).toBe(false);
        expect(await ledger.record([recoded])).toEqual([{ document: 'page-1', status: 'recoded', claims: 2 }]);
        expect(await ledger.db.selectFrom('claims').select('id').execute()).toHaveLength(4);
        expect(await presentClaims(ledger)).toHaveLength(2);
      });
    });

    it('never lets ledger time run backwards', async () => {
      const first = await openLedger(address, { now: () => new Date('2031-06-02T00:00:00Z') });
      await first.record([readingOf(REPORT)]);
      await first.close();
      const second = await openLedger(address, { now: () => new Date('2031-06-01T00:00:00Z') });
      await second.record([readingOf({ ...REPORT, id: 'page-2' })]);
      expect((await second.head()).recorded).toBe('2031-06-02T00:00:00.001Z');
      await second.close();
    });

    it('records nothing of a batch in which one reading is not fit, and names it', async () => {
      await withLedger(address, async (ledger) => {
        const wrong = readingOf({ ...REPORT, id: 'page-2' });
        const participant = wrong.coded.claims[0]?.source[0];
        if (participant) participant.text = 'Somebody else';
        await expect(ledger.record([readingOf(REPORT), wrong])).rejects.toThrow(
          /page-2.*"Somebody else" is not the text/,
        );
        expect((await ledger.head()).sequence).toBe(0);
      });
    });

    it('refuses a document id that no database can hold', async () => {
      await withLedger(address, async (ledger) => {
        await ledger.record([readingOf({ ...REPORT, id: 'ü'.repeat(1000) })]);
        for (const id of ['', 'a\0b', 'a\ud800b', 'ü'.repeat(1001)]) {
          await expect(ledger.record([readingOf({ ...REPORT, id })])).rejects.toThrow(/document id/);
        }
      });
    });

    it('keeps hostile text as it is', async () => {
      const text = fc.string({
        unit: fc.oneof(fc.constantFrom('\0', '\ud800', '\udc00', "'", '"', '\\', '💥'), fc.string()),
      });
      await withLedger(address, async (ledger) => {
        let count = 0;
        await fc.assert(
          fc.asyncProperty(text, text, async (title, name) => {
            const tellings = [{ source: name, verb: 'met', type: 'CONSULT', target: 'Brenia' }];
            const reading = readingOf({ id: `page-${count++}`, title, tellings });
            await ledger.record([reading]);
            expect(await ledger.has(reading.document, reading.versions)).toBe(true);
            const rows = await ledger.db
              .selectFrom('entries')
              .select('content')
              .orderBy('sequence', 'desc')
              .limit(3)
              .execute();
            const [claim, , revision] = rows.map(({ content }) => contentOf<Record<string, unknown>>(content));
            expect(revision?.document).toEqual(reading.document);
            expect(claim?.claim).toEqual(reading.coded.claims[0]);
          }),
          { numRuns: 50 },
        );
        const title = '\0x'.repeat(500_000);
        await ledger.record([readingOf({ ...REPORT, id: 'large', title })]);
      });
    });

    it('lets two writers in one after the other, and loses nothing', async () => {
      await withLedger(address, async (one) => {
        const two = await openLedger(address);
        for (let i = 0; i < 10; i++) {
          await Promise.all([
            one.record([readingOf({ ...REPORT, id: `one-${i}` })]),
            two.record([readingOf({ ...REPORT, id: `two-${i}` })]),
          ]);
        }
        await two.close();
        expect((await one.head()).sequence).toBe(80);
        expect(await one.db.selectFrom('documents').select('id').execute()).toHaveLength(20);
      });
    });
  });

  describe('the same corpus', () => {
    const telling = fc.record({
      source: fc.constantFrom('Aldoria', 'Brenia', 'the ministry'),
      verb: fc.constantFrom('condemned', 'met'),
      type: fc.constantFrom('ACCUSE', 'CONSULT'),
      target: fc.constantFrom('Corvania', 'Dorland'),
    });
    const report = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      tellings: fc.array(telling, { maxLength: 3 }),
    });
    /** Reports whose revisions can be told apart in time, as a page's own dates do. */
    const corpus = fc
      .array(report, { maxLength: 8 })
      .map((reports) => reports.map((one, i) => readingOf({ ...one, modified: `2031-05-${String(i + 10)}` })));

    it('gives the same answers in another order and when it is read twice', async () => {
      await fc.assert(
        fc.asyncProperty(
          corpus.chain((readings) =>
            fc.tuple(
              fc.constant(readings),
              fc.shuffledSubarray([...readings, ...readings], { minLength: readings.length * 2 }),
            ),
          ),
          async ([readings, shuffled]) => {
            const straight = await withLedger(await database.passing(), async (ledger) => {
              await ledger.record(readings);
              return presentClaims(ledger);
            });
            const mixed = await withLedger(await database.passing(), async (ledger) => {
              for (const reading of shuffled) await ledger.record([reading]);
              return presentClaims(ledger);
            });
            expect(mixed).toEqual(straight);
          },
        ),
        { numRuns: database.runs },
      );
    });
  });
});

describe('openLedger', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-'));
    path = join(folder, 'ledger.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('refuses a file that is no ledger', async () => {
    const path = join(folder, 'notes.txt');
    writeFileSync(path, 'These are notes, and they are long enough to be taken for something. '.repeat(40));
    await expect(openLedger(path)).rejects.toThrow(`ledger ${path}: the file is not a ledger`);
    await expect(openLedger(path, { readOnly: true })).rejects.toThrow('not a ledger');
  });

  it('refuses a database of something else, and leaves it alone', async () => {
    const path = join(folder, 'other.db');
    const other = new DatabaseSync(path);
    other.exec('create table recipes (name text)');
    other.close();
    await expect(openLedger(path)).rejects.toThrow('a database of something else');
    const again = new DatabaseSync(path);
    expect(again.prepare('select name from sqlite_master').all()).toHaveLength(1);
    again.close();
  });

  it('refuses a ledger that a later version made', async () => {
    await withLedger(path, async () => {});
    const file = new DatabaseSync(path);
    file.exec("insert into kysely_migration (name, timestamp) values ('9999-later', '2040-01-01')");
    file.close();
    await expect(openLedger(path)).rejects.toThrow('later version');
  });

  it('refuses what is no file, and a place that does not exist', async () => {
    await expect(openLedger(folder)).rejects.toThrow('this is a folder');
    await expect(openLedger('')).rejects.toThrow('the path of a file is expected');
    await expect(openLedger('a\0b')).rejects.toThrow('the path of a file is expected');
    await expect(openLedger(join(folder, 'none', 'ledger.db'))).rejects.toThrow('cannot be opened');
  });

  it('does not make a ledger when it is only to be read', async () => {
    await expect(openLedger(join(folder, 'none.db'), { readOnly: true })).rejects.toThrow('there is none');
    writeFileSync(join(folder, 'empty.db'), '');
    await expect(openLedger(join(folder, 'empty.db'), { readOnly: true })).rejects.toThrow('it is empty');
  });

  it('writes nothing through a ledger that is opened to be read', async () => {
    await withLedger(path, (ledger) => ledger.record([readingOf(REPORT)]));
    const ledger = await openLedger(path, { readOnly: true });
    expect(await presentClaims(ledger)).toHaveLength(2);
    await expect(ledger.record([readingOf({ ...REPORT, id: 'page-2' })])).rejects.toThrow('may not be written');
    await ledger.close();
  });

  it('names a full disk and keeps what was recorded before', async () => {
    await withLedger(path, async (ledger) => {
      await ledger.record([readingOf(REPORT)]);
      const { sql } = await import('kysely');
      await sql`pragma max_page_count = 60`.execute(ledger.db);
      const large = Array.from({ length: 40 }, (_, i) =>
        readingOf({ ...REPORT, id: `large-${i}`, title: 'x'.repeat(20_000) }),
      );
      await expect(ledger.record(large)).rejects.toThrow('the disk is full');
      expect(await ledger.db.selectFrom('documents').select('id').execute()).toEqual([{ id: 'page-1' }]);
      await sql`pragma max_page_count = 100000`.execute(ledger.db);
      await ledger.record(large);
    });
  });
});
