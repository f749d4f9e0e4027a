import { UserError } from '../errors.js';

/** SQLite's result codes (sqlite.org/rescode.html) that a user can do something about, in a user's words. */
const MEANINGS: Record<number, string> = {
  5: 'another process holds it locked; try again when that one is done',
  6: 'another process holds it locked; try again when that one is done',
  8: 'it may not be written to',
  10: 'the disk could not be read or written',
  11: 'the file is damaged; restore it from a copy',
  13: 'the disk is full; what was recorded before is kept',
  14: 'it cannot be opened; check that the folder exists and may be written to',
  23: 'it may not be opened',
  26: 'the file is not a ledger',
};

/** The driver gives some errors without a code. */
const BY_TEXT: readonly [RegExp, number][] = [
  [/database is locked/, 5],
  [/readonly database/, 8],
  [/disk I\/O error/, 10],
  [/malformed/, 11],
  [/disk is full/, 13],
  [/unable to open/, 14],
  [/not a database/, 26],
];

/** Says what SQLite's error means for the ledger at `path`; anything else is given back as it is. */
export function asUserError(error: unknown, path: string): unknown {
  const code = resultCode(error);
  const meaning = code === undefined ? undefined : MEANINGS[code];
  return meaning ? new UserError(`ledger ${path}: ${meaning}`, { cause: error }) : error;
}

/** Whether another connection holds what this one needs. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === 5 || code === 6;
}

/** SQLite's primary result code, where the error is SQLite's. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== 'ERR_SQLITE_ERROR') return undefined;
  const errcode = (error as { errcode?: unknown }).errcode;
  return typeof errcode === 'number' ? errcode & 0xff : BY_TEXT.find(([text]) => text.test(error.message))?.[1];
}
