import type { Coded, Document, Versions } from '../types.js';
import type { Appender } from './chain.js';
import { ClaimRows } from './claims.js';
import type { ClaimContent, CodingContent, RevisionContent } from './content.js';
import { placeAgain } from './corrections/place.js';
import { findCodings, findCurrent, findErased, findRevision, findRevisions, type KnownRevision } from './known.js';
import { contentOf } from './packing.js';
import type { PageTable } from './pages/tables.js';
import { project } from './projections.js';
import { checkReading, isKeepable, type Reading } from './reading.js';
import { type Changes, changesBetween, placeOf, revisionHash } from './revision.js';
import { insertRows } from './rows.js';
import type { CodingTable, Database, DocumentTable, RevisionTable } from './schema.js';
import { indexWords } from './search.js';
import { columnText } from './text.js';

/** What recording one reading came to. */
export interface Recorded {
  document: string;
  /**
   * `new` document, `revised` one, an `earlier` revision that came in late, a revision `recoded` by another version of
   * coder or codebook, already `known`, or `erased` before and not taken in again: nothing was written.
   */
  status: 'new' | 'revised' | 'earlier' | 'recoded' | 'known' | 'erased';
  /** Claims that were appended. */
  claims: number;
  /** Of a `revised` document, against the revision before. */
  changes?: Changes;
}

/**
 * Appends readings' entries, in their order, and writes the read models from them. Runs inside the appender's
 * transaction.
 *
 * @throws UserError where a reading is not fit to be recorded
 */
export async function recordReadings(
  db: Database,
  appender: Appender,
  readings: readonly Reading[],
): Promise<Recorded[]> {
  for (const reading of readings) checkReading(reading);
  const results: Recorded[] = [];
  for (const round of rounds(readings)) results.push(...(await recordRound(db, appender, round)));
  return results;
}

/** Whether this revision of the document is in the ledger, coded by these versions. */
export async function isRecorded(db: Database, document: Document, versions: Versions): Promise<boolean> {
  if (!isKeepable(document.id)) return false;
  const revision = await findRevision(db, document.id, revisionHash(document));
  return revision !== undefined && (await findCodings(db, [revision.sequence], versions)).size > 0;
}

/** A document that comes again waits for the next round, which finds it in the tables. */
function rounds(readings: readonly Reading[]): Reading[][] {
  const all: Reading[][] = [];
  let seen = new Set<string>();
  for (const reading of readings) {
    const { id } = reading.document;
    if (!all.length || seen.has(id)) {
      all.push([]);
      seen = new Set();
    }
    seen.add(id);
    all.at(-1)?.push(reading);
  }
  return all;
}

/** Readings of different documents: what is known of them is looked up at once, and their rows are written at once. */
async function recordRound(db: Database, appender: Appender, readings: readonly Reading[]): Promise<Recorded[]> {
  const round = new Round(db, appender);
  const hashes = readings.map(({ document }) => revisionHash(document));
  const ids = readings.map(({ document }) => document.id);
  const revisions = await findRevisions(db, ids, hashes);
  const current = await findCurrent(db, ids);
  const erased = await findErased(db, ids);
  const isCoded = await codingsOf(db, readings, [...revisions.values()]);
  const results: Recorded[] = [];
  for (const [i, reading] of readings.entries()) {
    const { document, coded: made } = reading;
    const known = revisions.get(document.id);
    const result = { document: document.id, claims: made.claims.length };
    if (erased.has(document.id)) {
      results.push({ ...result, status: 'erased', claims: 0 });
    } else if (known && isCoded(known, reading.versions)) {
      results.push({ ...result, status: 'known', claims: 0 });
    } else if (known) {
      await round.endCodings(known.sequence);
      const coding = round.addCoding(reading, known);
      if (known.current) await round.placeAgain(reading, coding);
      results.push({ ...result, status: 'recoded' });
    } else {
      const before = current.get(document.id);
      const revision = await round.addRevision(reading, hashes[i] as string, before);
      const coding = round.addCoding(reading, revision);
      if (before && revision.current) await round.placeAgain(reading, coding);
      if (!before) results.push({ ...result, status: 'new' });
      else if (!revision.current) results.push({ ...result, status: 'earlier' });
      else {
        const changes = changesBetween(await documentAt(db, before.sequence), document);
        results.push({ ...result, status: 'revised', changes });
      }
    }
  }
  await round.write();
  return results;
}

/** Tells which of the revisions are coded by which of the readings' coders and codebooks (one of each as a rule). */
async function codingsOf(db: Database, readings: readonly Reading[], revisions: readonly KnownRevision[]) {
  const key = ({ coder, codebook }: Versions) => JSON.stringify([coder, codebook]);
  const sequences = revisions.map(({ sequence }) => sequence);
  const coded = new Map<string, Set<number>>();
  for (const [name, versions] of new Map(readings.map(({ versions }) => [key(versions), versions]))) {
    coded.set(name, await findCodings(db, sequences, versions));
  }
  return (revision: KnownRevision, versions: Versions) => coded.get(key(versions))?.has(revision.sequence) ?? false;
}

async function documentAt(db: Database, revision: number): Promise<Document> {
  const { content } = await db
    .selectFrom('entries')
    .select('content')
    .where('sequence', '=', revision)
    .executeTakeFirstOrThrow();
  return contentOf<RevisionContent>(content).document;
}

/** Entries and rows of one round, gathered until they are written. */
class Round {
  readonly #db: Database;
  readonly #appender: Appender;
  readonly #documents: DocumentTable[] = [];
  readonly #revisions: RevisionTable[] = [];
  readonly #codings: CodingTable[] = [];
  readonly #pages: PageTable[] = [];
  readonly #claims = new ClaimRows();
  readonly #texts: { sequence: number; text: string }[] = [];

  constructor(db: Database, appender: Appender) {
    this.#db = db;
    this.#appender = appender;
  }

  /** Appends a revision, and puts it in the current one's place unless the document itself says that it is older. */
  async addRevision(
    { document, page }: Reading,
    hash: string,
    before: { sequence: number; rank: string } | undefined,
  ): Promise<KnownRevision> {
    const { recorded } = this.#appender;
    const { rank, current } = placeOf(document, before?.rank);
    const { sequence, hash: contentHash } = this.#appender.append('revision', {
      document,
      ...(page && { page: page.content }),
    } satisfies RevisionContent);
    if (page) this.#pages.push({ hash: page.content.hash, packed: page.packed });
    if (!before) this.#documents.push({ id: document.id, revision: sequence, recorded });
    else if (current) {
      await this.#endRevision(before.sequence);
      await this.#db.updateTable('documents').set({ revision: sequence }).where('id', '=', document.id).execute();
    }
    const ended = current ? null : recorded;
    this.#revisions.push(revisionRow(document, { sequence, hash, rank, recorded, ended }));
    this.#texts.push({ sequence, text: document.text });
    return { sequence, contentHash, current };
  }

  /** Appends a coding and its claims, and gives their entries' sequences. */
  addCoding({ document, coded, versions }: Reading, revision: KnownRevision): { coding: number; claims: number[] } {
    const { recorded } = this.#appender;
    const ended = revision.current ? null : recorded;
    const content = codingContent(coded, versions, revision.contentHash);
    const coding = this.#appender.append('coding', content);
    this.#codings.push({
      sequence: coding.sequence,
      revision: revision.sequence,
      coder: versions.coder,
      codebook: versions.codebook,
      claims: coded.claims.length,
      recorded,
      ended,
    });
    const where = { document, revision: revision.sequence, coding: coding.sequence, recorded, ended };
    const claims = coded.claims.map((claim) => {
      const { sequence } = this.#appender.append('claim', { coding: coding.hash, claim } satisfies ClaimContent);
      this.#claims.add(claim, sequence, where);
      return sequence;
    });
    return { coding: coding.sequence, claims };
  }

  /** Sets what people said of the document so far into its new coding. */
  async placeAgain(
    { document, coded }: Reading,
    { coding, claims }: { coding: number; claims: number[] },
  ): Promise<void> {
    const made = coded.claims.map((claim, i) => ({ claim, sequence: claims[i] as number }));
    await placeAgain(this.#db, this.#appender, { document, coding, claims: made });
  }

  /** The revision's present coding is one no more, nor are its claims among the answers. */
  async endCodings(revision: number): Promise<void> {
    const { recorded: ended } = this.#appender;
    const present = this.#db
      .selectFrom('codings')
      .select('sequence')
      .where('revision', '=', revision)
      .where('ended', 'is', null);
    await this.#db
      .updateTable('claims')
      .set({ ended })
      .where('coding', 'in', present)
      .where('ended', 'is', null)
      .execute();
    await this.#db
      .updateTable('codings')
      .set({ ended })
      .where('revision', '=', revision)
      .where('ended', 'is', null)
      .execute();
  }

  async #endRevision(revision: number): Promise<void> {
    const { recorded: ended } = this.#appender;
    await this.#db.updateTable('revisions').set({ ended }).where('sequence', '=', revision).execute();
    await this.endCodings(revision);
  }

  async write(): Promise<void> {
    const entries = await this.#appender.flush();
    await insertRows(this.#db, 'documents', this.#documents);
    await insertRows(this.#db, 'revisions', this.#revisions);
    await insertRows(this.#db, 'codings', this.#codings);
    await insertRows(this.#db, 'pages', this.#pages, { ignore: true });
    await indexWords(this.#db, 'document_words', this.#texts);
    await this.#claims.write(this.#db);
    await project(this.#db, entries);
  }
}

/** A revision's row. */
export function revisionRow(
  document: Document,
  rest: Pick<RevisionTable, 'sequence' | 'hash' | 'rank' | 'recorded' | 'ended'>,
): RevisionTable {
  const { sequence, hash, rank, recorded, ended } = rest;
  return {
    sequence,
    document: document.id,
    hash,
    rank,
    url: columnText(document.url),
    path: columnText(document.path),
    outlet: columnText(document.outlet?.name),
    title: columnText(document.title),
    language: columnText(document.language),
    published: columnText(document.published),
    modified: columnText(document.modified),
    state: document.state,
    feed: columnText(document.feed),
    recorded,
    ended,
  };
}

function codingContent({ claims, ...rest }: Coded, versions: Versions, revision: string): CodingContent {
  const { attributions, relations, times, errors } = rest;
  return { revision, versions, claims: claims.map(({ id }) => id), attributions, relations, times, errors };
}
