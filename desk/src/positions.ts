import type { Actor, Position } from './api/client.ts';

/** Where somebody stands at one time: all positions that hold then, the one that counts most first. */
export interface Standing {
  actor: Actor;
  positions: Position[];
  /** Distinct stances that are told as facts; where reports contradict each other there are several. */
  stances: string[];
  contradicted: boolean;
}

/** The positions that hold on a day; without one, those that nothing has ended. */
export function heldOn(rows: readonly Position[], day: string | undefined): Position[] {
  if (day === undefined) return rows.filter(({ until }) => until === undefined);
  return rows.filter(({ from, until }) => from <= day && (until === undefined || until >= day));
}

/**
 * Who stands where, by the actor's name. Facts count more than plans and denials; of stances that go together, the first
 * in the order of the question's kind.
 */
export function standings(held: readonly Position[], among: readonly string[]): Standing[] {
  const rank = ({ stance }: Position) => among.indexOf(stance);
  const byActor = Map.groupBy(held, ({ actor }) => actor.id);
  const all = [...byActor.values()].map((rows): Standing => {
    const positions = rows.toSorted((a, b) => unreal(a) - unreal(b) || rank(a) - rank(b) || b.origins - a.origins);
    const facts = positions.filter(({ factuality }) => factuality === 'actual');
    const { actor } = positions[0] as Position;
    return {
      actor,
      positions,
      stances: [...new Set(facts.map(({ stance }) => stance))],
      contradicted: positions.some(({ contradicted }) => contradicted?.length),
    };
  });
  return all.sort((a, b) => a.actor.name.localeCompare(b.actor.name));
}

const unreal = ({ factuality }: Position): number => Number(factuality !== 'actual');

export const positionKey = ({ question, actor, from, stance, factuality, claims }: Position): string =>
  [question, actor.id, from, stance, factuality, ...claims].join(' ');

/** What became of somebody's position between two times. */
export interface Change {
  kind: 'new' | 'changed' | 'ended' | 'contradicted';
  actor: Actor;
  before: Position[];
  after: Position[];
  /** Since when it is so, as far as the positions tell. */
  on?: string;
}

/** Who stands elsewhere at the second time than at the first, or is now contradicted; the newest first. */
export function changesBetween(
  first: readonly Position[],
  second: readonly Position[],
  among: readonly string[],
): Change[] {
  const [before, after] = [first, second].map(
    (rows) => new Map(standings(rows, among).map((one) => [one.actor.id, one])),
  );
  const ids = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  const changes = [...ids].flatMap((id) => changeOf(before?.get(id), after?.get(id)) ?? []);
  return changes.sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? 1 : -1) || a.actor.name.localeCompare(b.actor.name));
}

function changeOf(was: Standing | undefined, is: Standing | undefined): Change | undefined {
  const actor = (is ?? was)?.actor;
  if (!actor) return undefined;
  const change = { actor, before: was?.positions ?? [], after: is?.positions ?? [] };
  const [old, present] = [change.before, change.after].map((rows) => new Set(rows.map(sideOf)));
  const fresh = change.after.filter((one) => !old?.has(sideOf(one)));
  const on = fresh.map(({ from }) => from).sort()[0];
  if (!is) {
    const last = change.before
      .flatMap(({ until }) => until ?? [])
      .sort()
      .at(-1);
    return { kind: 'ended', ...change, ...(last && { on: last }) };
  }
  if (!was) return { kind: 'new', ...change, ...(on && { on }) };
  if (old?.size !== present?.size || fresh.length) return { kind: 'changed', ...change, ...(on && { on }) };
  if (is.contradicted && !was.contradicted) return { kind: 'contradicted', ...change };
  return undefined;
}

const sideOf = ({ stance, factuality }: Position): string => `${stance} ${factuality}`;
