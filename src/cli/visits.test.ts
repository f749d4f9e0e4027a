import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Ledger, openLedger } from '../ledger/index.js';
import type { Read } from '../read/index.js';
import { HeldVisits } from './visits.js';

const VERSIONS = { coder: 'test 1', codebook: 'test 1' };
const VISIT = { etag: '"1"', checked: '2031-05-02T10:00:00.000Z', changed: '2031-05-02T10:00:00.000Z' };

async function* reads(count: number): AsyncGenerator<Read> {
  for (let i = 0; i < count; i++) yield { failure: { where: `page ${i}`, reason: 'none' } };
}

describe.each(DATABASES)('visits in a ledger on $name', (database) => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await openLedger(await database.fresh());
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  it('are there for the next run once what they gave was dealt with, not before', async () => {
    const visits = new HeldVisits(ledger, VERSIONS);
    const handed = visits.counted(reads(2));
    await handed.next();
    await visits.set('https://a.example/', VISIT);
    await handed.next();
    await visits.set('https://b.example/', { ...VISIT, lastModified: 'Fri, 02 May 2031 10:00:00 GMT', hash: 'h' });
    await visits.done(false);
    await visits.keep();
    const later = () => new HeldVisits(ledger, VERSIONS);
    expect(await later().get('https://a.example/')).toEqual(VISIT);
    expect(await later().get('https://b.example/')).toBeUndefined();
    expect(await visits.get('https://b.example/')).toBeDefined();
    await visits.done(false);
    expect(await later().get('https://b.example/')).toEqual({
      ...VISIT,
      lastModified: 'Fri, 02 May 2031 10:00:00 GMT',
      hash: 'h',
    });
  });

  it('are forgotten where the page could not be dealt with, and count for one coder and codebook', async () => {
    const visits = new HeldVisits(ledger, VERSIONS);
    const handed = visits.counted(reads(1));
    await handed.next();
    await visits.set('https://a.example/', VISIT);
    await visits.done(true);
    expect(await visits.get('https://a.example/')).toBeUndefined();
    await visits.set(`https://a.example/${'long'.repeat(2000)}`, VISIT);
    expect(await visits.get(`https://a.example/${'long'.repeat(2000)}`)).toEqual(VISIT);
    const others = new HeldVisits(ledger, { ...VERSIONS, coder: 'test 2' });
    expect(await others.get(`https://a.example/${'long'.repeat(2000)}`)).toBeUndefined();
  });

  it('come in the place of earlier ones, and count those without news', async () => {
    const visits = new HeldVisits(ledger, VERSIONS);
    await visits.set('https://a.example/', VISIT);
    const checked = '2031-05-03T10:00:00.000Z';
    await visits.set('https://a.example/', { ...VISIT, checked });
    expect(visits.unchanged).toBe(1);
    expect(await visits.get('https://a.example/')).toEqual({ ...VISIT, checked });
  });
});
