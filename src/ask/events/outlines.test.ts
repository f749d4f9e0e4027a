import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../../test/databases.js';
import { type Report, readingOf, STATES } from '../../../test/readings.js';
import { type Codebook, compileCodebook } from '../../codebook/index.js';
import { correct, firstDay, type Ledger, openLedger, verify } from '../../ledger/index.js';
import { type EventFilter, events } from './index.js';
import { eventOutlines } from './outlines.js';

const CODEBOOK: Codebook = compileCodebook([]);
const SIGNED = { by: 'Ada', reason: 'read it again' };

const telling = fc.record({
  source: fc.constantFrom('Aldoria', 'Brenia', 'the ministry'),
  verb: fc.constantFrom('sanctioned', 'imposed sanctions on'),
  type: fc.constantFrom('COERCE', 'ACCUSE'),
  cameo: fc.constant('163'),
  target: fc.constantFrom('Corvania', 'Dorland', 'the envoy'),
  factuality: fc.constantFrom('actual', 'planned'),
  novelty: fc.constantFrom('new', 'new', 'background'),
  day: fc.option(fc.constantFrom('2031-05-01', '2031-05-02'), { nil: undefined }),
});
const reports = fc
  .array(
    fc.record({
      published: fc.option(fc.constantFrom('2031-05-01', '2031-05-02', '2031-05'), { nil: undefined }),
      tellings: fc.array(telling, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map((one, i) => ({ ...one, id: `d${i}` }) as Report));

describe.each(DATABASES)('outlines of events on $name', ({ fresh, passing, tidy, runs }) => {
  const open: Ledger[] = [];
  const filled = async (address: string, all: readonly Report[]) => {
    const ledger = await openLedger(address);
    open.push(ledger);
    for (const report of all) await ledger.record([readingOf(report)]);
    return ledger;
  };
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
    await tidy();
  });

  /** The same from whole events. */
  const whole = async (ledger: Ledger, filter: EventFilter) =>
    (await events(ledger, filter))
      .map(
        ({ id, event, reciprocal = false, source, target, novelty, time, reported, claims, documents, versions }) => ({
          id,
          type: event.type,
          quad: event.quad,
          reciprocal,
          source: source.map((one) => one.id),
          target: target.map((one) => one.id),
          novelty,
          day: firstDay(time?.start),
          reported: firstDay(reported),
          claims: [...claims].sort(),
          documents: [...documents].sort(),
          versions,
        }),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  const outlined = async (ledger: Ledger, filter: EventFilter) =>
    (await eventOutlines(ledger, CODEBOOK, filter))
      .map(({ day, reported, ...rest }) => ({
        ...rest,
        day,
        reported,
        claims: [...rest.claims].sort(),
        documents: [...rest.documents].sort(),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));

  it('are what whole events say', async () => {
    await fc.assert(
      fc.asyncProperty(reports, async (all) => {
        const ledger = await filled(await passing(), all);
        await correct(
          ledger,
          { action: 'merge', actor: all[0]?.tellings[0]?.target ?? '', into: 'Estmark', ...SIGNED },
          { actor: (name) => STATES.get(name), event: () => undefined },
        );
        for (const filter of [{}, { actor: ['Estmark'] }, { type: ['ACCUSE'] }, { origins: 2 }, { raw: true }]) {
          expect(await outlined(ledger, filter)).toEqual(await whole(ledger, filter));
        }
        await open.pop()?.close();
      }),
      { numRuns: runs },
    );
  });

  it('are made for the claims of a ledger of before', async () => {
    const address = await fresh();
    const tellings = [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia', day: '2031-05-01' }];
    const ledger = await filled(address, [{ id: 'a', tellings }]);
    const before = await ledger.db.selectFrom('claims').selectAll().execute();
    for (const column of ['quad', 'confidence', 'reciprocal', 'dated']) {
      await sql`alter table claims drop column ${sql.ref(column)}`.execute(ledger.db);
    }
    await sql`alter table tellings drop column day`.execute(ledger.db);
    await sql`delete from kysely_migration where name >= '0015-outlines'`.execute(ledger.db);
    await open.pop()?.close();
    const later = await filled(address, []);
    expect(await later.db.selectFrom('claims').selectAll().execute()).toEqual(before);
    expect(before[0]).toMatchObject({ quad: 3, confidence: 0.9, reciprocal: 0, dated: 1 });
    expect((await verify(later)).fault).toBeUndefined();
  });
});
