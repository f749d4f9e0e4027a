import { components } from './components.js';
import { byRank, eventFor, Index, joinDay } from './groups.js';
import { type Crowd, type Known, NEVER } from './neighbours.js';
import { isLate } from './same.js';
import { lateRange } from './slots.js';

/** Where claims go that can only belong to events that others tell of. */
export interface Lates {
  /** By claim: the group that it joins, one of those handed in, or one of the ledger's, without what joined it before. */
  joined: Map<Known, Known[] | undefined>;
  /** What has no event to join, by itself. */
  left: Known[][];
}

/**
 * Decides for claims that are late (see `isLate`) what they belong to, where events have changed.
 *
 * @param groupOf the present group of a claim that is not late, where it was grouped anew
 * @param changed claims that came, went, or whose group is another one
 */
export async function placeLate(
  crowd: Crowd,
  { enter, gone }: { enter: readonly Known[]; gone: readonly Known[] },
  groupOf: ReadonlyMap<Known, Known[]>,
  changed: readonly Known[],
): Promise<Lates> {
  const prompt = changed.filter(({ told }) => !isLate(told));
  const index = new Index(prompt);
  const affected = (await crowd.near(prompt, 1, ({ day }) => [day, NEVER])).filter(({ told }) => {
    const [from, to] = lateRange(told);
    return index.found(told).some(({ day }) => day >= from && day <= to);
  });
  const all = [...new Set([...enter.filter(({ told }) => isLate(told)), ...affected])];
  const near = await crowd.before(all);
  const kept = new KeptGroups(crowd);
  await kept.load([...near.values()].flat().filter((one) => !groupOf.has(one)));
  const joined = new Map<Known, Known[] | undefined>();
  for (const one of all) {
    const groups = (near.get(one) ?? []).map((other) => groupOf.get(other) ?? kept.of(other));
    joined.set(one, eventFor(one.told, [...new Set(groups)]));
  }
  await kept.load(all);
  const [entering, lost] = [new Set(enter), new Set(gone.flatMap(({ told, event }) => (isLate(told) ? [] : event)))];
  const isLeft = (one: Known) => joined.get(one) === undefined;
  const wasLeft = (one: Known) => !entering.has(one) && !kept.of(one).length && !lost.has(one.event);
  const seeds = all.filter((one) => isLeft(one) && !wasLeft(one));
  const were = [...gone.filter(({ told }) => isLate(told)), ...all.filter((one) => !isLeft(one) && wasLeft(one))];
  const left = await components(crowd, seeds, were, async (found) => {
    await kept.load(found);
    return found.filter((one) => (joined.has(one) ? isLeft(one) : kept.of(one).length === 0));
  });
  return { joined, left: joinDay(left) };
}

/** Groups as the ledger has them, of claims that are not late. */
class KeptGroups {
  readonly #crowd: Crowd;
  readonly #groups = new Map<string, Known[]>();

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
  }

  async load(some: readonly Known[]): Promise<void> {
    const missing = new Set(
      some.flatMap(({ event }) => (event !== undefined && !this.#groups.has(event) ? [event] : [])),
    );
    const found = await this.#crowd.ofEvents(missing);
    for (const event of missing) {
      const members = (found.get(event) ?? []).filter(({ told }) => !isLate(told));
      this.#groups.set(event, members.sort(byRank));
    }
  }

  of({ event }: Known): Known[] {
    return (event !== undefined && this.#groups.get(event)) || NONE;
  }
}

const NONE: Known[] = [];
