import { UserError } from '../../errors.js';
import type { Knowledge } from '../../types.js';
import type { Append } from '../ledger.js';
import { fold } from '../text.js';
import { Actors } from './actors.js';
import type { IdentityContent } from './content.js';
import { loadIdentities } from './identities.js';
import type { CorrectionInput } from './input.js';
import type { Corrected } from './judge.js';

/** Says that an actor, or words that name none, are another actor; or that some mentions of an actor are. */
export async function identify(
  { db, append }: Append,
  input: Extract<CorrectionInput, { action: 'merge' | 'split' }>,
  knowledge: Knowledge,
): Promise<Corrected[]> {
  const { action, by, reason } = input;
  const actors = new Actors(db, knowledge);
  const into = await actors.named(input.into);
  const identities = await loadIdentities(db);
  const from = identities.targets(input.actor)[0] ?? (await actors.find(input.actor));
  if (!from && action === 'split')
    throw new UserError(`actor ${input.actor}: no claim names one of this id, code or name`);
  if (!from && !(await isUnresolved(input.actor))) {
    throw new UserError(
      `actor ${input.actor}: no claim names one like this, nor has these words for one who is not known`,
    );
  }
  if (from?.id === into.id) {
    throw new UserError(`actor ${input.actor}: it is ${into.id} already; two different actors are expected`);
  }
  if (from && identities.leads(into.id, from.id)) {
    throw new UserError(`actor ${into.id}: it is ${from.id} itself, by an earlier correction; undo that one first`);
  }
  const content: IdentityContent = {
    action,
    by,
    reason,
    ...(from ? { actor: from.id } : { name: fold(input.actor) }),
    ...(input.action === 'split' && {
      ...(input.names && { names: input.names.map(fold) }),
      ...(input.documents && { documents: input.documents }),
      ...(input.claims && { claims: input.claims }),
    }),
    into,
  };
  const { sequence } = append('correction', content);
  return [{ entry: sequence, action, by, reason }];

  async function isUnresolved(words: string): Promise<boolean> {
    const row = await db
      .selectFrom('participants')
      .select('claim')
      .where('name', '=', fold(words))
      .where('actor', 'is', null)
      .executeTakeFirst();
    return row !== undefined;
  }
}
