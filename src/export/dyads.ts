import type { ClaimRow, EventRow } from '../ask/index.js';
import type { Actor, Participant } from '../types.js';

/** One side of a dyad: an actor, or the words of somebody who resolves to none. */
export interface Side {
  name: string;
  actor?: Actor;
  /** As the text has it, where one text is meant. */
  raw?: string;
  role?: string;
}

/** Who acts on whom: one source, one target, either of which may not be named. */
export interface Dyad {
  source?: Side;
  target?: Side;
}

/** The dyads of an event: each source with each target, both ways where each acts on the other. */
export function dyadsOfEvent({ source, target, sides, reciprocal }: EventRow): Dyad[] {
  return dyads(sidesOf(source, sides.source), sidesOf(target, sides.target), reciprocal);
}

/** The dyads of a claim. */
export function dyadsOfClaim({ source, target, reciprocal }: ClaimRow): Dyad[] {
  return dyads(source.map(sideOf), target.map(sideOf), reciprocal);
}

function dyads(sources: readonly Side[], targets: readonly Side[], reciprocal: true | undefined): Dyad[] {
  if (!sources.length) return targets.map((target) => ({ target }));
  if (!targets.length) return sources.map((source) => ({ source }));
  return sources.flatMap((source) =>
    targets.flatMap((target) => [{ source, target }, ...(reciprocal ? [{ source: target, target: source }] : [])]),
  );
}

/** Actors, and after them the words that resolve to none of them. */
function sidesOf(actors: readonly Actor[], names: readonly string[]): Side[] {
  const known = new Set(actors.map(({ name }) => name));
  return [
    ...actors.map((actor) => ({ name: actor.name, actor })),
    ...names.filter((name) => !known.has(name)).map((name) => ({ name })),
  ];
}

function sideOf({ text, actor, role }: Participant): Side {
  return {
    name: actor?.name ?? text,
    raw: text,
    ...(actor && { actor }),
    ...(role !== undefined && { role }),
  };
}
