import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Report, readingOf } from '../../test/readings.js';
import { sha256 } from './canonical.js';
import { type Database, type Ledger, openLedger, verify } from './index.js';
import { packContent, unpackContent } from './packing.js';

const MEETING = { source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia', speaker: 'Corvania' };
const QUARREL = { source: 'Brenia', verb: 'accused', type: 'ACCUSE', target: 'the envoy' };

/** A new document, a revision, an earlier one that comes late, and a page coded anew. */
const REPORTS: Report[] = [
  { id: 'a', modified: '2031-05-02', tellings: [MEETING, QUARREL] },
  { id: 'b', tellings: [QUARREL] },
  { id: 'a', modified: '2031-05-04', tellings: [MEETING] },
  { id: 'a', modified: '2031-05-01', tellings: [QUARREL] },
  { id: 'a', modified: '2031-05-01', tellings: [QUARREL], coder: 'test 2' },
  { id: 'b', tellings: [QUARREL], coder: 'test 2' },
];

async function filled(address: string): Promise<Ledger> {
  const ledger = await openLedger(address);
  for (const report of REPORTS) await ledger.record([readingOf(report)]);
  return ledger;
}

/** What somebody does to the tables: SQL statements, or more than that. */
type Change = string | ((db: Database) => Promise<void>);

async function run(db: Database, statements: string): Promise<void> {
  for (const statement of statements.split(';')) await sql.raw(statement).execute(db);
}

async function setContent(db: Database, sequence: number, content: Uint8Array): Promise<void> {
  await db.updateTable('entries').set({ content }).where('sequence', '=', sequence).execute();
}

async function alterContent(db: Database, sequence: number, alter: (json: string) => string): Promise<void> {
  const { content } = await db
    .selectFrom('entries')
    .select('content')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  await setContent(db, sequence, packContent(alter(unpackContent(content))));
}

describe.each(DATABASES)('verify on $name', (database) => {
  let address: string;
  beforeEach(async () => {
    address = await database.fresh();
  });
  afterEach(() => database.tidy());

  it('passes an empty ledger and one with everything in it', async () => {
    const ledger = await openLedger(address);
    expect(await verify(ledger)).toEqual({ entries: 0, head: '0'.repeat(64), recorded: '' });
    for (const report of REPORTS) await ledger.record([readingOf(report)]);
    const { sequence: entries, hash: head, recorded } = await ledger.head();
    expect(await verify(ledger)).toEqual({ entries, head, recorded });
    await ledger.close();
  });

  it('knows a head that the ledger once had, and no other', async () => {
    const ledger = await openLedger(address);
    await ledger.record([readingOf(REPORTS[0] as Report)]);
    const { hash } = await ledger.head();
    await ledger.record([readingOf(REPORTS[1] as Report)]);
    expect((await verify(ledger, { head: hash })).fault).toBeUndefined();
    expect((await verify(ledger, { head: 'f'.repeat(64) })).fault?.reason).toContain('no entry has the hash');
    await ledger.close();
  });

  it.each<[string, Change, number]>([
    ['an altered content', (db) => alterContent(db, 3, (json) => json.replaceAll('Brenia', 'Dorland')), 3],
    ['a content that cannot be unpacked', (db) => setContent(db, 3, Buffer.of(1, 2, 3)), 3],
    ['a content in an unknown form', (db) => setContent(db, 3, Buffer.of(9)), 3],
    ['an altered time', "update entries set recorded = '2030-01-01T00:00:00.000Z' where sequence = 2", 2],
    [
      'an altered content with its hash',
      async (db) => {
        await setContent(db, 4, packContent('{}'));
        await run(db, `update entries set content_hash = '${sha256('{}')}' where sequence = 4`);
      },
      4,
    ],
    ['a removed entry', 'delete from entries where sequence = 5', 5],
    ['entries removed from the end', 'delete from entries where sequence > 8', 9],
    [
      'two entries that changed places',
      'update entries set sequence = case sequence when 3 then -4 when 4 then -3 end where sequence in (3, 4); update entries set sequence = -sequence where sequence < 0',
      3,
    ],
    ['a claim in the tables that says something else', "update claims set factuality = 'denied' where sequence = 3", 3],
    [
      'a participant that is somebody else',
      "update participants set actor = 'dorland' where claim = 4 and role = 'source'",
      4,
    ],
    ['a claim that is gone from the tables', 'delete from claims where sequence = 7', 7],
    ['a participant more', "insert into participants values (3, 'target', 9, null, 'nobody', null, null, 0)", 3],
    ['an answer that came back', 'update claims set ended = null where sequence = 3', 3],
    ['a revision that came back', 'update revisions set ended = null where sequence = 1', 1],
    ['a document that is gone', "delete from documents where id = 'b'", 0],
  ])('names the first bad entry: %s', async (_, change, sequence) => {
    await (await filled(address)).close();
    const altered = await openLedger(address);
    await (typeof change === 'string' ? run(altered.db, change) : change(altered.db));
    await altered.close();
    const ledger = await openLedger(address, { readOnly: true });
    const { fault, entries } = await verify(ledger);
    expect(fault?.sequence).toBe(sequence);
    expect(entries).toBeLessThanOrEqual((await ledger.head()).sequence);
    await ledger.close();
  });

  it('says where the end of the chain is gone', async () => {
    await (await filled(address)).close();
    const altered = await openLedger(address);
    await run(altered.db, 'delete from head');
    await altered.close();
    const ledger = await openLedger(address, { readOnly: true });
    await expect(verify(ledger)).rejects.toThrow('where its chain ends is gone');
    await ledger.close();
  });
});

describe('a ledger file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-'));
    path = join(folder, 'ledger.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('passes `verify` after a power cut at any point of the log, and the next run carries on', async () => {
    const ledger = await filled(path);
    const whole = await ledger.db.selectFrom('entries').select(['kind', 'content_hash']).orderBy('sequence').execute();
    const size = statSync(`${path}-wal`).size;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: size }), async (kept) => {
        const copy = join(folder, `cut-${count++}.db`);
        copyFileSync(path, copy);
        copyFileSync(`${path}-wal`, `${copy}-wal`);
        truncateSync(`${copy}-wal`, kept);
        const cut = await openLedger(copy);
        expect((await verify(cut)).fault).toBeUndefined();
        for (const report of REPORTS) await cut.record([readingOf(report)]);
        expect((await verify(cut)).fault).toBeUndefined();
        const entries = await cut.db
          .selectFrom('entries')
          .select(['kind', 'content_hash'])
          .orderBy('sequence')
          .execute();
        expect(entries).toEqual(whole);
        await cut.close();
      }),
      { numRuns: 20 },
    );
    await ledger.close();
  });

  it('is named where it is damaged', async () => {
    const ledger = await filled(path);
    await sql`pragma wal_checkpoint(truncate)`.execute(ledger.db);
    await ledger.close();
    const { openSync, writeSync, closeSync } = await import('node:fs');
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(8192, 7), 0, 8192, 4096);
    closeSync(file);
    const open = async () => {
      const damaged = await openLedger(path, { readOnly: true });
      try {
        return await verify(damaged);
      } finally {
        await damaged.close();
      }
    };
    await expect(open()).rejects.toThrow(/damaged|malformed/);
  });
});
