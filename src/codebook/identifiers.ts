import type { Actor } from '../types.js';
import type { ActorEntry } from './schema/index.js';

/** An actor's identifiers that hold on a day; without one, the latest. */
export function idsOn(ids: NonNullable<ActorEntry['ids']>, day: string | undefined): NonNullable<Actor['ids']> {
  const made: NonNullable<Actor['ids']> = {};
  for (const list of ['wikidata', 'cow', 'gw'] as const) {
    const value = ids[list];
    const id =
      typeof value !== 'object'
        ? value
        : day === undefined
          ? value.at(-1)?.id
          : value.find(({ from, until }) => (from ?? '') <= day && (until === undefined || day <= until))?.id;
    if (id !== undefined) made[list] = id;
  }
  return made;
}
