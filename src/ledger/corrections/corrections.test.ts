import { afterEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../../test/databases.js';
import { type Report, readingOf, STATES } from '../../../test/readings.js';
import { type ClaimRow, claims } from '../../ask/index.js';
import type { Knowledge } from '../../types.js';
import { type Corrected, type CorrectionRequest, correct, type Ledger, openLedger, verify } from '../index.js';

const MEETING = { source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' };
const QUARREL = { source: 'Brenia', verb: 'accused', type: 'ACCUSE', target: 'the envoy' };
const VISIT = { source: 'Corvania', verb: 'visited', type: 'CONSULT', target: 'Dorland' };
const SIGNED = { by: 'Ada', reason: 'read it again' };

const KNOWS: Knowledge = {
  actor: (name) => STATES.get(name),
  event: ({ type = 'CONSULT', code = '112', mode }) => ({
    type,
    ...(mode && { mode }),
    contexts: [],
    cameo: code,
    quad: 3,
    goldstein: -2,
  }),
};

describe.each(DATABASES)('corrections on $name', ({ fresh, tidy }) => {
  const open: Ledger[] = [];
  let clock = Date.parse('2031-05-01T00:00:00Z');
  const tick = (): Date => {
    clock += 60_000;
    return new Date(clock);
  };

  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
    await tidy();
  });

  async function ledgerOf(...reports: Report[]): Promise<Ledger> {
    const ledger = await openLedger(await fresh(), { now: tick });
    open.push(ledger);
    for (const report of reports) await ledger.record([readingOf(report)]);
    return ledger;
  }

  const rows = async (ledger: Ledger, filter = {}): Promise<ClaimRow[]> => {
    const all: ClaimRow[] = [];
    for await (const row of claims(ledger, filter)) all.push(row);
    return all;
  };
  const told = async (ledger: Ledger, filter = {}) =>
    (await rows(ledger, filter)).map(
      ({ source, event, target }) =>
        `${source.map((s) => s.actor?.name ?? s.text)} ${event.type} ${target.map((t) => t.actor?.name ?? t.text)}`,
    );
  const act = async (ledger: Ledger, request: CorrectionRequest): Promise<Corrected> =>
    (await correct(ledger, request, KNOWS)).at(-1) as Corrected;
  const idOf = async (ledger: Ledger, type: string) =>
    (await rows(ledger, { raw: true })).find(({ event }) => event.type === type)?.id as string;

  it('accepts, rejects and amends, shows both views, and takes all of it back', async () => {
    const ledger = await ledgerOf({ id: 'a', tellings: [MEETING, QUARREL] });
    const [met, quarrel] = [await idOf(ledger, 'CONSULT'), await idOf(ledger, 'ACCUSE')];
    const machine = await told(ledger);
    const before = new Date(clock).toISOString();
    const accepted = await act(ledger, { action: 'accept', claim: met, ...SIGNED });
    expect((await rows(ledger)).find(({ id }) => id === met)).toMatchObject({
      confidence: 1,
      corrected: { entry: accepted.entry, action: 'accept', by: 'Ada' },
    });
    const rejected = await act(ledger, { action: 'reject', claim: quarrel.slice(0, 10), ...SIGNED });
    expect(await told(ledger)).toEqual(['Aldoria CONSULT Brenia']);
    expect(await told(ledger, { raw: true })).toEqual(machine);
    expect(await told(ledger, { knownAt: before })).toEqual(machine);
    const amended = await act(ledger, {
      action: 'amend',
      claim: met,
      set: {
        type: 'REJECT',
        factuality: 'denied',
        source: ['Brenia'],
        target: [{ at: 'Aldoria', actor: 'Estmark' }],
        time: '2031-05',
      },
      ...SIGNED,
    });
    expect(await told(ledger)).toEqual(['Brenia REJECT Estmark']);
    expect((await rows(ledger))[0]).toMatchObject({
      id: met,
      factuality: 'denied',
      time: { start: '2031-05-01', end: '2031-05-31', precision: 'month' },
    });
    expect(await told(ledger, { raw: true })).toEqual(machine);
    expect(await told(ledger, { source: ['Brenia'] })).toEqual(['Brenia REJECT Estmark']);
    expect(await told(ledger, { source: ['Brenia'], raw: true })).toEqual(['Brenia ACCUSE the envoy']);
    expect((await verify(ledger)).fault).toBeUndefined();
    await act(ledger, { action: 'undo', entry: amended.entry, ...SIGNED });
    expect(await told(ledger)).toEqual(['Aldoria CONSULT Brenia']);
    await act(ledger, { action: 'undo', entry: rejected.entry, ...SIGNED });
    await act(ledger, { action: 'undo', entry: accepted.entry, ...SIGNED });
    expect(await told(ledger)).toEqual(machine);
    expect((await rows(ledger)).some(({ corrected }) => corrected)).toBe(false);
    await expect(act(ledger, { action: 'undo', entry: accepted.entry, ...SIGNED })).rejects.toThrow(
      /taken back already/,
    );
    expect((await verify(ledger)).fault).toBeUndefined();
  });

  it('refuses what is not understood, and records nothing of it', async () => {
    const ledger = await ledgerOf({ id: 'a', tellings: [MEETING] });
    const claim = await idOf(ledger, 'CONSULT');
    const { hash } = await ledger.head();
    const wrong: [object, RegExp][] = [
      [{ action: 'accept', claim, by: 'Ada' }, /reason/],
      [{ action: 'accept', claim: 'f00', ...SIGNED }, /none with this id/],
      [{ action: 'amend', claim, set: { source: ['nobody here'] }, ...SIGNED }, /not in its text/],
      [{ action: 'amend', claim, set: { target: [{ at: 'Brenia', actor: 'Atlantis' }] }, ...SIGNED }, /Atlantis/],
      [{ action: 'amend', claim, set: { time: '2031-02-31' }, ...SIGNED }, /no such day/],
      [{ action: 'amend', claim, set: { colour: 'red' }, ...SIGNED }, /colour/],
      [{ action: 'amend', claim, set: { factuality: 'actual' }, ...SIGNED }, /already/],
      [{ action: 'add', document: 'b', quote: 'met', set: { type: 'CONSULT' }, ...SIGNED }, /none with this id/],
      [{ action: 'undo', entry: 1, ...SIGNED }, /no correction/],
    ];
    for (const [request, message] of wrong)
      await expect(act(ledger, request as CorrectionRequest)).rejects.toThrow(message);
    expect((await ledger.head()).hash).toBe(hash);
  });

  it('keeps what was missed, confirmed and rejected through a revision and another coder', async () => {
    const ledger = await ledgerOf({ id: 'a', modified: '2031-05-02', tellings: [MEETING, QUARREL] });
    await act(ledger, { action: 'reject', claim: await idOf(ledger, 'ACCUSE'), ...SIGNED });
    await act(ledger, { action: 'amend', claim: await idOf(ledger, 'CONSULT'), set: { type: 'AGREE' }, ...SIGNED });
    await act(ledger, {
      action: 'add',
      document: 'a',
      quote: 'accused',
      set: { type: 'THREATEN', source: ['Brenia'], target: [{ at: 'the envoy', actor: 'Dorland' }] },
      ...SIGNED,
    });
    const corrected = ['Aldoria AGREE Brenia', 'Brenia THREATEN Dorland'];
    expect(await told(ledger)).toEqual(corrected);
    await ledger.record([
      readingOf({ id: 'a', modified: '2031-05-02', tellings: [MEETING, QUARREL], coder: 'test 2' }),
    ]);
    expect((await told(ledger)).sort()).toEqual(corrected);
    await ledger.record([readingOf({ id: 'a', modified: '2031-05-03', tellings: [VISIT, QUARREL, MEETING] })]);
    expect((await told(ledger)).sort()).toEqual([...corrected, 'Corvania CONSULT Dorland']);
    expect(await told(ledger, { raw: true })).toHaveLength(3);
    await ledger.record([readingOf({ id: 'a', modified: '2031-05-04', tellings: [VISIT] })]);
    expect(await told(ledger)).toEqual(['Corvania CONSULT Dorland']);
    const unplaced = await ledger.db.selectFrom('judgements').select('unplaced').where('ended', 'is', null).execute();
    expect(unplaced.map((one) => one.unplaced)).toEqual(Array(3).fill(expect.stringContaining('not in the text')));
    await ledger.record([readingOf({ id: 'a', modified: '2031-05-05', tellings: [MEETING, VISIT, QUARREL] })]);
    expect((await told(ledger)).sort()).toEqual([...corrected, 'Corvania CONSULT Dorland']);
    expect((await verify(ledger)).fault).toBeUndefined();
  });

  it('merges and splits actors, and takes it back', async () => {
    const ledger = await ledgerOf({ id: 'a', tellings: [MEETING, QUARREL] }, { id: 'b', tellings: [MEETING] });
    const before = new Date(clock).toISOString();
    await expect(act(ledger, { action: 'merge', actor: 'Aldoria', into: 'aldoria', ...SIGNED })).rejects.toThrow(
      'actor Aldoria: it is aldoria already; two different actors are expected',
    );
    const merge = await act(ledger, { action: 'merge', actor: 'Aldoria', into: 'Estmark', ...SIGNED });
    const named = await act(ledger, { action: 'merge', actor: 'the envoy', into: 'Fenland', ...SIGNED });
    expect(await told(ledger)).toEqual(['Estmark CONSULT Brenia', 'Brenia ACCUSE Fenland', 'Estmark CONSULT Brenia']);
    expect(await told(ledger, { source: ['Estmark'] })).toHaveLength(2);
    expect(await told(ledger, { source: ['Aldoria'] })).toHaveLength(2);
    expect(await told(ledger, { target: ['Fenland'] })).toEqual(['Brenia ACCUSE Fenland']);
    expect(await told(ledger, { source: ['Estmark'], knownAt: before })).toEqual([]);
    expect(await told(ledger, { source: ['Aldoria'], raw: true })).toHaveLength(2);
    await expect(act(ledger, { action: 'merge', actor: 'Estmark', into: 'aldoria', ...SIGNED })).rejects.toThrow(
      /undo/,
    );
    const split = await act(ledger, {
      action: 'split',
      actor: 'Brenia',
      into: { id: 'brenia-town', name: 'Brenia (town)', code: 'XBR' },
      documents: ['b'],
      ...SIGNED,
    });
    expect(await told(ledger, { target: ['Brenia (town)'] })).toEqual(['Estmark CONSULT Brenia (town)']);
    expect(await told(ledger, { target: ['Brenia'] })).toEqual(['Estmark CONSULT Brenia']);
    expect((await verify(ledger)).fault).toBeUndefined();
    for (const { entry } of [split, named, merge]) await act(ledger, { action: 'undo', entry, ...SIGNED });
    expect(await told(ledger)).toEqual(await told(ledger, { raw: true }));
    expect((await verify(ledger)).fault).toBeUndefined();
  });

  it('accepts the rest of a document that was reviewed completely', async () => {
    const ledger = await ledgerOf({ id: 'a', tellings: [MEETING, QUARREL] });
    await act(ledger, { action: 'reject', claim: await idOf(ledger, 'ACCUSE'), ...SIGNED });
    const done = await correct(ledger, { action: 'reviewed', document: 'a', ...SIGNED });
    expect(done.map(({ action }) => action)).toEqual(['accept', 'reviewed']);
    await expect(act(ledger, { action: 'reviewed', document: 'a', ...SIGNED })).rejects.toThrow(/Ada marked it/);
    expect((await verify(ledger)).fault).toBeUndefined();
  });

  it('judges a claim in every document that has it, unless one is named', async () => {
    const ledger = await ledgerOf({ id: 'a', tellings: [MEETING] }, { id: 'b', tellings: [MEETING] });
    const claim = await idOf(ledger, 'CONSULT');
    await act(ledger, { action: 'reject', claim, document: 'b', ...SIGNED });
    expect((await rows(ledger)).map(({ document }) => document)).toEqual(['a']);
    expect(await correct(ledger, { action: 'accept', claim, ...SIGNED })).toHaveLength(2);
    expect(await rows(ledger)).toHaveLength(2);
  });

  it('has its tables checked by verify', async () => {
    const ledger = await ledgerOf({ id: 'a', tellings: [MEETING, QUARREL] });
    const { entry } = await act(ledger, { action: 'reject', claim: await idOf(ledger, 'ACCUSE'), ...SIGNED });
    await ledger.db.updateTable('judgements').set({ ended: '2031-05-02T00:00:00.000Z' }).execute();
    expect((await verify(ledger)).fault?.sequence).toBe(entry);
  });
});
