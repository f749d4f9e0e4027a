import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { readingOf } from '../../test/readings.js';
import { type Ledger, openLedger } from '../ledger/index.js';
import { event, events } from './index.js';

const MEETING = { source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia', day: '2031-05-03' };

describe.each(DATABASES)('one event on $name', (database) => {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await openLedger(await database.fresh());
    await ledger.record(
      [
        { id: 'late', outlet: 'The Later Echo', published: '2031-05-05', tellings: [MEETING] },
        { id: 'early', published: '2031-05-04', tellings: [MEETING] },
        {
          id: 'plan',
          published: '2031-05-01',
          tellings: [{ ...MEETING, verb: 'will meet', factuality: 'planned' as const }],
        },
      ].map(readingOf),
    );
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  it('is shown as each report tells it, the oldest first, with the events that it has to do with', async () => {
    const row = (await events(ledger, { factuality: ['actual'] }))[0];
    const view = await event(ledger, row?.id ?? '');
    expect(view.event.documents).toEqual(['early', 'late']);
    expect(view.tellings.map(({ claim, words }) => [claim.document, words])).toEqual([
      ['early', 'Aldoria met Brenia.'],
      ['late', 'Aldoria met Brenia.'],
    ]);
    expect(view.linked.map(({ kind, event: { factuality } }) => [kind, factuality])).toEqual([['plan', 'planned']]);
  });

  it('is not made up', async () => {
    await expect(event(ledger, 'none')).rejects.toThrow('event none: the ledger has none with this id');
  });

  it('is among those that so many origins tell of, or some claims', async () => {
    expect((await events(ledger, { origins: 2 })).every(({ origins }) => origins >= 2)).toBe(true);
    const [first, second] = await events(ledger);
    const toldBy = async (claims: readonly string[] = []) =>
      (await events(ledger, { claims: new Set(claims) })).map(({ id }) => id);
    expect(await toldBy(first?.claims)).toEqual([first?.id]);
    expect(await toldBy(second?.claims)).toEqual([second?.id]);
  });
});
