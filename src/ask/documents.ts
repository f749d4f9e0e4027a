import { sql } from 'kysely';
import { contentOf, type Database, type Ledger, type RevisionContent, sequencesWith } from '../ledger/index.js';
import type { Document, DocumentState } from '../types.js';
import { type Filter, knownBefore, periodOf } from './filter.js';

/** A document as its current revision stands, with how many revisions and claims of it the ledger holds. */
export interface DocumentRow {
  id: string;
  url?: string;
  path?: string;
  outlet?: string;
  title?: string;
  language: string;
  published?: string;
  modified?: string;
  state: DocumentState;
  /** When this revision came into the ledger. */
  recorded: string;
  revisions: number;
  /** Of the current revision. */
  claims: number;
  /** Its words were erased: when, who had it done, and why. */
  erased?: { at: string; by: string; reason: string };
}

/** What of a filter can be asked of documents. */
export type DocumentFilter = Pick<
  Filter,
  'since' | 'until' | 'asOf' | 'knownAt' | 'search' | 'document' | 'limit' | 'offset'
>;

/**
 * The documents that a filter admits, by the day they were published, then by id; undated ones first.
 *
 * @throws UserError for a filter that cannot be understood
 */
export async function documents({ db }: Ledger, filter: DocumentFilter = {}): Promise<DocumentRow[]> {
  const { since, until } = periodOf(filter);
  const before = knownBefore(filter);
  let query = db
    .selectFrom('revisions')
    .select(['sequence', 'document', 'url', 'path', 'outlet', 'title', 'language', 'published', 'modified', 'state'])
    .select('recorded')
    .select((eb) => [
      eb
        .selectFrom('revisions as all')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('all.document', '=', 'revisions.document')
        .$if(before !== undefined, (q) => q.where('all.recorded', '<', before ?? ''))
        .as('revisions'),
      eb
        .selectFrom('codings')
        .select('codings.claims')
        .whereRef('codings.revision', '=', 'revisions.sequence')
        .$if(before !== undefined, (q) => q.where('codings.recorded', '<', before ?? ''))
        .orderBy('codings.sequence', 'desc')
        .limit(1)
        .as('claims'),
    ]);
  if (before === undefined) query = query.where('ended', 'is', null);
  else {
    query = query
      .where('recorded', '<', before)
      .where((eb) => eb.or([eb('ended', 'is', null), eb('ended', '>=', before)]));
  }
  if (filter.document !== undefined) query = query.where('document', '=', filter.document);
  if (filter.search !== undefined) {
    query = query.where('sequence', 'in', sequencesWith(db, 'document_words', filter.search));
  }
  // A month or a year sorts before its days: what was published in it is in a period that holds all of it.
  if (since !== undefined) query = query.where('published', '>=', since);
  if (until !== undefined) query = query.where(sql`substr(published, 1, 10)`, '<=', until);
  query = query.orderBy('published', (o) => o.desc().nullsLast()).orderBy('document', 'desc');
  if (filter.limit !== undefined) query = query.limit(filter.limit).offset(filter.offset ?? 0);
  const rows = await query.execute();
  const erased = await erasures(db);
  return rows.reverse().map((row) => ({
    id: row.document,
    ...(row.url !== null && { url: row.url }),
    ...(row.path !== null && { path: row.path }),
    ...(row.outlet !== null && { outlet: row.outlet }),
    ...(row.title !== null && { title: row.title }),
    language: row.language,
    ...(row.published !== null && { published: row.published }),
    ...(row.modified !== null && { modified: row.modified }),
    state: row.state,
    recorded: row.recorded,
    revisions: row.revisions ?? 0,
    claims: erased.has(row.document) ? 0 : (row.claims ?? 0),
    ...(erased.has(row.document) && { erased: erased.get(row.document) as NonNullable<DocumentRow['erased']> }),
  }));
}

/** By document: that its words were erased, whenever an answer is asked for. */
async function erasures(db: Database): Promise<Map<string, NonNullable<DocumentRow['erased']>>> {
  const rows = await db.selectFrom('erasures').select(['document', 'recorded as at', 'by', 'reason']).execute();
  return new Map(rows.map(({ document, at, by, reason }) => [document, { at, by, reason }]));
}

/** The documents as they stand in revisions, by the sequences of the revisions' entries. */
export async function documentsOf({ db }: Ledger, revisions: readonly number[]): Promise<Map<number, Document>> {
  const found = new Map<number, Document>();
  const wanted = [...new Set(revisions)];
  for (let at = 0; at < wanted.length; at += 500) {
    const rows = await db
      .selectFrom('entries')
      .select(['sequence', 'content'])
      .where('sequence', 'in', wanted.slice(at, at + 500))
      .execute();
    for (const { sequence, content } of rows) found.set(sequence, contentOf<RevisionContent>(content).document);
  }
  return found;
}
