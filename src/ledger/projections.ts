import { corrections } from './corrections/projection.js';
import { erasureProjection } from './erasure/projection.js';
import { eventsProjection } from './events/projection.js';
import { originsProjection } from './origins/index.js';
import { pagesProjection } from './pages/projection.js';
import { releaseProjection } from './releases/projection.js';
import type { Database, EntryKind } from './schema.js';
import type { Fault } from './verify.js';

/** An entry that was appended, or one that is read again. */
export interface Appended {
  sequence: number;
  kind: EntryKind;
  recorded: string;
  /** Of its content. */
  hash: string;
  /** What the entry holds: see `content.ts` for the kinds. */
  content: unknown;
  /** Its content was erased; of a revision remains what is known of the document without its words. */
  erased?: true;
}

/**
 * Tables that are made from entries beside those of `record.ts`. Like those they are written in the transaction that
 * appends the entries, hold nothing that entries do not, and can be made anew from them.
 */
export interface Projection {
  /** Takes in entries that were just appended, in their order; a document's entries always come together. */
  write(db: Database, entries: readonly Appended[]): Promise<void>;
  /**
   * Takes out what it holds of an erased document: its revisions, codings and claims, by their entries' sequences.
   * `recorded` is the ledger time of it.
   */
  forget?(db: Database, document: string, sequences: readonly number[], recorded: string): Promise<void>;
  /** For `verify`: follows all entries from the first one and compares. */
  checker?(db: Database): Checker;
}

export interface Checker {
  /** Compares what these entries, which follow those of the call before, must have led to. */
  check(entries: readonly Appended[]): Promise<Fault | undefined>;
  /** Compares what can only be known when all entries were seen. */
  end(): Promise<Fault | undefined>;
}

/** In the order in which they are written. */
export const PROJECTIONS: readonly Projection[] = [
  corrections,
  releaseProjection,
  erasureProjection,
  originsProjection,
  pagesProjection,
  eventsProjection,
];

/** Writes all projections of entries that were just appended. */
export async function project(db: Database, entries: readonly Appended[]): Promise<void> {
  if (!entries.length) return;
  for (const projection of PROJECTIONS) await projection.write(db, entries);
}
