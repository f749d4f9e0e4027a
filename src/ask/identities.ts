import { type Database, Identities, loadIdentities, type View } from '../ledger/index.js';

/** Who is meant by whom in a view: the merges and splits of its time; nobody is anybody else in the machine's reading. */
export async function identitiesOf(db: Database, { before, raw }: View): Promise<Identities> {
  return raw ? new Identities([]) : loadIdentities(db, before);
}
