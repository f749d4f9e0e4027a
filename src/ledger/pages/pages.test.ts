import { afterEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../../test/databases.js';
import { readingOf } from '../../../test/readings.js';
import { erase, type Ledger, openLedger, packPage, pageOfRevision, verify } from '../index.js';

const bytes = Buffer.from('<html><p>Aldoria met \0 Brenia \xff</p>', 'latin1');
const FACTS = {
  url: 'https://a.example/1',
  fetched: '2031-05-02T10:00:00.000Z',
  status: 200,
  headers: { 'content-type': 'text/html; charset=windows-1252' },
  mediaType: 'text/html',
};
const report = (id: string) =>
  readingOf({ id, tellings: [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' }] });

describe.each(DATABASES)('pages on $name', ({ fresh, tidy }) => {
  const open: Ledger[] = [];
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
    await tidy();
  });

  async function filled(): Promise<Ledger> {
    const ledger = await openLedger(await fresh());
    open.push(ledger);
    const page = await packPage({ bytes, ...FACTS });
    await ledger.record([{ ...report('a'), page }, { ...report('b'), page }, report('c')]);
    return ledger;
  }

  const revisionOf = async (ledger: Ledger, id: string): Promise<number> =>
    (await ledger.db.selectFrom('documents').select('revision').where('id', '=', id).executeTakeFirstOrThrow())
      .revision;
  const count = async (ledger: Ledger): Promise<number> =>
    (await ledger.db.selectFrom('pages').select('hash').execute()).length;

  it('are kept once, with the answer they came in', async () => {
    const ledger = await filled();
    for (const id of ['a', 'b']) {
      const page = await pageOfRevision(ledger.db, await revisionOf(ledger, id));
      expect(page).toMatchObject({ ...FACTS, size: bytes.length });
      expect(Buffer.from(page?.bytes ?? []).equals(bytes)).toBe(true);
    }
    expect(await pageOfRevision(ledger.db, await revisionOf(ledger, 'c'))).toBeUndefined();
    expect(await count(ledger)).toBe(1);
    expect((await verify(ledger)).fault).toBeUndefined();
  });

  it('go with the last document that was read in them', async () => {
    const ledger = await filled();
    const signed = { by: 'Ada', reason: 'a court said so' };
    await erase(ledger, { document: 'a', ...signed });
    expect(await count(ledger)).toBe(1);
    expect((await verify(ledger)).fault).toBeUndefined();
    await erase(ledger, { document: 'b', ...signed });
    expect(await count(ledger)).toBe(0);
    expect((await verify(ledger)).fault).toBeUndefined();
  });

  it('that were altered or taken away are noticed', async () => {
    const ledger = await filled();
    const { packed } = await packPage({ bytes: Buffer.from('another') });
    await ledger.db.updateTable('pages').set({ packed }).execute();
    expect((await verify(ledger)).fault).toMatchObject({ reason: expect.stringMatching(/page .* was altered/) });
    await ledger.db.deleteFrom('pages').execute();
    expect((await verify(ledger)).fault).toMatchObject({ reason: expect.stringMatching(/page .* is missing/) });
  });
});
