import type { Actor, Position } from './api/client.ts';
import { shifted } from './charts/time.ts';

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
  kind: 'new' | 'changed' | 'ended' | 'contradicted' | 'back';
  actor: Actor;
  before: Position[];
  /** Those that began after the first time and ended before the second. */
  between: Position[];
  after: Position[];
  /** Since when it is so, as far as the positions tell. */
  on?: string;
}

/**
 * Who is said to stand elsewhere at the second time than at the first, who came back to where they stood, and who is now
 * contradicted; the newest first. What is only planned, denied or otherwise not told as a fact is nobody's place.
 *
 * @param course all positions, where those that came and went between the times are to be seen
 */
export function changesBetween(
  first: readonly Position[],
  second: readonly Position[],
  among: readonly string[],
  { course = [], from, to }: { course?: readonly Position[]; from: string; to: string },
): Change[] {
  const facts = (rows: readonly Position[]) => rows.filter(({ factuality }) => factuality === 'actual');
  const byActor = (rows: readonly Position[]) =>
    new Map(standings(facts(rows), among).map((one) => [one.actor.id, one]));
  const passing = facts(course).filter(({ from: begun, until }) => begun > from && until !== undefined && until < to);
  const [before, between, after] = [first, passing, second].map(byActor);
  const ids = new Set([before, between, after].flatMap((all) => [...(all?.keys() ?? [])]));
  const changes = [...ids].flatMap((id) => changeOf(before?.get(id), between?.get(id), after?.get(id)) ?? []);
  return changes.sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? 1 : -1) || a.actor.name.localeCompare(b.actor.name));
}

function changeOf(
  was: Standing | undefined,
  meanwhile: Standing | undefined,
  is: Standing | undefined,
): Change | undefined {
  const actor = (is ?? was ?? meanwhile)?.actor;
  if (!actor) return undefined;
  const [old, present] = [was, is].map((one) => new Set(one?.stances));
  const passed = (meanwhile?.positions ?? []).filter(({ stance }) => !old?.has(stance) && !present?.has(stance));
  const change = { actor, before: was?.positions ?? [], between: passed, after: is?.positions ?? [] };
  const dated = (kind: Change['kind'], days: readonly string[]): Change => {
    const on = days.toSorted().at(kind === 'ended' || kind === 'back' ? -1 : 0);
    return { kind, ...change, ...(on !== undefined && { on }) };
  };
  const fresh = change.after.filter(({ stance }) => !old?.has(stance));
  if (!is && was)
    return dated(
      'ended',
      change.before.flatMap(({ until }) => until ?? []),
    );
  if (is && !was)
    return dated(
      'new',
      change.after.map(({ from }) => from),
    );
  if (fresh.length || old?.size !== present?.size)
    return dated(
      'changed',
      fresh.map(({ from }) => from),
    );
  if (passed.length)
    return dated(
      'back',
      passed.map(({ from }) => from),
    );
  if (is?.contradicted && !was?.contradicted) return { kind: 'contradicted', ...change };
  return undefined;
}

/** How long before the last change the comparison begins, in days. */
const MONTH = 31;

/** Two days a month apart between which something changed: the last such month up to a day; undefined where nothing is told as a fact. */
export function lastChanges(
  rows: readonly Position[],
  known: boolean,
  today: string,
): { from: string; to: string } | undefined {
  const facts = rows.filter(({ factuality }) => factuality === 'actual');
  const days = facts.map(({ from, known: learned }) => (known ? learned.slice(0, 10) : from)).sort();
  const last = days.findLast((day) => day <= today) ?? days[0];
  return last === undefined ? undefined : { from: shifted(last, -MONTH), to: last };
}
