import { describe, expect, it } from 'vitest';
import { readingOf } from '../../test/readings.js';
import { openLedger, type Reading } from '../ledger/index.js';
import type { Read } from '../read/index.js';
import type { Analyst } from './analyst.js';
import { type RecordedRead, recordReads } from './recording.js';

const TELLINGS = [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' }];
const reading = (id: string) => readingOf({ id, tellings: TELLINGS });

/** An analyst that knows the claims of some readings, and notes what it was asked for. */
function analystOf(readings: readonly Reading[], asked: string[] = []): Analyst {
  const [first] = readings;
  return {
    versions: first?.versions ?? { coder: '', codebook: '' },
    width: 3,
    async analyse({ id }) {
      asked.push(id);
      const found = readings.find(({ document }) => document.id === id);
      if (!found) throw new Error('no idea');
      return found.coded;
    },
    close: async () => {},
  };
}

async function* reads(...documents: (Reading | string)[]): AsyncGenerator<Read> {
  for (const one of documents) {
    if (typeof one === 'string') yield { failure: { where: one, reason: 'broken' } };
    else yield { document: one.document, where: `${one.document.id}.html` };
  }
}

const outcome = (read: RecordedRead) =>
  'failure' in read ? `${read.failure.where}: ${read.failure.reason}` : `${read.document.id} ${read.recorded.status}`;

async function outcomes(results: AsyncIterable<RecordedRead>): Promise<string[]> {
  const found: string[] = [];
  for await (const read of results) found.push(outcome(read));
  return found;
}

describe('recordReads', () => {
  it('records in order, and names what failed in its place', async () => {
    const ledger = await openLedger(':memory:');
    const [a, b, c] = [reading('a'), reading('b'), reading('c')];
    const unknown = reading('x');
    const analyst = analystOf([a, b, c]);
    expect(await outcomes(recordReads(reads(a, 'bad.html', b, unknown, a, c), ledger, analyst))).toEqual([
      'a new',
      'bad.html: broken',
      'b new',
      'x.html: could not be coded: Error: no idea',
      'a known',
      'c new',
    ]);
    await ledger.close();
  });

  it('does not code again what is known, but what another version of the coder would read', async () => {
    const ledger = await openLedger(':memory:');
    const known = [reading('a'), reading('b')];
    await outcomes(recordReads(reads(...known), ledger, analystOf(known)));
    const asked: string[] = [];
    expect(await outcomes(recordReads(reads(...known), ledger, analystOf(known, asked)))).toEqual([
      'a known',
      'b known',
    ]);
    expect(asked).toEqual([]);
    const later = readingOf({ id: 'a', tellings: TELLINGS, coder: 'test 2' });
    expect(await outcomes(recordReads(reads(later), ledger, analystOf([later], asked)))).toEqual(['a recoded']);
    expect(asked).toEqual(['a']);
    await ledger.close();
  });

  it('does not lose the others when one cannot be recorded', async () => {
    const ledger = await openLedger(':memory:');
    const wrong = reading('w\0');
    const fine = reading('f');
    const result = await outcomes(recordReads(reads(wrong, fine), ledger, analystOf([wrong, fine])));
    expect(result[0]).toMatch(/document id "w\\u0000"/);
    expect(result[1]).toBe('f new');
    await ledger.close();
  });

  it('stops with what is under way on record', async () => {
    const ledger = await openLedger(':memory:');
    const readings = Array.from({ length: 20 }, (_, i) => reading(`${i}`));
    const stop = new AbortController();
    const analyst = analystOf(readings);
    const stopping: Analyst = {
      ...analyst,
      analyse: async (input) => {
        if (input.id === '4') stop.abort();
        return analyst.analyse(input);
      },
    };
    const done = await outcomes(recordReads(reads(...readings), ledger, stopping, stop.signal));
    expect(done.length).toBeGreaterThanOrEqual(5);
    expect(done.length).toBeLessThan(20);
    expect(await ledger.db.selectFrom('documents').select('id').execute()).toHaveLength(done.length);
    await ledger.close();
  });
});
