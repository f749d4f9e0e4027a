import { afterEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Report, readingOf } from '../../test/readings.js';
import { type Codebook, compileCodebook } from '../codebook/index.js';
import { type CorrectionRequest, correct, erase, type Ledger, openLedger, outdated, release } from '../ledger/index.js';
import { Suggestions } from './actors/suggest.js';
import { actor, actors, agreement, type ChangeRow, changes, claims } from './index.js';

const MEETING = { source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' };
const QUARREL = { source: 'Brenia', verb: 'accused', type: 'ACCUSE', target: 'the Aldorian envoy' };
const VISIT = { source: 'Corvania', verb: 'visited', type: 'CONSULT', target: 'Dorland' };
const SIGNED = { by: 'Ada', reason: 'read it again' };

const CODEBOOK: Codebook = compileCodebook([
  {
    path: 'actors/world.yaml',
    folder: 'actors',
    data: {
      actors: [
        { id: 'aldoria', name: 'Aldoria', code: 'XAL', kind: 'state', aliases: ['Republic of Aldoria'] },
        { id: 'UAN', name: 'Union of Aldorian Nations', code: 'IGO', kind: 'organisation' },
        { id: 'XDP', name: 'DPR', code: 'XDP', kind: 'state' },
        { id: 'brenia', name: 'Brenia', code: 'XBR', kind: 'state', ids: { wikidata: 'Q1' } },
      ],
    },
  },
]);

describe.each(DATABASES)('reviewed ledgers on $name', ({ fresh, tidy }) => {
  const open: Ledger[] = [];
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
    await tidy();
  });

  async function ledgerOf(...reports: Report[]): Promise<Ledger> {
    const ledger = await openLedger(await fresh());
    open.push(ledger);
    for (const report of reports) await ledger.record([readingOf(report)]);
    return ledger;
  }
  const act = (ledger: Ledger, request: CorrectionRequest) =>
    correct(ledger, request, {
      actor: () => undefined,
      event: ({ type = '' }) => ({ type, contexts: [], cameo: '112', quad: 3, goldstein: -2 }),
    });
  const idOf = async (ledger: Ledger, type: string) => {
    for await (const { id, event } of claims(ledger)) if (event.type === type) return id;
    throw new Error(`no ${type}`);
  };
  const changed = async (ledger: Ledger, untilRelease?: string) => {
    const rows: ChangeRow[] = [];
    const filter = { sinceRelease: 'one', ...(untilRelease !== undefined && { untilRelease }) };
    for await (const row of changes(ledger, filter)) rows.push(row);
    return rows
      .map((row) => {
        if (row.change === 'erased') return `erased ${row.document}`;
        const fields = row.change === 'changed' ? ` ${row.fields.join()}` : '';
        return `${row.change} ${row.claim.document} ${row.claim.event.type}${fields}`;
      })
      .sort();
  };

  it('do not take what a person added for what the machine says of the same act', async () => {
    const ledger = await ledgerOf({ id: 'a', modified: '2031-05-02', tellings: [MEETING, QUARREL] });
    await release(ledger, { name: 'one' });
    await act(ledger, { action: 'reject', claim: await idOf(ledger, 'ACCUSE'), ...SIGNED });
    const set = { type: 'ACCUSE', target: [QUARREL.target] };
    await act(ledger, { action: 'add', document: 'a', quote: QUARREL.verb, set, ...SIGNED });
    expect(await changed(ledger)).toEqual(['added a ACCUSE', 'withdrawn a ACCUSE']);
    await release(ledger, { name: 'two' });
    await ledger.record([readingOf({ id: 'a', modified: '2031-05-03', tellings: [VISIT, MEETING, QUARREL] })]);
    expect(await changed(ledger)).toEqual([
      'added a ACCUSE',
      'added a CONSULT',
      'changed a CONSULT id',
      'withdrawn a ACCUSE',
    ]);
  });

  it('tell exactly what changed since a release', async () => {
    const ledger = await ledgerOf(
      { id: 'a', modified: '2031-05-02', tellings: [MEETING, QUARREL] },
      { id: 'b', tellings: [VISIT] },
    );
    await release(ledger, { name: 'one', by: 'Ada' });
    await expect(release(ledger, { name: 'one' })).rejects.toThrow(/one of this name/);
    expect(await changed(ledger)).toEqual([]);
    await ledger.record([
      readingOf({ id: 'a', modified: '2031-05-02', tellings: [MEETING, QUARREL], coder: 'test 2' }),
    ]);
    expect(await changed(ledger)).toEqual([]);
    await act(ledger, { action: 'reject', claim: await idOf(ledger, 'ACCUSE'), ...SIGNED });
    await ledger.record([readingOf({ id: 'c', tellings: [QUARREL] })]);
    await release(ledger, { name: 'two' });
    expect(await changed(ledger)).toEqual(['added c ACCUSE', 'withdrawn a ACCUSE']);
    await ledger.record([readingOf({ id: 'a', modified: '2031-05-03', tellings: [VISIT, MEETING] })]);
    const now = ['added a CONSULT', 'added c ACCUSE', 'changed a CONSULT id', 'withdrawn a ACCUSE'];
    expect(await changed(ledger)).toEqual(now);
    expect(await changed(ledger, 'two')).toEqual(['added c ACCUSE', 'withdrawn a ACCUSE']);
    const [merge] = await act(ledger, {
      action: 'merge',
      actor: 'Dorland',
      into: { id: 'x', name: 'X', code: 'XXX' },
      ...SIGNED,
    });
    expect(await changed(ledger)).toEqual([...now, 'changed b CONSULT target'].sort());
    await act(ledger, { action: 'undo', entry: merge?.entry as number, ...SIGNED });
    expect(await changed(ledger)).toEqual(now);
    await erase(ledger, { document: 'b', ...SIGNED });
    expect(await changed(ledger)).toEqual([...now, 'erased b'].sort());
    await expect(changed(await ledgerOf())).rejects.toThrow(/none of this name/);
  });

  it('say how far machine and people agree', async () => {
    const ledger = await ledgerOf({ id: 'a', tellings: [MEETING, QUARREL, VISIT] }, { id: 'b', tellings: [MEETING] });
    expect(await agreement(ledger)).toEqual([]);
    await act(ledger, { action: 'amend', claim: await idOf(ledger, 'ACCUSE'), set: { type: 'REJECT' }, ...SIGNED });
    await act(ledger, {
      action: 'add',
      document: 'a',
      quote: 'visited',
      set: { type: 'AID', source: ['Corvania'] },
      ...SIGNED,
    });
    await act(ledger, { action: 'reviewed', document: 'a', ...SIGNED });
    const rows = Object.fromEntries((await agreement(ledger)).map((row) => [row.type, row]));
    expect(rows.CONSULT).toMatchObject({ judged: 2, right: 2, precision: 1, exact: 1, there: 2, found: 2, recall: 1 });
    expect(rows.ACCUSE).toMatchObject({ judged: 1, right: 0, precision: 0, there: 0, amended: 1 });
    expect(rows.REJECT).toMatchObject({ judged: 0, there: 1, found: 0, recall: 0 });
    expect(rows.AID).toMatchObject({ judged: 0, there: 1, found: 0, added: 1 });
    expect(rows.all).toMatchObject({ judged: 3, right: 2, there: 4, found: 2, recall: 0.5, documents: 1 });
    await ledger.record([
      readingOf({ id: 'a', tellings: [MEETING, { ...QUARREL, type: 'REJECT' }, VISIT], coder: 'test 2' }),
    ]);
    const later = Object.fromEntries((await agreement(ledger)).map((row) => [row.type, row]));
    expect(later.REJECT).toMatchObject({ judged: 1, right: 1, there: 1, found: 1 });
  });

  it('list actors with their names, and who may be meant by words that name none', async () => {
    const ledger = await ledgerOf({ id: 'a', tellings: [MEETING, QUARREL, { ...QUARREL, target: 'the U.A.N.' }] });
    const rows = await actors(ledger, CODEBOOK);
    expect(rows[0]).toMatchObject({
      actor: { id: 'brenia', ids: { wikidata: 'Q1' } },
      source: 2,
      target: 1,
      names: ['Brenia'],
    });
    expect(rows.find(({ name }) => name === 'the u.a.n.')?.suggestion).toMatchObject({ id: 'UAN' });
    await act(ledger, {
      action: 'merge',
      actor: 'the U.A.N.',
      into: { id: 'UAN', name: 'Union of Aldorian Nations', code: 'IGO' },
      ...SIGNED,
    });
    expect((await actors(ledger, CODEBOOK, { unresolved: true })).map(({ name }) => name)).toEqual([
      'the aldorian envoy',
    ]);
    expect((await actors(ledger, CODEBOOK)).find(({ actor }) => actor?.id === 'UAN')).toMatchObject({ target: 1 });
    for (const row of await actors(ledger, CODEBOOK)) {
      if (row.actor) expect(await actor(ledger, CODEBOOK, row.actor.id)).toEqual(row);
    }
  });

  it('know which documents another coder coded', async () => {
    const ledger = await ledgerOf({ id: 'a', tellings: [MEETING] }, { id: 'b', tellings: [VISIT], coder: 'test 2' });
    const found = [];
    for await (const { id } of outdated(ledger, { coder: 'test 2', codebook: 'test 1' })) found.push(id);
    expect(found).toEqual(['a']);
  });
});

describe('suggestions', () => {
  const suggestions = new Suggestions(CODEBOOK);
  it.each([
    ['The Republic of Aldoria', 'aldoria', /name is the same|names is the same/],
    ['UAN', 'UAN', /initials/],
    ['Republc of Aldoria', 'aldoria', /1 letter other/],
    ['the government of Aldoria', 'aldoria', /stands within/],
  ])('%s', (words, id, reason) => {
    expect(suggestions.for(words)).toMatchObject({ id, reason: expect.stringMatching(reason) });
  });

  it.each(['LPR', 'Brenians and Aldoria and Brenia', 'the envoy', '', '((((((('])('none for “%s”', (words) => {
    expect(suggestions.for(words)).toBeUndefined();
  });
});
