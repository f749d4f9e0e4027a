import type { Codebook } from '../codebook/index.js';
import { fold, type Ledger } from '../ledger/index.js';
import { type Filter, viewOf } from './filter.js';
import { identitiesOf } from './identities.js';
import { whoIs } from './select.js';

/** What a filter asks by and nothing in the ledger has: the reason why there may be no answer. */
export async function unknownIn({ db }: Ledger, codebook: Codebook, filter: Filter): Promise<string[]> {
  const found: string[] = [];
  const identities = await identitiesOf(db, viewOf(filter));
  const { actor = [], source = [], target = [], speaker = [], type = [] } = filter;
  for (const name of new Set([...actor, ...source, ...target, ...speaker])) {
    if ((await whoIs(db, name, identities)).meant.length) continue;
    const said = await db
      .selectFrom('participants')
      .select('claim')
      .where('actor', 'is', null)
      .where('name', '=', fold(name))
      .limit(1)
      .executeTakeFirst();
    if (!said) found.push(`the ledger knows nobody called ${name}`);
  }
  for (const one of type) {
    if (codebook.types[one] ?? codebook.types[one.toUpperCase()]) continue;
    const said = await db.selectFrom('claims').select('sequence').where('type', '=', one).limit(1).executeTakeFirst();
    if (!said) found.push(`there is no event type ${one} (there are: ${Object.keys(codebook.types).join(', ')})`);
  }
  return found;
}
