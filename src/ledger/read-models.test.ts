import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Report, readingOf } from '../../test/readings.js';
import type { Actor } from '../types.js';
import { correct, erase, type Ledger, openLedger, type Reading, verify } from './index.js';

const SIGNED = { by: 'Ada', reason: 'as I read it' };

/** Enough sentences for a text to have copies. */
const QUARREL = { source: 'Brenia', verb: 'accused', type: 'ACCUSE', target: 'the envoy of Aldoria' };
const REPORT: Report = {
  id: 'a',
  published: '2031-05-02',
  tellings: [
    { source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia', speaker: 'Corvania' },
    ...Array.from({ length: 7 }, () => QUARREL),
  ],
};

const AGENCY: Actor = { id: 'halyard', name: 'Halyard', code: 'XHA', sectors: ['MED'] };

/** A report that has it from an agency. */
function credited(report: Report): Reading {
  const reading = readingOf(report);
  for (const { attribution } of reading.coded.claims) {
    attribution.unshift({ kind: 'report', speakers: [{ text: 'Halyard', actor: AGENCY }] });
  }
  return reading;
}

/** A report, its copy, one that relays an agency, a page that was changed, another coder's reading, and what people said. */
async function filled(address: string): Promise<Ledger> {
  const ledger = await openLedger(address);
  await ledger.record([readingOf(REPORT), readingOf({ ...REPORT, id: 'b', outlet: 'The Copy' })]);
  await ledger.record([
    credited({ ...REPORT, id: 'c', outlet: 'The Relay', tellings: [{ ...QUARREL, source: 'Dorland' }] }),
    readingOf({ ...REPORT, coder: 'test 2' }),
    readingOf({ ...REPORT, id: 'b', modified: '2031-05-04', tellings: [QUARREL] }),
  ]);
  const { id } = await ledger.db
    .selectFrom('claims')
    .select('id')
    .where('document', '=', 'c')
    .executeTakeFirstOrThrow();
  await correct(ledger, { action: 'amend', claim: id, set: { factuality: 'denied' }, ...SIGNED });
  return ledger;
}

describe.each(DATABASES)('what answers come from, on $name', ({ fresh, tidy }) => {
  const open: Ledger[] = [];
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
    await tidy();
  });

  /** A ledger with everything in it, and the first entry that is a revision or claim of a document. */
  async function whole(): Promise<{ ledger: Ledger; first: (what: string) => number }> {
    const ledger = await filled(await fresh());
    open.push(ledger);
    expect((await verify(ledger)).fault).toBeUndefined();
    const numbers = new Map([['', 0]]);
    for (const table of ['revisions', 'claims'] as const) {
      const rows = await ledger.db.selectFrom(table).select(['document', 'sequence']).execute();
      for (const { document, sequence } of rows) {
        const key = `${table} ${document}`;
        numbers.set(key, Math.min(sequence, numbers.get(key) ?? sequence));
      }
    }
    const told = ledger.db.selectFrom('tellings').select('claim').where('ended', 'is', null).orderBy('claim');
    numbers.set('told', (await told.executeTakeFirstOrThrow()).claim);
    return { ledger, first: (what) => numbers.get(what) as number };
  }

  it.each([
    ['emptied copies', 'delete from copies', 'revisions b'],
    ['half a pair of copies', 'delete from copies where revision < other', 'revisions b'],
    [
      'copies that are none',
      "insert into copies select r.sequence, o.sequence, 'copy' from revisions r, revisions o where r.document <> o.document and 'c' in (r.document, o.document) and 'a' in (r.document, o.document)",
      'revisions c',
    ],
    ['copies of another kind', "update copies set how = 'relay'", 'revisions b'],
    ['emptied credits', 'delete from credits', 'revisions c'],
    ['other credits', `update credits set chain = '["The Relay","Corvania Today"]'`, 'revisions c'],
    ['emptied stories', 'delete from stories', 'revisions a'],
    ['a story more', 'insert into stories select 7, min(sequence) from revisions', 'revisions a'],
    ['emptied prints', 'delete from prints', 'revisions a'],
    ['a print of no text', 'insert into prints values (7, 999999)', ''],
    ['another print', 'update prints set print = 7 where print = (select min(print) from prints)', 'revisions a'],
    ['emptied sketches', 'delete from sketches', 'revisions a'],
    ['emptied names', 'delete from names', 'claims a'],
    ['names of somebody else', "update names set actor = 'FRA'", 'claims a'],
    ['a name that nobody said', "insert into names values ('the great one', 'brenia')", ''],
    ['emptied actors', 'delete from actors', 'claims a'],
    ['actors of another code', "update actors set code = 'FRA' where id = 'dorland'", 'claims c'],
    ['an actor that nobody named', "insert into actors values ('estmark', 'estmark', 'XES')", ''],
    ['emptied tellings', 'delete from tellings', 'told'],
    ['emptied keys of events', 'delete from telling_keys', 'told'],
    ['keys of other days', 'update telling_keys set day = day + 1', 'told'],
    ['a key of no claim', 'insert into telling_keys values (7, 0, 7, 999999)', ''],
    [
      'when a document came',
      "update documents set recorded = '2020-01-01T00:00:00.000Z' where id = 'b'",
      'revisions b',
    ],
    [
      'which page of a document is current',
      "update documents set revision = (select min(sequence) from revisions where document = 'b') where id = 'b'",
      'revisions b',
    ],
  ])('is verified: %s', async (_, statement, where) => {
    const { ledger, first } = await whole();
    await sql.raw(statement).execute(ledger.db);
    expect((await verify(ledger)).fault?.sequence).toBe(first(where));
  });

  it('is what is left where a document was erased', async () => {
    const ledger = await filled(await fresh());
    open.push(ledger);
    for (const document of ['a', 'c']) {
      await erase(ledger, { document, ...SIGNED });
      expect((await verify(ledger)).fault).toBeUndefined();
    }
    const actors = await ledger.db.selectFrom('actors').select('id').orderBy('id').execute();
    expect(actors.map(({ id }) => id)).toEqual(['aldoria', 'brenia', 'corvania']);
  });

  it('does not depend on what was recorded together', async () => {
    const rows = async (ledger: Ledger) => {
      open.push(ledger);
      const tables = ['sketches', 'prints', 'stories', 'credits', 'copies', 'names', 'actors'] as const;
      return Promise.all(
        tables.map(async (table) =>
          (await ledger.db.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row)).sort(),
        ),
      );
    };
    const readings = [
      readingOf(REPORT),
      readingOf({ ...REPORT, id: 'b' }),
      credited({ ...REPORT, id: 'c', tellings: [{ ...QUARREL, source: 'Dorland' }] }),
      {
        ...credited({ ...REPORT, outlet: 'The Late Desk' }),
        document: readingOf(REPORT).document,
        versions: { coder: 'test 2', codebook: 'test 1' },
      },
    ];
    const [together, apart] = [await openLedger(await fresh()), await openLedger(await fresh())];
    await together.record(readings.slice(0, 2));
    await together.record(readings.slice(2));
    for (const reading of readings) await apart.record([reading]);
    expect(await rows(together)).toEqual(await rows(apart));
  });
});
