import { z } from 'zod';
import { UserError } from '../../errors.js';
import { checkedInput } from '../corrections/input.js';
import type { Ledger } from '../ledger.js';
import type { Database } from '../schema.js';
import type { ReleaseContent, ReleaseTable } from './projection.js';

/** What a release is made of: a name that no other has, and who makes it. */
export const releaseInput = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._+-]{0,99}$/u, 'a name without spaces: letters, digits, . _ + -'),
  by: z.string().trim().min(1).max(500).optional(),
});

/** A named state of the ledger. */
export interface Release {
  name: string;
  by?: string;
  /** The last entry that belongs to it, and its hash. */
  entries: number;
  head: string;
  /** When it was made, in ledger time: all that was recorded before belongs to it. */
  recorded: string;
}

/**
 * Marks the ledger's present head as a release.
 *
 * @throws UserError where the name is taken or none
 */
export async function release(ledger: Ledger, request: z.input<typeof releaseInput>): Promise<Release> {
  const { name, by } = checkedInput(releaseInput, request, 'release');
  return ledger.append(async ({ db, append, recorded }) => {
    const before = await named(db, name);
    if (before) throw new UserError(`release ${name}: there is one of this name, made at ${before.recorded}`);
    const { sequence, hash } = await db.selectFrom('head').select(['sequence', 'hash']).executeTakeFirstOrThrow();
    const content: ReleaseContent = { name, ...(by !== undefined && { by }), sequence, head: hash };
    append('release', content);
    return { name, ...(by !== undefined && { by }), entries: sequence, head: hash, recorded };
  });
}

/** All releases, in the order in which they were made. */
export async function releases({ db }: Ledger): Promise<Release[]> {
  const rows = await db.selectFrom('releases').selectAll().orderBy('sequence').execute();
  return rows.map(shown);
}

/** @throws UserError where there is no release of that name */
export async function releaseOf({ db }: Ledger, name: string): Promise<Release> {
  const row = await named(db, name);
  if (row) return shown(row);
  const names = (await db.selectFrom('releases').select('name').orderBy('sequence').execute()).map((one) => one.name);
  throw new UserError(`release ${name}: the ledger has none of this name (it has: ${names.join(', ') || 'none'})`);
}

function named(db: Database, name: string): Promise<ReleaseTable | undefined> {
  return db.selectFrom('releases').selectAll().where('name', '=', name).executeTakeFirst();
}

function shown({ name, by, head_sequence: entries, head_hash: head, recorded }: ReleaseTable): Release {
  return { name, ...(by !== null && { by }), entries, head, recorded };
}
