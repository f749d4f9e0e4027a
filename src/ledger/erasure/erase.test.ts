import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../../test/databases.js';
import { type Report, readingOf } from '../../../test/readings.js';
import { claims, documents } from '../../ask/index.js';
import { correct, erase, type Ledger, openLedger, verify } from '../index.js';

const SECRET: Report = {
  id: 'a',
  url: 'https://news.example/unspeakable-quarrel',
  title: 'Unspeakable quarrel',
  published: '2031-05-02',
  tellings: [
    { source: 'Brenia', verb: 'excoriated', type: 'ACCUSE', target: 'the hapless envoy', speaker: 'Corvania' },
  ],
};
const OTHER: Report = { id: 'b', tellings: [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' }] };
const SIGNED = { by: 'Ada', reason: 'a court said so' };

describe.each(DATABASES)('erase on $name', ({ name, fresh, tidy }) => {
  const open: Ledger[] = [];
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
    await tidy();
  });

  async function filled(): Promise<{ ledger: Ledger; address: string }> {
    const address = await fresh();
    const ledger = await openLedger(address);
    open.push(ledger);
    for (const report of [SECRET, { ...SECRET, modified: '2031-05-03', outlet: 'The Herald' }, OTHER]) {
      await ledger.record([readingOf(report)]);
    }
    for await (const { id } of claims(ledger, { document: 'a' })) {
      await correct(ledger, { action: 'accept', claim: id, ...SIGNED });
    }
    return { ledger, address };
  }

  it('leaves a tombstone, and a chain that holds', async () => {
    const { ledger } = await filled();
    const before = (await ledger.head()).hash;
    const done = await erase(ledger, { document: 'a', ...SIGNED });
    expect(done).toMatchObject({ document: 'a', by: 'Ada', erased: 5 });
    expect((await verify(ledger, { head: before })).fault).toBeUndefined();
    const all = [];
    for await (const { document } of claims(ledger)) all.push(document);
    expect(all).toEqual(['b']);
    expect(await documents(ledger, { search: 'excoriated' })).toEqual([]);
    const row = (await documents(ledger)).find(({ id }) => id === 'a');
    expect(row).toMatchObject({ outlet: 'The Herald', published: '2031-05-02', erased: SIGNED });
    expect(row).not.toHaveProperty('title');
    expect(row).not.toHaveProperty('url');
    await expect(erase(ledger, { document: 'a', ...SIGNED })).rejects.toThrow(/Ada had it erased/);
    const [again] = await ledger.record([readingOf({ ...SECRET, modified: '2031-05-09' })]);
    expect(again?.status).toBe('erased');
    expect((await verify(ledger)).fault).toBeUndefined();
  });

  it('is noticed by verify where nobody put it on record', async () => {
    const { ledger } = await filled();
    await erase(ledger, { document: 'a', ...SIGNED });
    const { content } = await ledger.db
      .selectFrom('entries')
      .select('content')
      .where('sequence', '=', 1)
      .executeTakeFirstOrThrow();
    await ledger.db.updateTable('entries').set({ content }).where('sequence', '=', 7).execute();
    expect((await verify(ledger)).fault).toMatchObject({ sequence: 7, reason: 'its content was altered' });
  });

  it.runIf(name === 'SQLite')('leaves no words in the file', async () => {
    const { ledger, address } = await filled();
    const held = () =>
      [address, `${address}-wal`]
        .filter((file) => existsSync(file))
        .some((file) => /excoriated|hapless|unspeakable/i.test(readFileSync(file, 'latin1')));
    await sql`pragma wal_checkpoint(truncate)`.execute(ledger.db);
    expect(held()).toBe(true);
    await erase(ledger, { document: 'a', ...SIGNED });
    expect(held()).toBe(false);
  });
});
