import type { Codebook } from '../../codebook/index.js';
import type { Ledger, View } from '../../ledger/index.js';
import type { Actor } from '../../types.js';
import type { LoadedClaim } from '../claims.js';
import { identitiesOf } from '../identities.js';
import { whoIs } from '../select.js';
import { distinct, distinctBy } from '../values.js';

/** Who holds a position, and on whose word. */
export class Holders {
  /** By the id of an office-holder: the state that they speak for. */
  readonly #states = new Map<string, Actor>();
  readonly #officials = new Map<string, string[]>();

  constructor({ actors }: Codebook) {
    const states = new Map(actors.filter(({ kind }) => kind === 'state').map((state) => [state.id, state]));
    for (const { id, code, kind, sectors } of actors) {
      const state = states.get(code);
      if (kind !== 'person' || !state || !sectors.includes('GOV')) continue;
      const { name, contested, ids } = state;
      this.#states.set(id, {
        id: state.id,
        name,
        code,
        sectors: ['GOV'],
        ...(contested && { contested }),
        ...(ids && { ids: ids as NonNullable<Actor['ids']> }),
      });
      this.#officials.set(state.id, [...(this.#officials.get(state.id) ?? []), id]);
    }
  }

  /** Those whom a filter names, and all whose claims can be theirs. */
  async asked(
    { db }: Ledger,
    names: readonly string[],
    view: View,
  ): Promise<{ holders: Set<string>; sources: string[] }> {
    const identities = await identitiesOf(db, view);
    const named = await Promise.all(names.map((name) => whoIs(db, name, identities)));
    const found = named.flatMap(({ actors }) => actors);
    const holders = new Set(named.flatMap(({ meant }) => meant).map((id) => this.#states.get(id)?.id ?? id));
    for (const name of names) if (this.#officials.has(name)) holders.add(name);
    const sources = [...holders].flatMap((id) => [id, ...(this.#officials.get(id) ?? [])]);
    return { holders, sources: distinct([...found, ...sources]) };
  }

  /** The resolved sources of a claim, each once; who holds an office in a government speaks for the state. */
  of({ row }: LoadedClaim): Actor[] {
    const actors = row.source.flatMap(({ actor }) => (actor ? [this.#states.get(actor.id) ?? actor] : []));
    return distinctBy(actors, ({ id }) => id);
  }

  /** The actor on whose word a holder is said to hold it; undefined where it is the holder's own, or only the press's. */
  voice({ row }: LoadedClaim, holder: Actor): string | undefined {
    for (const { speakers } of row.attribution) {
      const named = speakers.flatMap(({ actor }) => (actor ? [actor] : []));
      if (named.some(({ id, code }) => id === holder.id || code === holder.code)) return undefined;
      const other = named.find(({ sectors }) => !sectors.includes('MED'));
      if (other) return this.#states.get(other.id)?.id ?? other.id;
    }
    return undefined;
  }
}
