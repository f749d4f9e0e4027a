import {
  type CorrectionAction,
  type CorrectionContent,
  contentOf,
  type Database,
  differences,
  type Ledger,
  type PlacementContent,
} from '../ledger/index.js';
import type { Claim } from '../types.js';
import { type Filter, knownBefore } from './filter.js';

/** What a person said, and how it stands. */
export interface CorrectionRow {
  /** The number of its entry, by which it can be undone. */
  entry: number;
  action: CorrectionAction;
  by: string;
  reason: string;
  recorded: string;
  document?: string;
  /** The claim's id, as it was then. */
  claim?: string;
  /** What an amendment changed: names of fields. */
  changed?: string[];
  /** Of a merge or split: the actor, or the words that name none, and who is meant. */
  actor?: string;
  into?: string;
  /** Of an undoing: the correction that it takes back. */
  undoes?: number;
  /** When it was taken back. */
  undone?: string;
  /** Whether it, and not a later one of the same claim, is in force. */
  inForce: boolean;
  /** Why it has no place in the document as it is now. */
  unplaced?: string;
  /** Parts that the claim has lost, since their words are not in the text any more. */
  lost?: string[];
  /** The words that it is about. */
  words?: string;
}

/** What of a filter can be asked of corrections. */
export type CorrectionFilter = Pick<Filter, 'document' | 'knownAt' | 'limit' | 'offset'> & {
  /** Only what has no place in its document as it is now. */
  unplaced?: boolean;
};

/** What people corrected, in the order of the ledger. */
export async function corrections({ db }: Ledger, filter: CorrectionFilter = {}): Promise<CorrectionRow[]> {
  const { document, unplaced, limit, offset = 0 } = filter;
  const before = knownBefore(filter);
  let query = db.selectFrom('corrections').select('corrections.sequence').orderBy('corrections.sequence', 'desc');
  if (document !== undefined) query = query.where('document', '=', document);
  if (before !== undefined) query = query.where('recorded', '<', before);
  if (unplaced) {
    const homeless = db
      .selectFrom('judgements')
      .select('correction')
      .where('ended', 'is', null)
      .where('unplaced', 'is not', null);
    query = query.where('sequence', 'in', homeless);
  }
  if (limit !== undefined) query = query.limit(limit).offset(offset);
  const sequences = (await query.execute()).map(({ sequence }) => sequence).reverse();
  return rowsOf(db, sequences, before);
}

/** What people said of the claim of an entry, the machine's or their own. */
export async function correctionsOf({ db }: Ledger, claim: number): Promise<CorrectionRow[]> {
  const lineages = db
    .selectFrom('judgements')
    .select('lineage')
    .where((eb) => eb.or([eb('sequence', '=', claim), eb('twin', '=', claim)]));
  const rows = await db
    .selectFrom('corrections')
    .select('sequence')
    .where('lineage', 'in', lineages)
    .orderBy('sequence')
    .execute();
  return rowsOf(
    db,
    rows.map(({ sequence }) => sequence),
    undefined,
  );
}

/** Entries that are loaded at once. */
const CHUNK = 500;

async function rowsOf(
  db: Database,
  sequences: readonly number[],
  before: string | undefined,
): Promise<CorrectionRow[]> {
  const all: CorrectionRow[] = [];
  for (let at = 0; at < sequences.length; at += CHUNK) {
    const rows = await db
      .selectFrom('corrections')
      .innerJoin('entries', 'entries.sequence', 'corrections.sequence')
      .selectAll('corrections')
      .select('entries.content')
      .where('corrections.sequence', 'in', sequences.slice(at, at + CHUNK))
      .orderBy('corrections.sequence')
      .execute();
    for (const row of rows) {
      const content = contentOf<CorrectionContent>(row.content);
      const undone = row.undone !== null && (before === undefined || row.undone < before) ? row.undone : undefined;
      const standing = await standingOf(db, row.sequence);
      const isJudgement = 'quote' in content;
      all.push({
        entry: row.sequence,
        action: row.action,
        by: row.by,
        reason: row.reason,
        recorded: row.recorded,
        ...(row.document !== null && { document: row.document }),
        ...(row.claim !== null && { claim: row.claim }),
        ...(content.action === 'amend' && { changed: await changedBy(db, content) }),
        ...('into' in content && { actor: content.actor ?? content.name ?? '', into: content.into.id }),
        ...(content.action === 'undo' && { undoes: content.entry }),
        ...(undone !== undefined && { undone }),
        inForce: undone === undefined && (!isJudgement || standing !== undefined),
        ...(standing?.unplaced !== undefined && { unplaced: standing.unplaced }),
        ...(standing?.lost && { lost: standing.lost }),
        ...(isJudgement && { words: content.quote.exact }),
      });
    }
  }
  return all;
}

/** How a judgement stands now; undefined where it is not in force. */
async function standingOf(db: Database, correction: number): Promise<PlacementContent | undefined> {
  const row = await db
    .selectFrom('judgements')
    .innerJoin('entries', 'entries.sequence', 'judgements.sequence')
    .select('entries.content')
    .where('judgements.correction', '=', correction)
    .where('judgements.ended', 'is', null)
    .executeTakeFirst();
  return row && contentOf<PlacementContent>(row.content);
}

/** Fields in which an amended claim says something else than the machine's. */
async function changedBy(db: Database, { twin, claim }: { twin?: number; claim?: Claim }): Promise<string[]> {
  if (twin === undefined || !claim) return [];
  const { content } = await db
    .selectFrom('entries')
    .select('content')
    .where('sequence', '=', twin)
    .executeTakeFirstOrThrow();
  return differences(contentOf<{ claim: Claim }>(content).claim, claim);
}
