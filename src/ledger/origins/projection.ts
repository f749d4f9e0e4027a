import { type RawBuilder, sql } from 'kysely';
import type { Claim, Document } from '../../types.js';
import type { Appended, Checker, Projection } from '../projections.js';
import { insertRows } from '../rows.js';
import type { Database } from '../schema.js';
import type { Fault } from '../verify.js';
import { copied, type Sketched } from './copies.js';
import { type Fingerprint, fingerprintOf } from './fingerprint.js';
import { creditsOf } from './relays.js';
import type { CopyTable, SketchTable } from './tables.js';

/** Revisions looked at under one key: what more of them have is the foot of a page, and copies share other keys. */
const UNDER_A_KEY = 64;

/** Revisions that a text is compared with, and pairs of it that are kept: the first that came into the ledger. */
const COMPARED = 32;

/** Days between a report and its relay, and how many runs of words the two must have in common. */
const DAYS = 1;
const COMMON = 3;

/** Keeps the tables of `OriginTables`. */
export const originsProjection: Projection = {
  async write(db, entries) {
    const documents = documentsIn(entries);
    const prints = documents.map(({ document }) => fingerprintOf(document));
    await insertRows(
      db,
      'sketches',
      documents.map(({ revision }, i) => sketchRow(revision, prints[i] as Fingerprint)),
    );
    await insertRows(
      db,
      'prints',
      documents.flatMap(({ revision }, i) => Array.from(prints[i]?.keys ?? [], (print) => ({ print, revision }))),
    );
    const credits = documents.map(({ document, claims }) => creditsOf(document, claims));
    await insertRows(
      db,
      'stories',
      documents.flatMap(({ revision }, i) => (credits[i]?.stories ?? []).map((story) => ({ story, revision }))),
    );
    await insertRows(
      db,
      'credits',
      documents.flatMap(({ revision }, i) =>
        (credits[i]?.chains ?? []).map((chain) => ({ revision, chain: JSON.stringify(chain) })),
      ),
    );
    const pairs: CopyTable[] = [];
    for (const [i, { revision, document }] of documents.entries()) {
      const others = await copiesOf(db, revision, prints[i] as Fingerprint);
      pairs.push(...others.flatMap((other) => both(revision, other, 'copy')));
      const stories = credits[i]?.stories ?? [];
      const relayed = await relaysOf(db, revision, document, prints[i] as Fingerprint, stories);
      const news = relayed.filter((other) => !others.includes(other));
      pairs.push(...news.flatMap((other) => both(revision, other, 'relay')));
    }
    await insertRows(db, 'copies', pairs);
  },

  async forget(db, _document, sequences) {
    if (!sequences.length) return;
    for (const table of ['sketches', 'prints', 'stories', 'credits', 'copies'] as const) {
      await db.deleteFrom(table).where('revision', 'in', sequences).execute();
    }
    await db.deleteFrom('copies').where('other', 'in', sequences).execute();
  },

  checker: (db) => new OriginChecker(db),
};

/** A notice that stands instead of a report is nobody's report: it has no copies. */
function documentsIn(entries: readonly Appended[]): { revision: number; document: Document; claims: Claim[] }[] {
  const found: { revision: number; document: Document; claims: Claim[] }[] = [];
  for (const { kind, sequence, content } of entries) {
    if (kind === 'revision') {
      const { document } = content as { document?: Document };
      if (document && document.state !== 'blocked') found.push({ revision: sequence, document, claims: [] });
    } else if (kind === 'claim') {
      const { claim } = content as { claim?: Claim };
      if (claim) found.at(-1)?.claims.push(claim);
    }
  }
  return found;
}

function both(revision: number, other: number, how: CopyTable['how']): CopyTable[] {
  return [
    { revision, other, how },
    { revision: other, other: revision, how },
  ];
}

function sketchRow(revision: number, { top, sketch }: Sketched): SketchTable {
  const hashes = Buffer.alloc(4 * (top.length + sketch.length));
  let at = 0;
  for (const part of [top, sketch]) for (const hash of part) at = hashes.writeUInt32LE(hash, at);
  return { revision, top: top.length, hashes };
}

function sketchOf({ top, hashes }: SketchTable): Sketched {
  const bytes = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.length);
  const all = Uint32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readUInt32LE(4 * i));
  return { top: all.subarray(0, top), sketch: all.subarray(top) };
}

/** The earlier revisions of which a text is a copy, or which are copies of it, the first ones first. */
async function copiesOf(db: Database, revision: number, { keys, ...own }: Fingerprint): Promise<number[]> {
  if (!keys.length) return [];
  const shared = new Map<number, number>();
  for (const one of await under(db, 'prints', 'print', [...keys], revision)) {
    shared.set(one, (shared.get(one) ?? 0) + 1);
  }
  const nearest = [...shared].sort(([a, m], [b, n]) => n - m || a - b).slice(0, COMPARED);
  if (!nearest.length) return [];
  const rows = await db
    .selectFrom('sketches')
    .selectAll()
    .where(
      'revision',
      'in',
      nearest.map(([other]) => other),
    )
    .orderBy('revision')
    .execute();
  return rows.filter((row) => copied(own, sketchOf(row)) !== undefined).map((row) => row.revision);
}

/** The earlier revisions that tell the same story on the same agency's word, of about the same day. */
async function relaysOf(
  db: Database,
  revision: number,
  { published, outlet }: Document,
  { sketch }: Sketched,
  stories: readonly number[],
): Promise<number[]> {
  if (!stories.length || published === undefined) return [];
  const shared = [...new Set(await under(db, 'stories', 'story', stories, revision))];
  if (!shared.length) return [];
  const rows = await db
    .selectFrom('revisions')
    .innerJoin('sketches', 'sketches.revision', 'revisions.sequence')
    .select(['revisions.sequence', 'published', 'outlet', 'sketches.revision', 'top', 'hashes'])
    .where('revisions.sequence', 'in', shared)
    .orderBy('revisions.sequence')
    .execute();
  const day = Date.parse(published.slice(0, 10));
  const own = new Set(sketch);
  const near = rows.filter(
    (row) =>
      // What one outlet writes about one act are two reports of its own.
      row.outlet !== (outlet?.name ?? null) &&
      row.published !== null &&
      Math.abs(Date.parse(row.published.slice(0, 10)) - day) <= DAYS * 86_400_000 &&
      sketchOf(row).sketch.reduce((sum, hash) => sum + (own.has(hash) ? 1 : 0), 0) >= COMMON,
  );
  return near.map(({ sequence }) => sequence);
}

/** Earlier revisions under each of some keys, once for each key. */
async function under(
  db: Database,
  table: 'prints' | 'stories',
  column: 'print' | 'story',
  keys: readonly number[],
  before: number,
): Promise<number[]> {
  const found: number[] = [];
  // A statement may have so many parts.
  for (let at = 0; at < keys.length; at += 100) {
    const parts: RawBuilder<unknown>[] = keys.slice(at, at + 100).map(
      (key) => sql`select revision from (select revision from ${sql.table(table)}
        where ${sql.ref(column)} = ${key} and revision < ${before} order by revision limit ${UNDER_A_KEY}) as one`,
    );
    const { rows } = await sql<{ revision: number }>`${sql.join(parts, sql` union all `)}`.execute(db);
    for (const { revision } of rows) found.push(revision);
  }
  return found;
}

/** Compares the fingerprints with what the texts have. */
class OriginChecker implements Checker {
  readonly #db: Database;
  #count = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  async check(entries: readonly Appended[]): Promise<Fault | undefined> {
    const documents = documentsIn(entries.filter(({ kind }) => kind === 'revision'));
    if (!documents.length) return undefined;
    this.#count += documents.length;
    const revisions = documents.map(({ revision }) => revision);
    const rows = await this.#db.selectFrom('sketches').selectAll().where('revision', 'in', revisions).execute();
    const stored = new Map(rows.map((row) => [row.revision, row]));
    for (const { revision, document } of documents) {
      const [own, row] = [sketchRow(revision, fingerprintOf(document)), stored.get(revision)];
      if (row?.top !== own.top || !Buffer.from(own.hashes).equals(row.hashes)) {
        return { sequence: revision, reason: 'the fingerprint in the tables is not that of its text' };
      }
    }
    return undefined;
  }

  async end(): Promise<Fault | undefined> {
    const { count } = await this.#db
      .selectFrom('sketches')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(count) === this.#count) return undefined;
    return { sequence: 0, reason: `sketches: ${count} rows for ${this.#count} texts` };
  }
}
