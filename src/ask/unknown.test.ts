import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { readingOf } from '../../test/readings.js';
import { type Codebook, compileCodebook } from '../codebook/index.js';
import { type Ledger, openLedger } from '../ledger/index.js';
import { events, unknownIn } from './index.js';

const CODEBOOK: Codebook = compileCodebook([]);

describe.each(DATABASES)('what is asked by and not known on $name', (database) => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await openLedger(await database.fresh());
    const tellings = [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' }];
    await ledger.record([readingOf({ id: 'report-1', tellings }), readingOf({ id: 'report-2', tellings: [] })]);
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  it('is a document, with those that begin like it', async () => {
    expect(await unknownIn(ledger, CODEBOOK, { document: 'report-2' })).toEqual([]);
    expect(await unknownIn(ledger, CODEBOOK, { document: 'report' })).toEqual([
      {
        field: 'document',
        value: 'report',
        reason: 'the ledger has no document report',
        near: ['report-1', 'report-2'],
      },
    ]);
    expect(await unknownIn(ledger, CODEBOOK, { document: 'nope' })).toMatchObject([{ near: [] }]);
  });

  it('is an event, with those that begin like it', async () => {
    const [row] = await events(ledger);
    const id = row?.id ?? '';
    expect(await unknownIn(ledger, CODEBOOK, { event: [id] })).toEqual([]);
    expect(await unknownIn(ledger, CODEBOOK, { event: [id.slice(0, 6), 'zzz'] })).toEqual([
      { field: 'event', value: id.slice(0, 6), reason: `the ledger has no event ${id.slice(0, 6)}`, near: [id] },
      { field: 'event', value: 'zzz', reason: 'the ledger has no event zzz', near: [] },
    ]);
  });
});
