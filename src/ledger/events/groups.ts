import { keysOf } from './keys.js';
import { closeness, isContrary, isLate, isLinked, isSameAct } from './same.js';
import { baseOf, isMovable, lateDay, lateRange, slotOf, windowOf } from './slots.js';
import type { Telling } from './telling.js';

/** A claim that is to be grouped. */
export interface Told {
  told: Telling;
  /** Tells it from all others, the same whenever it is grouped. */
  key: string;
}

/** A claim and the day to which its event belongs. */
export interface Placed extends Told {
  day: number;
}

/** Claims of a group, the first ones, with which another is compared. */
const COMPARED = 16;

/** Claims under one key among which what is recalled looks for its event; where there are more, it cannot be known. */
export const RECALLED = 64;

/**
 * Joins claims of one event. What comes of it is a function of the set of claims: first each gets the day to which its event
 * belongs (`slotOf`), then those of a day are joined (`joinDay`), then what takes longer or is recalled goes to the only
 * event that it can belong to (`eventFor`), and what is left of that is joined among itself. Each step looks at claims that
 * are found by common keys on days nearby, so that what comes and goes changes what is near it and nothing else.
 */
export function groupTellings<T extends Told>(all: readonly T[]): T[][] {
  return placedGroups(all).map((group) => group.map(({ one }) => one));
}

/** As `groupTellings`, with the day of each claim. */
export function placedGroups<T extends Told>(all: readonly T[]): (Placed & { one: T })[][] {
  const prompt = all.filter(({ told }) => !isLate(told));
  const index = new Index(prompt);
  const groups = joinDay(
    prompt.map((one) => {
      const others = dayGivers(one, index).map(({ told }) => told);
      return { one, told: one.told, key: one.key, day: slotOf(one.told, others) };
    }),
  );
  const groupOf = new Map(groups.flatMap((members) => members.map((member) => [member, members])));
  const placed = new Index(groupOf.keys());
  const [whole, left] = [new Map(groups.map((members) => [members, [...members]])), [] as (Placed & { one: T })[]];
  for (const one of all) {
    if (!isLate(one.told)) continue;
    const late = { one, told: one.told, key: one.key, day: lateDay(one.told) };
    const [from, to] = lateRange(one.told);
    const under = keysOf(one.told).sought.map((key) => placed.under(key).filter(({ day }) => day >= from && day <= to));
    const near = under.some((some) => some.length > RECALLED) ? [] : under.flat();
    const event = eventFor(one.told, [...new Set(near.flatMap((other) => [groupOf.get(other) ?? []]))]);
    (event && whole.get(event) ? whole.get(event) : left)?.push(late);
  }
  return [...whole.values(), ...joinDay(left)];
}

/** Those on whose days the day of a claim depends: see `slotOf`. */
export function dayGivers<T extends Told>(one: Told, index: Index<T>): T[] {
  if (!isMovable(one.told)) return [];
  const [base, window] = [baseOf(one.told), windowOf(one.told)];
  return index.found(one.told).filter((other) => {
    const day = baseOf(other.told);
    return day <= base && day >= base - 2 * window && other.key !== one.key && isLinked(one.told, other.told);
  });
}

/** Joins claims of one act on one day: those that agree with most of a group, and contradict none of it, join it. */
export function joinDay<T extends Placed>(all: readonly T[]): T[][] {
  const groups = new Map<T, T[]>();
  const index = new Index<T>([]);
  const joined: T[][] = [];
  for (const one of [...all].sort(byRank)) {
    const near = index.found(one.told).filter((other) => other.day === one.day && isLinked(one.told, other.told));
    const fit = [...new Set(near.map((other) => groups.get(other) as T[]))].filter((group) => agrees(one.told, group));
    const group = nearest(one.told, fit) ?? [];
    if (!group.length) joined.push(group);
    group.push(one);
    groups.set(one, group);
    index.add(one);
  }
  return joined;
}

/** The only one of some groups that a claim can belong to. */
export function eventFor<T extends Told>(told: Telling, groups: readonly T[][]): T[] | undefined {
  const fit = groups.filter((group) => agrees(told, group));
  return fit.length === 1 ? fit[0] : undefined;
}

function agrees(told: Telling, group: readonly Told[]): boolean {
  const compared = group.slice(0, COMPARED);
  if (compared.some((member) => isContrary(told, member.told))) return false;
  return compared.filter((member) => isSameAct(told, member.told)).length * 2 > compared.length;
}

/** Of the groups that fit, the one that is about the same; a side that is left out is not guessed where several fit alike. */
function nearest<T extends Told>(told: Telling, fit: readonly T[][]): T[] | undefined {
  if (fit.length < 2) return fit[0];
  const close = fit.map((group) => Math.max(...group.slice(0, COMPARED).map((one) => closeness(told, one.told))));
  const best = Math.max(...close);
  const first = close.indexOf(best);
  return rank(told) === 0 || close.indexOf(best, first + 1) < 0 ? fit[first] : undefined;
}

/** What names both sides comes first: what names one of them can be told of several. */
function rank({ source, target }: Telling): number {
  return source.actors.size && target.actors.size ? 0 : 1;
}

/** The order in which claims are joined: it depends on nothing but them. */
export function byRank(a: Told, b: Told): number {
  return rank(a.told) - rank(b.told) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** Claims by the keys under which they are found. */
export class Index<T extends Told> {
  readonly #under = new Map<string, T[]>();

  constructor(all: Iterable<T>) {
    for (const one of all) this.add(one);
  }

  add(one: T): void {
    for (const key of keysOf(one.told).own) {
      const under = this.#under.get(key);
      if (under) under.push(one);
      else this.#under.set(key, [one]);
    }
  }

  under(key: string): readonly T[] {
    return this.#under.get(key) ?? [];
  }

  found(told: Telling): T[] {
    return [...new Set(keysOf(told).sought.flatMap((key) => this.#under.get(key) ?? []))];
  }
}
