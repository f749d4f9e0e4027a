import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../../test/databases.js';
import { type Report, readingOf } from '../../../test/readings.js';
import { type Ledger, openLedger } from '../../ledger/index.js';
import { events } from '../index.js';

let ledger: Ledger;

const SANCTIONS = { source: 'Aldoria', verb: 'imposed sanctions on', type: 'COERCE', cameo: '163', target: 'Brenia' };

async function record(...reports: Report[]): Promise<void> {
  await ledger.record(reports.map(readingOf));
}

const told = (id: string, published: string, telling: Partial<Report['tellings'][number]>): Report => ({
  id,
  published,
  tellings: [{ ...SANCTIONS, ...telling }],
});

async function joined(): Promise<string[]> {
  return (await events(ledger)).map(({ documents }) => documents.join(' '));
}

describe.each(DATABASES)('events on $name', (database) => {
  beforeEach(async () => {
    ledger = await openLedger(await database.fresh());
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  it('join one act in other words, and one that leaves out whom it is aimed at', async () => {
    await record(
      told('a', '2031-05-02', {}),
      told('b', '2031-05-03', { verb: 'slapped sanctions on' }),
      told('c', '2031-05-02', { target: 'it' }),
    );
    expect(await joined()).toEqual(['a b c']);
  });

  it('keep apart another side, another kind of act, another object, and what says that it is another', async () => {
    await record(
      told('a', '2031-05-02', {}),
      told('other side', '2031-05-02', { target: 'Corvania' }),
      told('other act', '2031-05-02', { cameo: '172' }),
      told('again', '2031-05-02', { verb: 'imposed a second round of sanctions on' }),
      told('back', '2031-05-02', { source: 'Brenia', target: 'Aldoria' }),
      told('one draft', '2031-05-02', { type: 'REJECT', cameo: '120', target: 'a draft on fishing quotas' }),
      told('other draft', '2031-05-02', { type: 'REJECT', cameo: '120', target: 'a proposal about grain' }),
    );
    expect(await joined()).toHaveLength(7);
  });

  it('link a plan to what came of it, a denial to what it denies, and an act to what takes it back', async () => {
    await record(
      told('plan', '2031-05-01', { factuality: 'planned' }),
      told('act', '2031-05-04', {}),
      told('denial', '2031-05-06', { factuality: 'denied' }),
      told('end', '2031-07-01', { verb: 'lifted sanctions on', type: 'CONCEDE', cameo: '085' }),
    );
    const rows = await events(ledger);
    const names = new Map(rows.map(({ id, documents }) => [id, documents[0]]));
    const links = rows.map(({ documents, links: own }) => [
      documents[0],
      own?.map(({ kind, event }) => `${kind} ${names.get(event)}`),
    ]);
    expect(Object.fromEntries(links)).toEqual({
      plan: ['confirmation act'],
      act: ['plan plan', 'denial denial', 'reversal end'],
      denial: ['denial act'],
      end: undefined,
    });
  });

  it('keep their id as later reports join', async () => {
    await record(told('a', '2031-05-02', {}));
    const [before] = await events(ledger);
    await record(told('b', '2031-05-03', {}));
    const [after] = await events(ledger);
    expect(after?.documents).toEqual(['a', 'b']);
    expect(after?.id).toBe(before?.id);
  });

  it('take what is recalled without a date to the event that it recalls, and never as new', async () => {
    await record(
      told('a', '2031-05-02', {}),
      told('recalled', '2031-08-02', { novelty: 'background' }),
      told('recalled alone', '2031-08-02', { source: 'Corvania', novelty: 'background' }),
    );
    const rows = await events(ledger);
    expect(rows.map(({ documents, novelty }) => [documents.join(), novelty])).toEqual([
      ['a,recalled', 'new'],
      ['recalled alone', 'background'],
    ]);
  });
});
