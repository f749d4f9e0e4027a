import type { Coded, Document, Versions } from '../types.js';
import type { Appender } from './chain.js';
import { insertClaims } from './claims.js';
import type { ClaimContent, CodingContent, RevisionContent } from './content.js';
import { checkReading, isKeepable, type Reading } from './reading.js';
import { type Changes, changesBetween, placeOf, revisionHash } from './revision.js';
import type { Database, RevisionTable } from './schema.js';
import { indexWords } from './search.js';
import { columnText } from './text.js';

/** What recording one reading came to. */
export interface Recorded {
  document: string;
  /**
   * `new` document, `revised` one, an `earlier` revision that came in late, a revision `recoded` by another version of
   * coder or codebook, or already `known`: nothing was written.
   */
  status: 'new' | 'revised' | 'earlier' | 'recoded' | 'known';
  /** Claims that were appended. */
  claims: number;
  /** Of a `revised` document, against the revision before. */
  changes?: Changes;
}

interface KnownRevision {
  sequence: number;
  contentHash: string;
  current: boolean;
}

/** Appends one reading's entries and writes the read models from them. Runs inside the appender's transaction. */
export async function recordReading(db: Database, appender: Appender, reading: Reading): Promise<Recorded> {
  checkReading(reading);
  const { document, coded, versions } = reading;
  const known = await findRevision(db, document);
  if (known && (await findCoding(db, known.sequence, versions))) {
    return { document: document.id, status: 'known', claims: 0 };
  }
  if (known) {
    await recordCoding(db, appender, reading, known);
    return { document: document.id, status: 'recoded', claims: coded.claims.length };
  }
  const { revision, before } = await recordRevision(db, appender, document);
  await recordCoding(db, appender, reading, revision);
  const result = { document: document.id, claims: coded.claims.length };
  if (!before) return { ...result, status: 'new' };
  if (!revision.current) return { ...result, status: 'earlier' };
  return { ...result, status: 'revised', changes: changesBetween(before, document) };
}

/** Whether this revision of the document is in the ledger, coded by these versions. */
export async function isRecorded(db: Database, document: Document, versions: Versions): Promise<boolean> {
  if (!isKeepable(document.id)) return false;
  const revision = await findRevision(db, document);
  return revision !== undefined && (await findCoding(db, revision.sequence, versions)) !== undefined;
}

async function findRevision(db: Database, document: Document): Promise<KnownRevision | undefined> {
  const row = await db
    .selectFrom('revisions')
    .innerJoin('entries', 'entries.sequence', 'revisions.sequence')
    .select(['revisions.sequence', 'entries.content_hash', 'revisions.ended'])
    .where('revisions.document', '=', document.id)
    .where('revisions.hash', '=', revisionHash(document))
    .executeTakeFirst();
  return row && { sequence: row.sequence, contentHash: row.content_hash, current: row.ended === null };
}

function findCoding(db: Database, revision: number, { coder, codebook }: Versions) {
  return db
    .selectFrom('codings')
    .select('sequence')
    .where('revision', '=', revision)
    .where('coder', '=', coder)
    .where('codebook', '=', codebook)
    .executeTakeFirst();
}

/** Appends a revision, and puts it in the current one's place unless the document itself says that it is older. */
async function recordRevision(
  db: Database,
  appender: Appender,
  document: Document,
): Promise<{ revision: KnownRevision; before: Document | undefined }> {
  const before = await db
    .selectFrom('documents')
    .innerJoin('revisions', 'revisions.sequence', 'documents.revision')
    .innerJoin('entries', 'entries.sequence', 'documents.revision')
    .select(['revisions.sequence', 'revisions.rank', 'entries.content'])
    .where('documents.id', '=', document.id)
    .executeTakeFirst();
  const { recorded } = appender;
  const { rank, current } = placeOf(document, before?.rank);
  const { sequence, hash: contentHash } = appender.append('revision', { document } satisfies RevisionContent);

  if (!before) {
    await db.insertInto('documents').values({ id: document.id, revision: sequence, recorded }).execute();
  } else if (current) {
    await endRevision(db, before.sequence, recorded);
    await db.updateTable('documents').set({ revision: sequence }).where('id', '=', document.id).execute();
  }
  const ended = current ? null : recorded;
  await db.insertInto('revisions').values(revisionRow(document, { sequence, rank, recorded, ended })).execute();
  await indexWords(db, 'document_words', sequence, columnText(document.text));
  return {
    revision: { sequence, contentHash, current },
    before: before && (JSON.parse(before.content) as RevisionContent).document,
  };
}

/** A revision's row. */
export function revisionRow(
  document: Document,
  rest: Pick<RevisionTable, 'sequence' | 'rank' | 'recorded' | 'ended'>,
): RevisionTable {
  return {
    ...rest,
    document: document.id,
    hash: revisionHash(document),
    url: columnText(document.url),
    path: columnText(document.path),
    outlet: columnText(document.outlet?.name),
    title: columnText(document.title),
    language: columnText(document.language),
    published: columnText(document.published),
    modified: columnText(document.modified),
    state: document.state,
  };
}

async function endRevision(db: Database, revision: number, ended: string): Promise<void> {
  await db.updateTable('revisions').set({ ended }).where('sequence', '=', revision).execute();
  await endCodings(db, revision, ended);
}

/** The revision's present coding is one no more, nor are its claims among the answers. */
async function endCodings(db: Database, revision: number, ended: string): Promise<void> {
  const present = db
    .selectFrom('codings')
    .select('sequence')
    .where('revision', '=', revision)
    .where('ended', 'is', null);
  await db.updateTable('claims').set({ ended }).where('coding', 'in', present).where('ended', 'is', null).execute();
  await db.updateTable('codings').set({ ended }).where('revision', '=', revision).where('ended', 'is', null).execute();
}

async function recordCoding(
  db: Database,
  appender: Appender,
  { document, coded, versions }: Reading,
  revision: KnownRevision,
): Promise<void> {
  const { recorded } = appender;
  await endCodings(db, revision.sequence, recorded);
  const ended = revision.current ? null : recorded;
  const coding = appender.append('coding', codingContent(coded, versions, revision.contentHash));
  await db
    .insertInto('codings')
    .values({
      sequence: coding.sequence,
      revision: revision.sequence,
      ...versions,
      claims: coded.claims.length,
      recorded,
      ended,
    })
    .execute();
  const claims = coded.claims.map((claim) => ({
    claim,
    sequence: appender.append('claim', { coding: coding.hash, claim } satisfies ClaimContent).sequence,
  }));
  await insertClaims(db, { document, revision: revision.sequence, coding: coding.sequence, recorded, ended }, claims);
}

function codingContent({ claims, ...rest }: Coded, versions: Versions, revision: string): CodingContent {
  const { attributions, relations, times, errors } = rest;
  return { revision, versions, claims: claims.map(({ id }) => id), attributions, relations, times, errors };
}
