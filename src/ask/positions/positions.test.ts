import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../../test/databases.js';
import { fenlandCodebook, RECOGNIZES, REFUSES, WITHDRAWS } from '../../../test/fenland.js';
import { type Report, readingOf, type Telling } from '../../../test/readings.js';
import type { Codebook } from '../../codebook/index.js';
import { type Ledger, openLedger } from '../../ledger/index.js';
import { positions, questions } from '../index.js';

let codebook: Codebook;
let ledger: Ledger;
let now: string;

beforeAll(async () => {
  codebook = await fenlandCodebook({ terms: ['independence of Fenland'], from: '2031-01-01' });
});

async function record(...reports: Report[]): Promise<void> {
  await ledger.record(reports.map(readingOf));
}

async function shown(filter: Parameters<typeof positions>[2] = {}): Promise<string[]> {
  return (await positions(ledger, codebook, filter)).map(
    ({ actor, stance, factuality, from, until }) =>
      `${actor.name} ${stance}${factuality === 'actual' ? '' : ` (${factuality})`} ${from}..${until ?? ''}`,
  );
}

describe.each(DATABASES)('positions on $name', (database) => {
  beforeEach(async () => {
    now = '2031-05-10T12:00:00.000Z';
    ledger = await openLedger(await database.fresh(), { now: () => new Date(now) });
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  it('say who holds what since when, on whose word, in which words', async () => {
    await record(
      {
        id: 'a',
        outlet: 'One',
        published: '2031-05-02T08:00',
        tellings: [{ ...RECOGNIZES, source: 'Aldoria', speaker: 'Aldoria' }],
      },
      { id: 'b', outlet: 'Two', published: '2031-05-03', tellings: [{ ...RECOGNIZES, source: 'Aldoria' }] },
    );
    const [first, second] = ['a', 'b'].map((id) =>
      readingOf({
        id,
        tellings: [{ ...RECOGNIZES, source: 'Aldoria', ...(id === 'a' && { speaker: 'Aldoria' }) }],
      }).coded.claims.map((claim) => claim.id),
    );
    expect(await positions(ledger, codebook)).toEqual([
      {
        question: 'fenland',
        actor: { id: 'aldoria', name: 'Aldoria', code: 'XAL', sectors: ['GOV'] },
        stance: 'recognizes',
        factuality: 'actual',
        from: '2031-05-02',
        reported: '2031-05-02T08:00',
        known: '2031-05-10T12:00:00.000Z',
        by: [['Aldoria', 'One'], ['Two']],
        words: 'Aldoria recognized Fenland, Aldoria said.',
        claims: [...(first ?? []), ...(second ?? [])],
        documents: ['a', 'b'],
        origins: 2,
        versions: { coder: 'test 1', codebook: 'test 1' },
      },
    ]);
  });

  it('end the day before the one that follows, and are asked for by valid, report and ledger time', async () => {
    await record({ id: 'a', published: '2031-05-02', tellings: [{ ...RECOGNIZES, source: 'Aldoria' }] });
    now = '2031-05-20T12:00:00Z';
    await record({ id: 'b', published: '2031-05-19', tellings: [{ ...WITHDRAWS, source: 'Aldoria' }] });
    const before = 'Aldoria recognizes 2031-05-02..2031-05-18';
    const after = 'Aldoria withdraws 2031-05-19..';
    expect(await shown()).toEqual([before, after]);
    expect(await shown({ asOf: '2031-05-18' })).toEqual([before]);
    expect(await shown({ asOf: '2031-05-19' })).toEqual([after]);
    expect(await shown({ asOf: '2031-05-01' })).toEqual([]);
    expect(await shown({ until: '2031-05-10' })).toEqual([before]);
    expect(await shown({ since: '2031-06' })).toEqual([after]);
    expect(await shown({ asOf: '2031-06-01', knownAt: '2031-05-15' })).toEqual(['Aldoria recognizes 2031-05-02..']);
    expect(await shown({ knownAt: '2031-05-09' })).toEqual([]);
    expect(await shown({ stance: ['withdraws'], actor: ['XAL'] })).toEqual([after]);
    expect(await shown({ actor: ['Brenia'] })).toEqual([]);
  });

  it('keep plans and denials apart, and leave groups and unknown ones alone', async () => {
    await record({
      id: 'a',
      published: '2031-05-02',
      tellings: [
        { ...RECOGNIZES, source: 'Aldoria' },
        { ...WITHDRAWS, source: 'Aldoria', day: '2031-05-04', factuality: 'planned' },
        { ...RECOGNIZES, source: 'Brenia', factuality: 'denied' },
        { ...RECOGNIZES, source: 'Corvania', verb: 'has not recognized', factuality: 'denied' },
        { ...RECOGNIZES, source: 'The League states' },
      ],
    });
    expect(await shown()).toEqual([
      'Aldoria recognizes 2031-05-02..',
      'Brenia recognizes (denied) 2031-05-02..',
      'Corvania does-not-recognize 2031-05-02..',
      'Aldoria withdraws (planned) 2031-05-04..',
    ]);
  });

  it('show contradiction between reports of one day, and keep hearsay attributed', async () => {
    await record(
      { id: 'a', published: '2031-05-02', tellings: [{ ...RECOGNIZES, source: 'Aldoria', speaker: 'Brenia' }] },
      { id: 'b', published: '2031-05-02', tellings: [{ ...REFUSES, source: 'Aldoria', speaker: 'Aldoria' }] },
    );
    const rows = await positions(ledger, codebook);
    expect(rows.map(({ stance, by, contradicted }) => [stance, by[0]?.[0], contradicted?.length])).toEqual([
      ['does-not-recognize', 'Aldoria', 1],
      ['recognizes', 'Brenia', 1],
    ]);
    expect(rows[0]?.contradicted).toEqual(rows[1]?.claims);
    await record({
      id: 'c',
      published: '2031-05-06',
      tellings: [{ ...RECOGNIZES, source: 'Aldoria', speaker: 'Brenia' }],
    });
    expect(await shown({ asOf: '2031-05-07' })).toEqual([
      'Aldoria does-not-recognize 2031-05-02..',
      'Aldoria recognizes 2031-05-02..',
    ]);
  });

  it('are found by what the claim is aimed at', async () => {
    const aims: [string, Partial<Telling>, Partial<Report>][] = [
      ['by the sentence', { target: 'the independence of Fenland' }, {}],
      [
        'by the headline',
        { target: 'it', type: 'NEUTRAL', predicate: 'stay-neutral' },
        { title: 'Independence of Fenland' },
      ],
      ['not: another state', { target: 'Estmark' }, { title: 'Independence of Fenland' }],
      ['not: before its time', { target: 'Fenland' }, { published: '2030-12-31' }],
      ['not: something else', { target: 'it' }, { title: 'Floods in Estmark' }],
      ['not: of no stance', { type: 'CONSULT', predicate: 'meet', cameo: '040' }, {}],
      [
        'not: what another takes back',
        { source: 'Aldoria regretted that Brenia should withdraw its', verb: 'recognition of' },
        {},
      ],
      ['not: neither one thing nor another', { verb: 'has neither recognized nor rejected', factuality: 'denied' }, {}],
      [
        'not: named in passing',
        { type: 'ACCUSE', verb: 'criticized', predicate: 'criticize', cameo: '111', target: 'Fenland' },
        {},
      ],
    ];
    await record(
      ...aims.map(([, telling, report], i): Report => {
        const tellings = [{ ...RECOGNIZES, source: 'Aldoria', ...telling }];
        return { id: `${i}`, published: '2031-05-02', tellings, ...report };
      }),
    );
    const found = (await positions(ledger, codebook)).flatMap((row) => row.documents);
    expect(found.sort()).toEqual(['0', '1']);
  });

  it('are first known when the ledger first held the claim, whoever coded it', async () => {
    const report: Report = { id: 'a', published: '2031-05-02', tellings: [{ ...RECOGNIZES, source: 'Aldoria' }] };
    await record(report);
    now = '2031-05-20T12:00:00Z';
    await record({ ...report, coder: 'test 2' });
    const [row] = await positions(ledger, codebook);
    expect(row?.known).toBe('2031-05-10T12:00:00.000Z');
    expect(row?.versions.coder).toBe('test 2');
  });

  it('answer for each valid and ledger day as a slow and obvious model does', async () => {
    const days = ['2031-05-01', '2031-05-03', '2031-05-05', '2031-05-07'];
    const acts = { recognizes: RECOGNIZES, 'does-not-recognize': REFUSES, withdraws: WITHDRAWS };
    const side = (stance: string) => (stance === 'recognizes' ? 'for' : 'against');
    const told = fc.record({
      source: fc.constantFrom('Aldoria', 'Brenia'),
      stance: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
      day: fc.constantFrom(...days),
      learned: fc.constantFrom(...days),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 8 }), async (all) => {
        all.sort((a, b) => (a.learned < b.learned ? -1 : 1));
        const own = await openLedger(await database.passing(), { now: () => new Date(`${now}`) });
        for (const [i, { source, stance, day, learned }] of all.entries()) {
          now = `${learned}T10:00:00Z`;
          await own.record([readingOf({ id: `${i}`, published: day, tellings: [{ ...acts[stance], source }] })]);
        }
        for (const knownAt of days) {
          const known = all.filter(({ learned }) => learned <= knownAt);
          for (const asOf of days) {
            const expected = known.filter(
              (one) =>
                one.day <= asOf &&
                !known.some(
                  (later) =>
                    later.source === one.source &&
                    one.day < later.day &&
                    later.day <= asOf &&
                    side(later.stance) !== side(one.stance) &&
                    !known.some(
                      (again) => again.source === one.source && again.day === later.day && again.stance === one.stance,
                    ),
                ),
            );
            const rows = await positions(own, codebook, { asOf, knownAt });
            const names = rows.map(({ actor, stance }) => `${actor.name} ${stance}`).sort();
            expect(names).toEqual([...new Set(expected.map(({ source, stance }) => `${source} ${stance}`))].sort());
          }
        }
        await own.close();
      }),
      { numRuns: database.runs },
    );
  }, 60_000);
});

describe('questions', () => {
  it('are those of the codebook, with the stances that can be taken on them', () => {
    expect(questions(codebook)).toMatchObject([
      { id: 'fenland', kind: 'recognition', subjects: ['fenland'], from: '2031-01-01' },
    ]);
    expect(questions(codebook)[0]?.stances).toContain('does-not-recognize');
  });

  it('that are not there are named, with those that are', async () => {
    await expect(positions(ledger, codebook, { question: ['mars'] })).rejects.toThrow('it has: fenland');
  });
});
