import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Report, readingOf, STATES } from '../../test/readings.js';
import { isPostgres } from './dialect.js';
import {
  type CorrectionRequest,
  correct,
  type Database,
  erase,
  type Ledger,
  openLedger,
  packPage,
  release,
} from './index.js';
import { verifyTables } from './verify.js';

/** No part of the record, nor is anything in an answer read from them. */
const OUTSIDE = ['tokens', 'visits', 'kysely_migration', 'kysely_migration_lock'];

/** The search indexes, whose rows SQLite does not show. */
const SEARCH = ['claim_words', 'document_words'];

/** Not compared yet: what told of which event before, since when something tells of one, and where ids of events lead. */
const OPEN = /^(?:forwards\b|tellings \(ended\)|tellings\.recorded )/;

const SIGNED = { by: 'Ada', reason: 'read it again' };
const MEETING = { source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' };
const QUARREL = { source: 'Brenia', verb: 'accused', type: 'ACCUSE', target: 'the envoy', speaker: 'Corvania' };
const VISIT = { source: 'Corvania', verb: 'visited', type: 'CONSULT', target: 'Dorland', day: '2031-05-01' };
const SANCTION = { source: 'Aldoria', verb: 'imposed sanctions on', type: 'COERCE', cameo: '163', target: 'Estmark' };

/** A text long enough to have a fingerprint, so that its copy is found. */
const WIRE = [MEETING, QUARREL, VISIT, SANCTION].flatMap((one) => [one, { ...one, source: `${one.source}` }]);

const REPORTS: Report[] = [
  { id: 'wire', outlet: 'Halyard News', published: '2031-05-02', title: 'Aldoria met Brenia', tellings: WIRE },
  { id: 'copy', outlet: 'The Herald', published: '2031-05-02', title: 'Aldoria met Brenia', tellings: WIRE },
  { id: 'cites', outlet: 'The Echo', published: '2031-05-02', tellings: [{ ...SANCTION, speaker: 'Halyard News' }] },
  {
    id: 'a',
    published: '2031-05-02',
    modified: '2031-05-02',
    url: 'https://a.example/1',
    tellings: [MEETING, QUARREL],
  },
  { id: 'b', published: '2031-05-03', tellings: [SANCTION, VISIT] },
  // First published and last read: the event that others tell of takes its id from it.
  { id: 'first', published: '2031-05-01', tellings: [SANCTION] },
  { id: 'gone', published: '2031-05-04', tellings: [{ ...QUARREL, source: 'Fenland' }] },
];

/** A ledger with something in every table. */
async function filled(address: string): Promise<Ledger> {
  const ledger = await openLedger(address);
  const page = (html: string) =>
    packPage({ bytes: Buffer.from(html), url: 'https://a.example/1', fetched: '2031-05-02T10:00:00.000Z' });
  for (const report of REPORTS) {
    await ledger.record([{ ...readingOf(report), page: await page(`<p>${report.id}</p>`) }]);
  }
  const act = (request: CorrectionRequest) =>
    correct(ledger, request, {
      actor: (name) => STATES.get(name),
      event: ({ type = '' }) => ({ type, contexts: [], cameo: '112', quad: 3, goldstein: -2 }),
    });
  const idOf = async (document: string, type: string): Promise<string> => {
    const claims = ledger.db.selectFrom('claims').select('id').where('document', '=', document);
    return (await claims.where('type', '=', type).executeTakeFirstOrThrow()).id;
  };
  await release(ledger, { name: 'one', by: 'Ada' });
  await act({ action: 'accept', claim: await idOf('a', 'CONSULT'), document: 'a', ...SIGNED });
  await act({ action: 'reject', claim: await idOf('a', 'ACCUSE'), document: 'a', ...SIGNED });
  await act({ action: 'amend', claim: await idOf('b', 'COERCE'), document: 'b', set: { type: 'REJECT' }, ...SIGNED });
  await act({ action: 'add', document: 'b', quote: 'visited', set: { type: 'AID', source: ['Corvania'] }, ...SIGNED });
  await act({ action: 'merge', actor: 'fenland', into: 'Aldoria', ...SIGNED });
  const [merged] = await act({ action: 'merge', actor: 'the envoy', into: 'Dorland', ...SIGNED });
  await act({ action: 'undo', entry: merged?.entry ?? 0, ...SIGNED });
  await act({ action: 'reviewed', document: 'copy', ...SIGNED });
  // A revision, and a page coded anew: what people said is set into both.
  const revised: Report = { ...(REPORTS[3] as Report), modified: '2031-05-05', tellings: [VISIT, MEETING] };
  await ledger.record([readingOf(revised)]);
  await ledger.record([readingOf({ ...(REPORTS[4] as Report), coder: 'test 2' })]);
  await erase(ledger, { document: 'gone', ...SIGNED });
  await release(ledger, { name: 'two' });
  return ledger;
}

/** Something that somebody does to a table with a file or a server at hand. */
interface Tampering {
  what: string;
  statement: RawBuilder<unknown>;
}

type Row = Record<string, unknown>;

async function tablesOf(db: Database): Promise<string[]> {
  const { rows } = isPostgres(db)
    ? await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`.execute(
        db,
      )
    : await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db);
  const names = rows.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_'));
  const shadows = SEARCH.flatMap((table) =>
    ['data', 'idx', 'docsize', 'config', 'content'].map((one) => `${table}_${one}`),
  );
  return names.filter((name) => !OUTSIDE.includes(name) && !shadows.includes(name)).sort();
}

/** Everything that can be done to one row of a table, and to the table as a whole: for some of its rows. */
async function tamperings(db: Database, table: string): Promise<Tampering[]> {
  if (SEARCH.includes(table)) return searchTamperings(db, table);
  const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(db);
  if (!rows.length) throw new Error(`${table}: the ledger of this test has nothing in it`);
  const some = [...new Set([rows[0], rows.at(-1)])] as Row[];
  return some.flatMap((row, i) => {
    const here = sql.join(
      Object.entries(row).map(([column, value]) => isValue(column, value)),
      sql` and `,
    );
    const first = Object.keys(row)[0] as string;
    const name = row.ended ? `${table} (ended)` : table;
    const changes = Object.entries(row).map(([column, value]) => ({
      what: `${name}.${column} of row ${i}`,
      statement: sql`update ${sql.table(table)} set ${sql.ref(column)} = ${other(column, value)} where ${here}`,
    }));
    const more = { ...row, [first]: other(first, row[first]) };
    return [
      ...changes,
      { what: `${name}: row ${i} is gone`, statement: sql`delete from ${sql.table(table)} where ${here}` },
      {
        what: `${name}: one more like row ${i}`,
        statement: sql`insert into ${sql.table(table)} (${sql.join(Object.keys(more).map((one) => sql.ref(one)))})
          values (${sql.join(Object.values(more))})`,
      },
    ];
  });
}

function isValue(column: string, value: unknown): RawBuilder<unknown> {
  return value === null ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`;
}

/** Another value of the same kind. */
function other(column: string, value: unknown): unknown {
  if (value instanceof Uint8Array) {
    const bytes = Uint8Array.from(value);
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 0x55;
    return bytes;
  }
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return value.startsWith('2') ? `1${value.slice(1)}` : `${value}x`;
  return ['lineage', 'twin', 'lasting'].includes(column) ? 1 : '1999-01-01';
}

async function searchTamperings(db: Database, table: string): Promise<Tampering[]> {
  const from = table === 'claim_words' ? 'claims' : 'revisions';
  const { rows } = await sql<{ sequence: number }>`select sequence from ${sql.table(from)} order by sequence`.execute(
    db,
  );
  const [one, two] = [rows[0]?.sequence, rows[1]?.sequence] as [number, number];
  const key = sql.ref(isPostgres(db) ? 'sequence' : 'rowid');
  const gone = sql`delete from ${sql.table(table)} where ${key} = ${one}`;
  const words = isPostgres(db) ? sql`${"'slander':1"}::tsvector` : sql`${'slander'}`;
  return [
    { what: `${table}: a row is gone`, statement: gone },
    {
      what: `${table}: one more`,
      statement: sql`insert into ${sql.table(table)} (${key}, words) values (99999, ${words})`,
    },
    isPostgres(db)
      ? {
          what: `${table}: other words`,
          statement: sql`update ${sql.table(table)} set words = ${words} where sequence = ${two}`,
        }
      : {
          what: `${table}: other words`,
          statement: sql`insert or replace into ${sql.table(table)} (rowid, words) values (${two}, ${'slander'})`,
        },
  ];
}

describe.each(DATABASES)('what somebody does to any table of a ledger on $name', (database) => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await filled(await database.fresh());
  }, 60_000);
  afterAll(async () => {
    await ledger?.close();
    await database.tidy();
  });

  /** What `verify` says after something was done, which is then undone; undefined where the database refuses it. */
  async function faultAfter({ statement }: Tampering): Promise<string | undefined> {
    const done = new Error('undo it');
    let found: string | undefined;
    const all = ledger.db.transaction().execute(async (db) => {
      await statement.execute(db);
      found = 'none';
      const reason = await verifyTables(db, {}).then(({ fault }) => fault?.reason, String);
      found = reason ?? 'none';
      throw done;
    });
    await all.catch((error) => {
      if (error !== done && found !== undefined) throw error;
    });
    return found;
  }

  it('is seen by `verify`: a value that is another, a row that is gone, a row too many', async () => {
    expect((await ledger.db.transaction().execute((db) => verifyTables(db, {}))).fault).toBeUndefined();
    const unseen: string[] = [];
    let tried = 0;
    for (const table of await tablesOf(ledger.db)) {
      for (const tampering of await tamperings(ledger.db, table)) {
        const reason = await faultAfter(tampering);
        if (reason !== undefined) tried++;
        if (reason === 'none' && !OPEN.test(tampering.what)) unseen.push(tampering.what);
      }
    }
    expect(unseen).toEqual([]);
    expect(tried).toBeGreaterThan(200);
  }, 300_000);
});
