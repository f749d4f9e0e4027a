import { sql } from 'kysely';
import { z } from 'zod';
import { UserError } from '../../errors.js';
import type { Claim, Document } from '../../types.js';
import { namedIn } from '../claims.js';
import type { RevisionContent } from '../content.js';
import { claimAt } from '../corrections/coding.js';
import { checkedInput } from '../corrections/input.js';
import { isPostgres } from '../dialect.js';
import type { Ledger } from '../ledger.js';
import { contentOf } from '../packing.js';
import { PROJECTIONS } from '../projections.js';
import { revisionRow } from '../record.js';
import type { Database } from '../schema.js';
import { forgetWords } from '../search.js';
import { type ErasureContent, packedTombstone, withoutWords } from './tombstone.js';

/** Whose words are to go, on whose word, and why. */
export const eraseInput = z.strictObject({
  document: z.string().min(1),
  by: z.string().trim().min(1).max(500),
  reason: z.string().trim().min(1).max(10_000),
});

/** What an erasure came to. */
export interface ErasedDocument {
  document: string;
  /** The entry that says so. */
  entry: number;
  by: string;
  reason: string;
  recorded: string;
  /** How many entries have lost their content. */
  erased: number;
}

/** Sequences in one statement. */
const AT_ONCE = 500;

/**
 * Erases a document: the words of all its revisions, its claims, and what people said of them. In their entries' place
 * stand tombstones with the hashes that the contents had, so the chain still holds; an entry says who had it erased, and
 * why. Known of it remain its id, outlet, dates, language and state, by which it counts as read. It is not taken in again.
 *
 * @throws UserError where the ledger has no such document, or it was erased before
 */
export async function erase(ledger: Ledger, request: z.input<typeof eraseInput>): Promise<ErasedDocument> {
  const { document, by, reason } = checkedInput(eraseInput, request, 'erasure');
  const done = await ledger.append(async ({ db, append, recorded }) => {
    const before = await db.selectFrom('erasures').selectAll().where('document', '=', document).executeTakeFirst();
    if (before) throw new UserError(`document ${document}: ${before.by} had it erased at ${before.recorded}`);
    const revisions = await revisionsOf(db, document);
    if (!revisions.size) throw new UserError(`document ${document}: the ledger has none with this id`);
    const claims = await sequencesOf(db, 'claims', document);
    const human = [
      ...(await sequencesOf(db, 'corrections', document)),
      ...(await sequencesOf(db, 'judgements', document)),
    ];
    const sequences = [...new Set([...revisions.keys(), ...claims, ...human])].sort((a, b) => a - b);
    const content: ErasureContent = {
      document,
      by,
      reason,
      entries: await blank(db, sequences),
      revisions: Object.fromEntries([...revisions].map(([sequence, one]) => [String(sequence), withoutWords(one)])),
    };
    for (const projection of PROJECTIONS) await projection.forget?.(db, document, sequences, recorded);
    await forgetRows(db, document, { revisions, claims });
    const { sequence } = append('erasure', content);
    return { document, entry: sequence, by, reason, recorded, erased: sequences.length };
  });
  await ledger.purge();
  return done;
}

async function revisionsOf(db: Database, document: string): Promise<Map<number, Document>> {
  const rows = await db
    .selectFrom('revisions')
    .innerJoin('entries', 'entries.sequence', 'revisions.sequence')
    .select(['revisions.sequence', 'entries.content'])
    .where('document', '=', document)
    .orderBy('revisions.sequence')
    .execute();
  return new Map(rows.map(({ sequence, content }) => [sequence, contentOf<RevisionContent>(content).document]));
}

async function sequencesOf(
  db: Database,
  table: 'claims' | 'corrections' | 'judgements',
  document: string,
): Promise<number[]> {
  const rows = await db.selectFrom(table).select('sequence').where('document', '=', document).execute();
  return rows.map(({ sequence }) => sequence);
}

/** Puts tombstones in the place of contents, and gives the hashes that these had. */
async function blank(db: Database, sequences: readonly number[]): Promise<ErasureContent['entries']> {
  const entries: ErasureContent['entries'] = [];
  for (const some of chunks(sequences)) {
    const rows = await db
      .selectFrom('entries')
      .select(['sequence', 'content_hash as hash'])
      .where('sequence', 'in', some)
      .orderBy('sequence')
      .execute();
    entries.push(...rows);
    await db.updateTable('entries').set({ content: packedTombstone() }).where('sequence', 'in', some).execute();
  }
  return entries;
}

/** Takes the document's words out of the tables that answers come from. */
async function forgetRows(
  db: Database,
  document: string,
  { revisions, claims }: { revisions: ReadonlyMap<number, Document>; claims: readonly number[] },
): Promise<void> {
  const addresses = [...revisions.values()].flatMap(({ url }) => url ?? []);
  for (const some of chunks(addresses)) await db.deleteFrom('visits').where('address', 'in', some).execute();
  for (const [sequence, one] of revisions) {
    const { content_hash: hash } = await db
      .selectFrom('entries')
      .select('content_hash')
      .where('sequence', '=', sequence)
      .executeTakeFirstOrThrow();
    const { url, path, outlet, title, language } = revisionRow(withoutWords(one), {
      sequence,
      hash,
      rank: '',
      recorded: '',
      ended: null,
    });
    await db
      .updateTable('revisions')
      .set({ hash, url, path, outlet, title, language })
      .where('sequence', '=', sequence)
      .execute();
  }
  await forgetWords(db, 'document_words', [...revisions.keys()]);
  for (const some of chunks(claims)) {
    await forgetWords(db, 'claim_words', some);
    const named = await db
      .selectFrom('participants')
      .select(['actor', 'name'])
      .distinct()
      .where('claim', 'in', some)
      .where('actor', 'is not', null)
      .execute();
    await db.deleteFrom('participants').where('claim', 'in', some).execute();
    await db.deleteFrom('claims').where('sequence', 'in', some).execute();
    for (const { actor, name } of named) await forgetName(db, actor ?? '', name);
    for (const actor of new Set(named.map((one) => one.actor ?? ''))) await forgetActor(db, actor);
  }
  await db.deleteFrom('reviews').where('document', '=', document).execute();
  await db.deleteFrom('judgements').where('document', '=', document).execute();
  await db.deleteFrom('corrections').where('document', '=', document).execute();
}

/** Words that named an actor in this document alone are known no more. */
async function forgetName(db: Database, actor: string, name: string): Promise<void> {
  for await (const claim of claimsNaming(db, actor, name)) {
    if (namedIn(claim).some((one) => one.actor.id === actor && one.name === name)) return;
  }
  await db.deleteFrom('names').where('actor', '=', actor).where('name', '=', name).execute();
}

/** An actor that this document alone named is known no more; any other is known as the others name it. */
async function forgetActor(db: Database, id: string): Promise<void> {
  for await (const claim of claimsNaming(db, id)) {
    const row = namedIn(claim).find(({ actor }) => actor.id === id)?.actor;
    if (row) await db.updateTable('actors').set(row).where('id', '=', id).execute();
    return;
  }
  await db.deleteFrom('actors').where('id', '=', id).execute();
}

/** The claims in which an actor takes part or speaks, by any words or by these. */
async function* claimsNaming(db: Database, actor: string, name?: string): AsyncGenerator<Claim> {
  const query = db
    .selectFrom('participants')
    .select('claim')
    .distinct()
    .where('actor', '=', actor)
    .$if(name !== undefined, (some) => some.where('name', '=', name ?? ''))
    .orderBy('claim')
    .limit(AT_ONCE);
  let last = 0;
  for (;;) {
    const found = await query.where('claim', '>', last).execute();
    for (const { claim } of found) yield claimAt(db, claim);
    if (found.length < AT_ONCE) return;
    last = found.at(-1)?.claim ?? last;
  }
}

/**
 * Rewrites what the database still holds of deleted rows, so that nothing of them can be read from its file.
 * PostgreSQL's own log and copies of the file are out of reach.
 */
export async function purgeDatabase(db: Database): Promise<void> {
  if (isPostgres(db)) {
    const tables = [
      'entries',
      'revisions',
      'claims',
      'participants',
      'names',
      'actors',
      'claim_words',
      'document_words',
      'visits',
      'pages',
      'tellings',
      'revision_pages',
    ];
    for (const table of tables) await sql`vacuum full ${sql.table(table)}`.execute(db);
    return;
  }
  for (const table of ['claim_words', 'document_words']) {
    await sql`insert into ${sql.table(table)} (${sql.ref(table)}) values ('optimize')`.execute(db);
  }
  await sql`vacuum`.execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

function* chunks<T>(values: readonly T[]): Generator<T[]> {
  for (let at = 0; at < values.length; at += AT_ONCE) yield values.slice(at, at + AT_ONCE);
}
