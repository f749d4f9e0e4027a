import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingOf } from '../../test/readings.js';
import { type Ledger, openLedger, packPage } from '../ledger/index.js';
import { document, trace } from './index.js';

const HOURS = ['2031-05-01T09:00Z', '2031-05-01T18:00Z'];

describe('a document that was changed', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openLedger(':memory:');
    for (const [i, modified] of HOURS.entries()) {
      const target = ['Brenia', 'Corvania'][i] as string;
      const tellings = [{ source: 'Aldoria', verb: 'condemned', type: 'ACCUSE', target }];
      const reading = readingOf({ id: 'changed', published: '2031-05-01', modified, tellings });
      const page = await packPage({ bytes: new TextEncoder().encode(`<p>${target}`), mediaType: 'text/html' });
      await ledger.record([{ ...reading, page }]);
    }
  });
  afterAll(() => ledger.close());

  it('is shown in each revision, with the claims and the page of that one', async () => {
    const present = await document(ledger, 'changed');
    const [first, second] = present.revisions.map(({ sequence }) => sequence);
    expect(present.sequence).toBe(second);
    const before = await document(ledger, 'changed', first);
    const targets = [before, present].map(({ claims }) => claims.map(({ target }) => target[0]?.text));
    expect(targets).toEqual([['Brenia'], ['Corvania']]);
    expect(before.ended).toBeDefined();
    expect(before.page).toMatchObject({ mediaType: 'text/html', size: '<p>Brenia'.length });
    expect(before.page?.hash).not.toBe(present.page?.hash);
  });

  it('leaves the claims of its earlier revision a page, which says since when they are none of the answers', async () => {
    const present = await document(ledger, 'changed');
    const before = await document(ledger, 'changed', present.revisions[0]?.sequence);
    const gone = await trace(ledger, before.claims[0]?.id as string);
    expect(gone.ended).toBe(before.ended);
    expect(gone.context.text).toContain('Brenia');
    expect((await trace(ledger, present.claims[0]?.id as string)).ended).toBeUndefined();
  });
});
