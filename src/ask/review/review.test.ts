import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../../test/databases.js';
import { fenlandCodebook, RECOGNIZES, REFUSES } from '../../../test/fenland.js';
import { readingOf, type Telling } from '../../../test/readings.js';
import type { Codebook } from '../../codebook/index.js';
import { correct, type Ledger, openLedger } from '../../ledger/index.js';
import { review } from '../index.js';

const RECOGNITION: Telling = { ...RECOGNIZES, source: 'Aldoria' };
const REFUSAL: Telling = { ...REFUSES, source: 'Aldoria' };
const MEETING: Telling = { source: 'Brenia', verb: 'met', type: 'CONSULT', target: 'Corvania' };
const VISIT: Telling = { source: 'Brenia', verb: 'visited', type: 'CONSULT', target: 'the envoy' };
const SIGNED = { by: 'Ada', reason: 'read it' };

let codebook: Codebook;
beforeAll(async () => {
  codebook = await fenlandCodebook();
});

describe.each(DATABASES)('what waits for review on $name', (database) => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await openLedger(await database.fresh());
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  const record = (id: string, tellings: Telling[], published = '2031-05-02') =>
    ledger.record([readingOf({ id, published, tellings })]);
  const shown = async (filter: Parameters<typeof review>[2] = {}) =>
    (await review(ledger, codebook, filter)).map(({ words }) => words);

  it('begins with what is doubtful and weighs much', async () => {
    await record('a', [MEETING, VISIT, RECOGNITION]);
    const rows = await review(ledger, codebook);
    expect(rows.map(({ words }) => words)).toEqual([
      'Aldoria recognized Fenland.',
      'Brenia visited the envoy.',
      'Brenia met Corvania.',
    ]);
    expect(rows[0]?.positions).toMatchObject([{ question: 'fenland', actor: 'Aldoria', origins: 1 }]);
    expect(rows[1]?.reasons).toEqual(['“the envoy” is no known actor', 'the coder is 90 % sure']);
    for (const { doubt, weight, priority } of rows) {
      expect(doubt).toBeGreaterThan(0);
      expect(doubt).toBeLessThanOrEqual(1);
      expect(weight).toBeGreaterThanOrEqual(1);
      expect(priority).toBeCloseTo(doubt * weight);
    }
  });

  it('names contradictions, and what rests on more origins weighs less', async () => {
    await record('a', [RECOGNITION]);
    const [alone] = await review(ledger, codebook);
    await record('b', [REFUSAL]);
    await record('c', [RECOGNITION, MEETING]);
    const [first, second] = await review(ledger, codebook);
    expect([first, second].map((row) => row?.contradicted.length)).not.toContain(0);
    const again = (await review(ledger, codebook)).find(({ claim }) => claim.id === alone?.claim.id);
    expect(again?.positions[0]?.origins).toBe(2);
    expect(again?.documents).toBe(2);
  });

  it('holds nothing that was judged, until that is taken back', async () => {
    await record('a', [MEETING, VISIT]);
    const [doubtful] = await review(ledger, codebook);
    const [judged] = await correct(ledger, { action: 'accept', claim: doubtful?.claim.id as string, ...SIGNED });
    expect(await shown()).toEqual(['Brenia met Corvania.']);
    await correct(ledger, { action: 'undo', entry: judged?.entry as number, ...SIGNED });
    expect(await shown()).toEqual(['Brenia visited the envoy.', 'Brenia met Corvania.']);
    await correct(ledger, { action: 'reviewed', document: 'a', ...SIGNED });
    expect(await shown()).toEqual([]);
  });

  it('lists copies once, by pages, and what the filters admit', async () => {
    await record('a', [MEETING, VISIT]);
    await record('b', [MEETING, VISIT]);
    await record('c', [RECOGNITION], '2031-06-01');
    expect(await shown()).toHaveLength(3);
    expect((await review(ledger, codebook, { source: ['Brenia'] })).map(({ documents }) => documents)).toEqual([2, 2]);
    const pages = [await shown({ limit: 2 }), await shown({ limit: 2, offset: 2 })];
    expect(pages.flat()).toEqual(await shown());
    expect(await shown({ question: ['fenland'] })).toEqual(['Aldoria recognized Fenland.']);
    expect(await shown({ until: '2031-05', search: 'envoy' })).toEqual(['Brenia visited the envoy.']);
    await expect(review(ledger, codebook, { question: ['none'] })).rejects.toThrow(/question none/);
  });

  it('lets one claim stand for its copies in reports of one origin, however else these differ', async () => {
    const filler = Array.from({ length: 12 }, (_, i) => ({
      source: `Speaker ${i}`,
      verb: `spoke at length about the ${i} roads and bridges of the valley with`,
      type: 'CONSULT',
      target: 'Corvania',
    }));
    await record('a', [VISIT, ...filler]);
    await record('b', [MEETING, VISIT, ...filler]);
    await record('c', [VISIT], '2031-06-01');
    const rows = (await review(ledger, codebook, { search: 'envoy' })).map(({ claim, copies = [] }) => [
      claim.document,
      ...copies.map(({ document, shift }) => `${document} ${shift}`),
    ]);
    expect(rows.map((row) => row.length).sort()).toEqual([1, 2]);
    const [first, copy] = rows.find((row) => row.length === 2) ?? [];
    const shift = 'Brenia met Corvania.\n\n'.length;
    expect([first, copy]).toEqual(first === 'a' ? ['a', `b ${shift}`] : ['b', `a ${-shift}`]);
  });
});
