import { UserError } from '../errors.js';

const LOCKED = 'another process holds it locked; try again when that one is done';
const READ_ONLY = 'it may not be written to';
const FULL = 'the disk is full; what was recorded before is kept';
const DAMAGED = 'the file is damaged; restore it from a copy';

/** SQLite's result codes (sqlite.org/rescode.html) that a user can do something about, in a user's words. */
const SQLITE: Record<number, string> = {
  5: LOCKED,
  6: LOCKED,
  8: READ_ONLY,
  10: 'the disk could not be read or written',
  11: DAMAGED,
  13: FULL,
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

/** PostgreSQL's codes (postgresql.org/docs/current/errcodes-appendix.html) and those of the network, likewise. */
const POSTGRES: Record<string, string> = {
  '25006': READ_ONLY,
  '28000': 'the server does not let this user in; check the address',
  '28P01': 'the server does not take this password',
  '3D000': 'the server has no such database; `createdb` makes one',
  '3F000': 'there is none; `onrecord read INPUT` makes one',
  '42501': 'this user may not do that in this database',
  '53100': FULL,
  '53300': 'the server has no connection left; try again later',
  '55P03': LOCKED,
  '57P01': 'the server was stopped',
  '57P03': 'the server is starting or stopping; try again',
  XX001: 'the database is damaged; restore it from a copy',
  XX002: 'the database is damaged; restore it from a copy',
  ECONNREFUSED: 'no server answers at this address',
  ECONNRESET: 'the connection to the server was lost',
  ENOENT: 'no server answers at this address',
  ENOTFOUND: 'the host is not known',
  EPIPE: 'the connection to the server was lost',
  ETIMEDOUT: 'the server does not answer',
};

/** The same for errors of the client that come without a code. */
const CLIENT: readonly [RegExp, string][] = [
  [
    /timeout exceeded when trying to connect|Connection terminated due to connection timeout/,
    'the server does not answer',
  ],
  [/Connection terminated|not queryable/, 'the connection to the server was lost'],
  [/password must be a string/, 'the server asks for a password; postgres://USER:PASSWORD@HOST/DATABASE gives one'],
  [/SSL|certificate/i, 'no secure connection could be made; see `sslmode` in the address'],
];

/** Two transactions that stood in each other's way (55P03 waited already). */
const CONFLICTS = ['40001', '40P01'];

/** Says what a database's error means for the ledger at an address; anything else is given back as it is. */
export function asUserError(error: unknown, address: string): unknown {
  const meaning = meaningOf(error, isPostgresAddress(address));
  return meaning ? new UserError(`ledger ${shownAddress(address)}: ${meaning}`, { cause: error }) : error;
}

/** Whether it is worth trying again: another connection holds what this one needs. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 5 || code === 6 || CONFLICTS.includes(String((error as { code?: unknown })?.code));
}

/** Whether an address is that of a PostgreSQL database; else it is a file's path. */
export function isPostgresAddress(address: string): boolean {
  return /^postgres(ql)?:/i.test(address);
}

/** An address as it may be shown: without a password. */
export function shownAddress(address: string): string {
  if (!isPostgresAddress(address)) return address;
  return address.replace(/(\/\/[^/@]*?):[^/]*@/, '$1@').replace(/([?&]password=)[^&]*/i, '$1…');
}

function meaningOf(error: unknown, postgres: boolean): string | undefined {
  if (!postgres) return SQLITE[sqliteCode(error) ?? 0];
  if (!(error instanceof Error)) return undefined;
  // Several addresses of one host were tried, each of which has its own error.
  const [first] = error instanceof AggregateError ? error.errors : [error];
  const { code } = first as { code?: unknown };
  const message = String((first as Error).message);
  return POSTGRES[String(code)] ?? CLIENT.find(([text]) => text.test(message))?.[1];
}

/** SQLite's primary result code, where the error is SQLite's. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== 'ERR_SQLITE_ERROR') return undefined;
  const errcode = (error as { errcode?: unknown }).errcode;
  return typeof errcode === 'number' ? errcode & 0xff : BY_TEXT.find(([text]) => text.test(error.message))?.[1];
}
