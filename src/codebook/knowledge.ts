import type { Actor, EventKind, Knowledge } from '../types.js';
import type { Codebook, CompiledCode } from './compile.js';
import { idsOn } from './identifiers.js';
import type { ActorEntry } from './schema/index.js';

/** Answers from a codebook. */
export function knowledgeOf({ actors, codes }: Codebook): Knowledge {
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
