import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Report, readingOf } from '../../test/readings.js';
import { type Ledger, openLedger, verify } from './index.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrecord-'));
  path = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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

async function filled(): Promise<Ledger> {
  const ledger = await openLedger(path);
  for (const report of REPORTS) await ledger.record([readingOf(report)]);
  return ledger;
}

describe('verify', () => {
  it('passes an empty ledger and one with everything in it', async () => {
    const ledger = await openLedger(path);
    expect(await verify(ledger)).toEqual({ entries: 0, head: '0'.repeat(64), recorded: '' });
    for (const report of REPORTS) await ledger.record([readingOf(report)]);
    const { sequence: entries, hash: head, recorded } = await ledger.head();
    expect(await verify(ledger)).toEqual({ entries, head, recorded });
    await ledger.close();
  });

  it('knows a head that the ledger once had, and no other', async () => {
    const ledger = await openLedger(path);
    await ledger.record([readingOf(REPORTS[0] as Report)]);
    const { hash } = await ledger.head();
    await ledger.record([readingOf(REPORTS[1] as Report)]);
    expect((await verify(ledger, { head: hash })).fault).toBeUndefined();
    expect((await verify(ledger, { head: 'f'.repeat(64) })).fault?.reason).toContain('no entry has the hash');
    await ledger.close();
  });

  it.each([
    ['an altered content', "update entries set content = replace(content, 'Brenia', 'Dorland') where sequence = 3", 3],
    ['an altered time', "update entries set recorded = '2030-01-01T00:00:00.000Z' where sequence = 2", 2],
    [
      'an altered content with its hash',
      "update entries set content = '{}', content_hash = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' where sequence = 4",
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
    ['a participant more', "insert into participants values (3, 'target', 9, null, 'nobody', null, null)", 3],
    ['an answer that came back', 'update claims set ended = null where sequence = 3', 3],
    ['a revision that came back', 'update revisions set ended = null where sequence = 1', 1],
    ['a document that is gone', "delete from documents where id = 'b'", 0],
  ])('names the first bad entry: %s', async (_, change, sequence) => {
    await (await filled()).close();
    const file = new DatabaseSync(path);
    file.exec(change);
    file.close();
    const ledger = await openLedger(path, { readOnly: true });
    const { fault, entries } = await verify(ledger);
    expect(fault?.sequence).toBe(sequence);
    expect(entries).toBeLessThanOrEqual((await ledger.head()).sequence);
    await ledger.close();
  });

  it('passes after a power cut at any point of the log, and the next run carries on', async () => {
    const ledger = await filled();
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

  it('names a damaged file', async () => {
    const ledger = await filled();
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
