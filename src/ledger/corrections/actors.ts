import { UserError } from '../../errors.js';
import type { Actor, Knowledge } from '../../types.js';
import type { Database } from '../schema.js';
import { columnText, fold } from '../text.js';
import { claimAt } from './coding.js';
import type { NamedActor } from './input.js';

/** Knows nothing: only what the ledger has can be named. */
export const NO_KNOWLEDGE: Knowledge = { actor: () => undefined, event: () => undefined };

/** Finds actors by name: those that the ledger has named before, then those of the codebook. */
export class Actors {
  readonly #db: Database;
  readonly #knowledge: Knowledge;

  constructor(db: Database, knowledge: Knowledge) {
    this.#db = db;
    this.#knowledge = knowledge;
  }

  /** @throws UserError where nobody has that id, code or name, or several have */
  async named(wanted: NamedActor): Promise<Actor> {
    if (typeof wanted !== 'string') return clean(wanted);
    const known = this.#knowledge.actor(wanted) ?? (await this.find(wanted));
    if (known) return known;
    throw new UserError(
      `actor ${wanted}: neither ledger nor codebook has one of this id, code or name; give it in full`,
    );
  }

  /** Whom the ledger knows by an id, else by a name or code that is nobody else's. */
  async find(name: string): Promise<Actor | undefined> {
    const id = columnText(name);
    const ids = await this.#db
      .selectFrom('actors')
      .select('id')
      .where((eb) => eb.or([eb('id', '=', id), eb('code', '=', id), eb('name', '=', fold(name))]))
      .union(this.#db.selectFrom('names').select('actor as id').where('name', '=', fold(name)))
      .execute();
    const found = ids.find((one) => one.id === id) ?? (ids.length === 1 ? ids[0] : undefined);
    return found && this.#inFull(found.id);
  }

  /** An actor as the latest claim has it that named it. */
  async #inFull(id: string): Promise<Actor | undefined> {
    const row = await this.#db
      .selectFrom('participants')
      .select(({ fn }) => fn.max('claim').as('claim'))
      .where('actor', '=', id)
      .executeTakeFirst();
    if (!row?.claim) return undefined;
    const claim = await claimAt(this.#db, row.claim);
    const everybody = [...claim.source, ...claim.target, ...claim.attribution.flatMap(({ speakers }) => speakers)];
    return everybody.find(({ actor }) => actor && columnText(actor.id) === id)?.actor;
  }
}

function clean({ id, name, code, sectors, group, contested, ids }: Exclude<NamedActor, string>): Actor {
  const { wikidata, cow, gw } = ids ?? {};
  return {
    id,
    name,
    code,
    sectors,
    ...(group && { group }),
    ...(contested && { contested }),
    ...(ids && {
      ids: {
        ...(wikidata !== undefined && { wikidata }),
        ...(cow !== undefined && { cow }),
        ...(gw !== undefined && { gw }),
      },
    }),
  };
}
