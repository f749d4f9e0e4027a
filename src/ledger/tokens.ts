import { createHash, randomBytes } from 'node:crypto';
import { UserError } from '../errors.js';
import type { Ledger } from './ledger.js';
import type { TokenTable } from './schema.js';
import { columnText } from './text.js';

/** A token as it is listed: never itself, only whose it is. */
export type TokenRow = Omit<TokenTable, 'hash'>;

/** What a token begins with, so that one that was left lying about tells where it belongs. */
const PREFIX = 'onrecord_';

/**
 * Makes a token with which the ledger may be written to over HTTP. It is given this once; the ledger keeps its SHA-256,
 * which is enough for 32 random bytes.
 *
 * @param name who acts with it, as corrections will say
 * @throws UserError for a name that says nothing
 */
export async function createToken(ledger: Ledger, name: string): Promise<string> {
  const shown = columnText(name).trim();
  if (!/\p{L}|\p{N}/u.test(shown) || shown.length > 200) {
    throw new UserError(`token ${JSON.stringify(name)}: the name of whoever will use it is expected`);
  }
  const token = PREFIX + randomBytes(32).toString('base64url');
  const created = new Date().toISOString();
  await ledger.db
    .insertInto('tokens')
    .values({ hash: hashOf(token), name: shown, created, revoked: null })
    .execute();
  return token;
}

/** Whose token it is; undefined for one that is none, or no longer. */
export async function tokenHolder(ledger: Ledger, token: string): Promise<string | undefined> {
  if (!token.startsWith(PREFIX)) return undefined;
  const row = await ledger.db
    .selectFrom('tokens')
    .select('name')
    .where('hash', '=', hashOf(token))
    .where('revoked', 'is', null)
    .executeTakeFirst();
  return row?.name;
}

/** All tokens that were made, by when. */
export async function listTokens(ledger: Ledger): Promise<TokenRow[]> {
  return ledger.db.selectFrom('tokens').select(['name', 'created', 'revoked']).orderBy('created').execute();
}

/**
 * Ends all tokens of a name.
 *
 * @returns how many
 */
export async function revokeTokens(ledger: Ledger, name: string): Promise<number> {
  const { numUpdatedRows } = await ledger.db
    .updateTable('tokens')
    .set({ revoked: new Date().toISOString() })
    .where('name', '=', columnText(name).trim())
    .where('revoked', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
