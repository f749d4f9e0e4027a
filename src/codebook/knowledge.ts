import type { Actor, EventKind } from '../types.js';
import type { Codebook, CompiledCode } from './compile.js';
import { idsOn } from './identifiers.js';
import type { ActorEntry } from './schema.js';

/** What a codebook knows of the actors and events that a person names. */
export interface CodebookKnowledge {
  /** The actor of an id, code, name or alias; undefined where there is none or several. */
  actor(name: string): Actor | undefined;
  /** The event of a code; of a type, and mode, the plainest code: the shortest, without a mode unless one is asked for. */
  event(wanted: {
    type?: string | undefined;
    code?: string | undefined;
    mode?: string | undefined;
  }): EventKind | undefined;
}

/** Answers from a codebook. */
export function knowledgeOf({ actors, codes }: Codebook): CodebookKnowledge {
  return {
    actor(name) {
      const byId = actors.find(({ id }) => id === name);
      const words = name.trim().toLowerCase();
      const called = (actor: ActorEntry) =>
        actor.code === name || [actor.name, ...actor.aliases].some((one) => one.toLowerCase() === words);
      const [only, ...others] = byId ? [byId] : actors.filter(called);
      return only && !others.length ? actorOf(only) : undefined;
    },
    event({ type, code, mode }) {
      const found = Object.entries(codes).filter(
        ([own, entry]) =>
          (type === undefined || entry.type === type.toUpperCase() || entry.type === type) &&
          (code === undefined || own === code || entry.cameo === code) &&
          (mode === undefined || entry.mode === mode),
      );
      found.sort(([a, x], [b, y]) => plainness(a, x, mode) - plainness(b, y, mode) || (a < b ? -1 : 1));
      const [best] = found;
      return best && eventOf(best[1]);
    },
  };
}

function plainness(code: string, { mode }: CompiledCode, wanted: string | undefined): number {
  return code.length + (mode !== undefined && wanted === undefined ? 10 : 0);
}

function eventOf({ type, mode, contexts, cameo, quad, goldstein }: CompiledCode): EventKind {
  return { type, ...(mode !== undefined && { mode }), contexts: [...contexts], cameo, quad, goldstein };
}

function actorOf({ id, name, code, sectors, group, contested, ids }: ActorEntry & { id: string }): Actor {
  return {
    id,
    name,
    code,
    sectors: [...sectors],
    ...(group && { group }),
    ...(contested && { contested }),
    ...(ids && { ids: idsOn(ids, undefined) }),
  };
}
