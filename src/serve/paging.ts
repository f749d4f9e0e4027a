import type { Head } from '../ledger/index.js';
import { Problem } from './problem.js';

/** Where a page begins: so many rows after the newest, as the ledger stood when the first page was asked for. */
export interface Cursor {
  offset: number;
  /** The head's number and time then. */
  sequence: number;
  recorded: string;
}

/** Rows deeper than this are reached by a narrower filter. */
const DEEPEST = 100_000;

export function cursorText({ offset, sequence, recorded }: Cursor): string {
  return Buffer.from(`${offset} ${sequence} ${recorded}`).toString('base64url');
}

/**
 * Where to go on.
 *
 * @throws Problem for a text that `cursorText` has not made
 */
export function readCursor(text: string): Cursor {
  const match = /^(\d{1,6}) (\d{1,15}) (\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(
    Buffer.from(text, 'base64url').toString('utf8'),
  );
  const [, offset, sequence, recorded] = match ?? [];
  if (offset === undefined || Number(offset) > DEEPEST || Number.isNaN(Date.parse(String(recorded)))) {
    throw notOurs();
  }
  return { offset: Number(offset), sequence: Number(sequence), recorded: String(recorded) };
}

const notOurs = () =>
  new Problem(400, 'cursor: it is none that an answer gave', [{ field: 'cursor', reason: 'not one of ours' }]);

/** A page of rows, newest first, as it is cut from an answer. */
export interface Page {
  offset: number;
  limit: number;
  /** When the answer must be that of an earlier time, since the ledger has grown since the first page. */
  knownAt?: string;
  head: Head;
}

/**
 * The page that is asked for.
 *
 * @throws Problem for a cursor that no answer of this ledger can have given
 */
export function pageOf(
  query: { limit: number; cursor?: string | undefined; 'known-at'?: string | undefined },
  head: Head,
): Page {
  const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor);
  if (cursor && (cursor.sequence > head.sequence || cursor.recorded > head.recorded)) throw notOurs();
  const knownAt = query['known-at'] ?? (cursor && cursor.sequence !== head.sequence ? cursor.recorded : undefined);
  const first = cursor ? { ...head, sequence: cursor.sequence, recorded: cursor.recorded } : head;
  return { offset: cursor?.offset ?? 0, limit: query.limit, ...(knownAt !== undefined && { knownAt }), head: first };
}

/** The cursor of the page after one that has `more` behind it. */
export function nextCursor({ offset, limit, head }: Page, more: boolean): string | undefined {
  if (!more || offset + limit > DEEPEST) return undefined;
  return cursorText({ offset: offset + limit, sequence: head.sequence, recorded: head.recorded });
}
