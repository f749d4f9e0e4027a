import { UserError } from '../errors.js';
import {
  type Changes,
  type CodingContent,
  changesBetween,
  contentOf,
  type Ledger,
  type PageContent,
  type RevisionContent,
} from '../ledger/index.js';
import type { AttributionSpans, Document, Versions } from '../types.js';
import { type ClaimRow, claims, loadClaims } from './claims.js';

/** A document as one revision has it, with what was made of it. */
export interface DocumentView {
  document: Document;
  recorded: string;
  /** Since when, in ledger time, another revision stands in its place. */
  ended?: string;
  /** The number of the revision's entry. */
  sequence: number;
  /** The page that it was made from, where that is kept. */
  page?: PageContent;
  /** The claims, as corrected, in the order of the text. Of a revision that is replaced: as it was last coded. */
  claims: ClaimRow[];
  /** All attributions in the text, of claims or not. */
  attributions: AttributionSpans[];
  versions?: Versions;
  /** Who read this revision to its end beside the machine, and when; the entry of what they said. */
  reviewed?: { entry: number; by: string; at: string };
  /** All revisions, in the order of the ledger. */
  revisions: RevisionView[];
}

export interface RevisionView {
  /** The number of its entry. */
  sequence: number;
  title?: string;
  published?: string;
  modified?: string;
  recorded: string;
  ended?: string;
  /** Against the revision before it in the ledger. */
  changes?: Changes;
}

/**
 * One document: the current revision of it, or an earlier one.
 *
 * @param sequence the revision's, as `revisions` names it
 * @throws UserError where there is none
 */
export async function document(ledger: Ledger, id: string, sequence?: number): Promise<DocumentView> {
  const { db } = ledger;
  const rows = await db
    .selectFrom('revisions')
    .innerJoin('entries', 'entries.sequence', 'revisions.sequence')
    .select(['revisions.sequence', 'title', 'published', 'modified', 'revisions.recorded', 'ended', 'entries.content'])
    .where('document', '=', id)
    .orderBy('revisions.sequence')
    .execute();
  const shown = rows.find((row) => (sequence === undefined ? row.ended === null : row.sequence === sequence));
  if (!shown)
    throw new UserError(
      `document ${id}: the ledger has ${rows.length ? 'no such revision of it' : 'none with this id'}`,
    );
  const erased = await db.selectFrom('erasures').selectAll().where('document', '=', id).executeTakeFirst();
  if (erased) {
    throw new UserError(`document ${id}: ${erased.by} had it erased at ${erased.recorded}: ${erased.reason}`);
  }
  const texts = rows.map((row) => contentOf<RevisionContent>(row.content).document);
  const coding = await db
    .selectFrom('codings')
    .innerJoin('entries', 'entries.sequence', 'codings.sequence')
    .select(['codings.sequence', 'coder', 'codebook', 'entries.content'])
    .where('codings.revision', '=', shown.sequence)
    .orderBy('codings.sequence', 'desc')
    .executeTakeFirst();
  const reviewed = await db
    .selectFrom('reviews')
    .select(['sequence as entry', 'by', 'recorded as at'])
    .where('revision', '=', shown.sequence)
    .where('ended', 'is', null)
    .executeTakeFirst();
  const found = shown.ended === null ? await presentClaims(ledger, id) : await claimsOf(ledger, coding?.sequence);
  found.sort((a, b) => a.trigger.start - b.trigger.start || a.span.start - b.span.start);
  const { page } = contentOf<RevisionContent>(shown.content);
  return {
    document: texts[rows.indexOf(shown)] as Document,
    sequence: shown.sequence,
    ...(page && { page }),
    recorded: shown.recorded,
    ...(shown.ended !== null && { ended: shown.ended }),
    claims: found,
    attributions: coding ? contentOf<CodingContent>(coding.content).attributions : [],
    ...(coding && { versions: { coder: coding.coder, codebook: coding.codebook } }),
    ...(reviewed && { reviewed }),
    revisions: rows.map((row, i) => ({
      sequence: row.sequence,
      ...(row.title !== null && { title: row.title }),
      ...(row.published !== null && { published: row.published }),
      ...(row.modified !== null && { modified: row.modified }),
      recorded: row.recorded,
      ...(row.ended !== null && { ended: row.ended }),
      ...(i > 0 && { changes: changesBetween(texts[i - 1] as Document, texts[i] as Document) }),
    })),
  };
}

async function presentClaims(ledger: Ledger, document: string): Promise<ClaimRow[]> {
  const rows: ClaimRow[] = [];
  for await (const row of claims(ledger, { document })) rows.push(row);
  return rows;
}

/** The claims that a coding made. */
async function claimsOf(ledger: Ledger, coding: number | undefined): Promise<ClaimRow[]> {
  if (coding === undefined) return [];
  const made = await ledger.db.selectFrom('claims').select('sequence').where('coding', '=', coding).execute();
  const rows: ClaimRow[] = [];
  for await (const { row } of loadClaims(
    ledger,
    made.map(({ sequence }) => sequence),
  ))
    rows.push(row);
  return rows;
}
