import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../../test/databases.js';
import { fenlandCodebook, RECOGNIZES, WITHDRAWS } from '../../../test/fenland.js';
import { readingOf, type Telling } from '../../../test/readings.js';
import type { Codebook } from '../../codebook/index.js';
import { correct, type Ledger, openLedger } from '../../ledger/index.js';
import { news } from '../index.js';

const RECOGNITION: Telling = { ...RECOGNIZES, source: 'Aldoria' };
const WITHDRAWAL: Telling = { ...WITHDRAWS, source: 'Aldoria' };

let codebook: Codebook;
beforeAll(async () => {
  codebook = await fenlandCodebook();
});

describe.each(DATABASES)('news of positions on $name', (database) => {
  let ledger: Ledger;
  let now: string;
  beforeEach(async () => {
    now = '2031-05-10T12:00:00.000Z';
    ledger = await openLedger(await database.fresh(), { now: () => new Date(now) });
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  const record = (id: string, telling: Telling, published: string) =>
    ledger.record([readingOf({ id, published, tellings: [telling] })]);
  const shown = async (filter: Parameters<typeof news>[2] = {}) =>
    (await news(ledger, codebook, filter)).map(
      ({ kind, known, position }) => `${known.slice(0, 10)} ${kind} ${position.actor.name} ${position.stance}`,
    );

  it('are told in the order in which the ledger learned of them, under ids that stay', async () => {
    await record('b', WITHDRAWAL, '2031-05-09');
    const [first] = await news(ledger, codebook);
    now = '2031-05-11T12:00:00.000Z';
    await record('a', RECOGNITION, '2031-05-02');
    expect(await shown()).toEqual(['2031-05-11 new Aldoria recognizes', '2031-05-10 changed Aldoria withdraws']);
    now = '2031-05-12T12:00:00.000Z';
    await record('c', { ...RECOGNITION, source: 'Brenia' }, '2031-05-02');
    const rows = await news(ledger, codebook);
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatchObject({ kind: 'changed', before: { stance: 'recognizes' } });
    expect(first?.kind).toBe('new');
    const again = await news(ledger, codebook);
    expect(again).toEqual(rows);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
    expect(await shown({ actor: ['Brenia'] })).toEqual(['2031-05-12 new Brenia recognizes']);
    expect(await shown({ stance: ['withdraws'] })).toEqual(['2031-05-10 changed Aldoria withdraws']);
    expect(await shown({ limit: 1 })).toHaveLength(1);
  });

  it('tell of contradictions, by when the later of the two was learned', async () => {
    await record('a', RECOGNITION, '2031-05-02');
    now = '2031-05-11T12:00:00.000Z';
    await record('b', WITHDRAWAL, '2031-05-02');
    expect(await shown()).toContain('2031-05-11 contradiction Aldoria withdraws');
    const row = (await news(ledger, codebook)).find(({ kind }) => kind === 'contradiction');
    expect(row?.others).toMatchObject([{ stance: 'recognizes' }]);
  });

  it('tell of what is no answer any more since a person rejected it', async () => {
    await record('a', RECOGNITION, '2031-05-02');
    const [told] = await news(ledger, codebook);
    now = '2031-06-20T12:00:00.000Z';
    await correct(ledger, {
      action: 'reject',
      claim: told?.position.claims[0] as string,
      by: 'Ada',
      reason: 'the text says otherwise',
    });
    expect(await shown()).toEqual(['2031-06-20 withdrawn Aldoria recognizes']);
  });
});
