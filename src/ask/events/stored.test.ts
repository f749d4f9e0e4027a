import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../../test/databases.js';
import { type Report, readingOf } from '../../../test/readings.js';
import { type Codebook, compileCodebook } from '../../codebook/index.js';
import { type CorrectionRequest, correct, erase, type Ledger, openLedger, verify } from '../../ledger/index.js';
import { loadClaims } from '../claims.js';
import { counts, type EventRow, events, forwarded } from '../index.js';
import { selectClaims } from '../select.js';
import { groupClaims } from './groups.js';

const SIGNED = { by: 'Ada', reason: 'read it again' };
const CODEBOOK: Codebook = compileCodebook([]);

const telling = fc.record({
  source: fc.constantFrom('Aldoria', 'Brenia', 'the ministry'),
  verb: fc.constant('imposed sanctions on'),
  type: fc.constantFrom('COERCE', 'ACCUSE'),
  cameo: fc.constantFrom('163', '111'),
  target: fc.constantFrom('Corvania', 'Dorland', 'it', 'its banks'),
  factuality: fc.constantFrom('actual', 'actual', 'planned', 'denied'),
  novelty: fc.constantFrom('new', 'new', 'background'),
  day: fc.option(fc.constantFrom('2031-05-01', '2031-05-02', '2031-05-04', '2031-05'), { nil: undefined }),
});
const reports = fc
  .array(
    fc.record({
      published: fc.constantFrom('2031-05-01', '2031-05-02', '2031-05-03', '2031-05-04', '2031-05-09'),
      tellings: fc.array(telling, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((all) => all.map((one, i) => ({ ...one, id: `d${i}` }) as Report));

describe.each(DATABASES)('kept events on $name', ({ fresh, passing, tidy, runs }) => {
  const open: Ledger[] = [];
  const opened = async (address: string) => {
    const ledger = await openLedger(address);
    open.push(ledger);
    return ledger;
  };
  const act = (ledger: Ledger, request: CorrectionRequest) =>
    correct(ledger, request, {
      actor: () => undefined,
      event: ({ type = '' }) => ({ type, contexts: [], cameo: '112', quad: 3, goldstein: -2 }),
    });
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
    await tidy();
  });

  const told = (id: string, published: string, target = 'Brenia'): Report => ({
    id,
    published,
    tellings: [{ source: 'Aldoria', verb: 'imposed sanctions on', type: 'COERCE', cameo: '163', target }],
  });
  const joined = (rows: readonly EventRow[]) => rows.map(({ id, documents }) => `${id} ${documents.join(' ')}`).sort();
  /** What grouping all present claims at once comes to. */
  const atOnce = async (ledger: Ledger) => {
    const claims = [];
    for await (const claim of loadClaims(ledger, await selectClaims(ledger, {}))) claims.push(claim);
    return groupClaims(claims)
      .map((group) =>
        group
          .map(({ sequence }) => sequence)
          .sort((a, b) => a - b)
          .join(),
      )
      .sort();
  };
  const kept = async (ledger: Ledger) => {
    const rows = await ledger.db.selectFrom('tellings').selectAll().where('ended', 'is', null).execute();
    const groups = new Map<string, number[]>();
    for (const { claim, event } of rows) groups.set(event, [...(groups.get(event) ?? []), claim]);
    return [...groups.values()].map((group) => group.sort((a, b) => a - b).join()).sort();
  };

  it('are what grouping all claims at once gives, in whatever order and portions they came', async () => {
    await fc.assert(
      fc.asyncProperty(reports, fc.integer(), async (all, seed) => {
        const [one, other] = [await opened(await passing()), await opened(await passing())];
        for (const report of all) await one.record([readingOf(report)]);
        const shuffled = all
          .map((report, i) => ({ report, at: Math.imul(seed | 1, i + 7919) % 1009 }))
          .sort((a, b) => a.at - b.at)
          .map(({ report }) => readingOf(report));
        await other.record(shuffled.slice(0, 4));
        await other.record(shuffled.slice(4));
        expect(await kept(one)).toEqual(await atOnce(one));
        expect(joined(await events(other))).toEqual(joined(await events(one)));
        for (const ledger of open.splice(0)) await ledger.close();
      }),
      { numRuns: runs },
    );
  });

  it('follow what people correct and what comes in anew, and verify', async () => {
    const change = fc.oneof(
      fc.record({ what: fc.constant('reject' as const), at: fc.nat() }),
      fc.record({ what: fc.constant('recode' as const), at: fc.nat() }),
      fc.record({ what: fc.constant('erase' as const), at: fc.nat() }),
      fc.constant({ what: 'merge' as const, at: 0 }),
      fc.constant({ what: 'undo' as const, at: 0 }),
    );
    await fc.assert(
      fc.asyncProperty(reports, fc.array(change, { maxLength: 4 }), async (all, steps) => {
        const ledger = await opened(await passing());
        await ledger.record(all.map(readingOf));
        let last: number | undefined;
        for (const { what, at } of steps) {
          const sequences = await selectClaims(ledger, {});
          const one = sequences[at % Math.max(1, sequences.length)];
          const report = all[at % all.length] as Report;
          const done =
            what === 'reject' && one !== undefined
              ? act(ledger, { action: 'reject', claim: await idAt(ledger, one), ...SIGNED })
              : what === 'merge'
                ? act(ledger, { action: 'merge', actor: 'Dorland', into: 'Corvania', ...SIGNED })
                : what === 'undo' && last !== undefined
                  ? act(ledger, { action: 'undo', entry: last, ...SIGNED })
                  : what === 'erase'
                    ? erase(ledger, { document: report.id, ...SIGNED }).then(() => [])
                    : ledger.record([readingOf({ ...report, coder: `test ${at}` })]).then(() => []);
          const entries = await done.catch(() => []);
          last = entries.at(-1)?.entry ?? last;
          expect(await kept(ledger)).toEqual(await atOnce(ledger));
        }
        expect((await verify(ledger)).fault).toBeUndefined();
        for (const one of open.splice(0)) await one.close();
      }),
      { numRuns: runs },
    );
  });

  it('are the same in events and in counts, for one filter', async () => {
    const filter = fc.record(
      {
        actor: fc.constantFrom(['Aldoria'], ['Corvania']),
        type: fc.constantFrom(['COERCE'], ['ACCUSE']),
        since: fc.constantFrom('2031-05-02', '2031-05-04'),
        until: fc.constantFrom('2031-05-03', '2031-05-08'),
        asOf: fc.constant('2031-05-04'),
        raw: fc.constant(true),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(reports, filter, async (all, asked) => {
        const ledger = await opened(await passing());
        await ledger.record(all.map(readingOf));
        const rows = (await events(ledger, { ...asked, factuality: ['actual'] })).filter(
          ({ novelty, time }) => novelty === 'new' || time,
        );
        const found = await counts(ledger, CODEBOOK, { ...asked, by: 'type', per: 'year' });
        expect(found.reduce((sum, one) => sum + one.events, 0)).toBe(rows.length);
        for (const one of open.splice(0)) await one.close();
      }),
      { numRuns: runs },
    );
  });

  it('answer as they stood at an earlier time', async () => {
    let now = new Date('2032-01-01T00:00:00Z');
    const ledger = await openLedger(await fresh(), { now: () => now });
    open.push(ledger);
    await ledger.record([readingOf(told('b', '2031-05-03'))]);
    const [before] = await events(ledger);
    now = new Date('2032-01-03T00:00:00Z');
    await ledger.record([readingOf(told('a', '2031-05-02'))]);
    const [after] = await events(ledger);
    expect(after?.documents).toEqual(['a', 'b']);
    expect(await events(ledger, { knownAt: '2032-01-02' })).toEqual([before]);
    expect((await events(ledger, { event: [before?.id as string] })).map(({ id }) => id)).toEqual([after?.id]);
  });

  it('leave a forwarding id where people correct the report that they were known by', async () => {
    const ledger = await opened(await fresh());
    await ledger.record([readingOf(told('a', '2031-05-02')), readingOf(told('b', '2031-05-03'))]);
    const [before] = await events(ledger);
    const first = before?.claims[0] as string;
    await act(ledger, { action: 'reject', claim: first, document: 'a', ...SIGNED });
    const rows = await events(ledger);
    expect(rows.map(({ documents }) => documents)).toEqual([['b']]);
    expect(rows[0]?.id).not.toBe(before?.id);
    const [old] = await forwarded(ledger, rows);
    expect(old).toMatchObject({ id: before?.id, links: [{ kind: 'forwarded', event: rows[0]?.id }] });
    expect(await events(ledger, { event: [before?.id as string] })).toEqual(rows);
  });

  it('are one where people say that two actors are', async () => {
    const ledger = await opened(await fresh());
    await ledger.record([readingOf(told('a', '2031-05-02')), readingOf(told('b', '2031-05-02', 'Corvania'))]);
    const before = await events(ledger);
    expect(before).toHaveLength(2);
    await act(ledger, { action: 'merge', actor: 'Corvania', into: 'Brenia', ...SIGNED });
    const rows = await events(ledger);
    expect(rows.map(({ documents }) => documents.join())).toEqual(['a,b']);
    expect(await events(ledger, { raw: true })).toHaveLength(2);
    const gone = before.filter(({ id }) => id !== rows[0]?.id).map(({ id }) => id);
    expect((await forwarded(ledger, rows)).map(({ id }) => id)).toEqual(gone);
  });
});

async function idAt({ db }: Ledger, sequence: number): Promise<string> {
  return (await db.selectFrom('claims').select('id').where('sequence', '=', sequence).executeTakeFirstOrThrow()).id;
}
