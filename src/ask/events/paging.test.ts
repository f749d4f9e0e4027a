import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readingOf, type Telling } from '../../../test/readings.js';
import { openLedger } from '../../ledger/index.js';
import { events } from '../index.js';

const day = fc.integer({ min: 1, max: 9 }).map((one) => `2031-05-0${one}`);
const name = fc.constantFrom('Aldoria', 'Brenia', 'Corvania', 'Dorland');
const telling: fc.Arbitrary<Telling> = fc.record(
  {
    source: name,
    verb: fc.constant('accused'),
    type: fc.constantFrom('ACCUSE', 'CONSULT', 'AID'),
    target: name,
    day: fc.option(day, { nil: undefined }),
    novelty: fc.constantFrom('new' as const, 'background' as const),
  },
  { requiredKeys: ['source', 'verb', 'type', 'target'] },
) as fc.Arbitrary<Telling>;

it('events by pages are those of the whole answer, in its order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          published: fc.option(day, { nil: undefined }),
          tellings: fc.array(telling, { minLength: 6, maxLength: 9 }),
        }),
        {
          minLength: 25,
          maxLength: 40,
        },
      ),
      fc.integer({ min: 7, max: 40 }),
      fc.constantFrom({}, { actor: ['Aldoria'] }, { since: '2031-05-03' }, { type: ['AID'] }),
      async (reports, limit, filter) => {
        const ledger = await openLedger(':memory:');
        await ledger.record(
          reports.map(({ published, tellings }, i) =>
            readingOf({ id: `r${i}`, tellings, ...(published !== undefined && { published }) }),
          ),
        );
        const all = (await events(ledger, filter)).map(({ id }) => id);
        const pages: string[] = [];
        for (let offset = 0; offset < all.length; offset += limit) {
          pages.unshift(...(await events(ledger, { ...filter, limit, offset })).map(({ id }) => id));
        }
        expect(pages).toEqual(all);
        await ledger.close();
      },
    ),
    { numRuns: 6 },
  );
});
