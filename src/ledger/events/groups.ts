import { keysOf } from './keys.js';
import { isLate, isSame } from './same.js';
import type { Telling } from './telling.js';

/** A claim that is to be grouped. */
export interface Told {
  told: Telling;
  /** Tells it from all others, the same whenever it is grouped. */
  key: string;
}

interface Group<T> {
  members: T[];
}

/**
 * Joins claims of one event: those that agree with most of a group (see `isSame`) join it, day by day. What takes longer
 * than a day, or is recalled without saying when, joins the only group that it can belong to, and stands for itself where
 * there are several. The result does not depend on the order of the claims.
 */
export function groupTellings<T extends Told>(all: readonly T[]): T[][] {
  const groups: Group<T>[] = [];
  const index = new Map<string, Set<Group<T>>>();
  const put = (one: T, group: Group<T>) => {
    group.members.push(one);
    for (const key of keysOf(one.told).all) {
      const under = index.get(key);
      if (under) under.add(group);
      else index.set(key, new Set([group]));
    }
  };
  const fitting = (one: T): Group<T>[] => {
    const found = new Set(keysOf(one.told).all.flatMap((key) => [...(index.get(key) ?? [])]));
    return [...found].filter((group) => agrees(one, group));
  };
  const ordered = [...all].sort((a, b) => rank(a) - rank(b) || day(a) - day(b) || (a.key < b.key ? -1 : 1));
  for (const one of ordered.filter(({ told }) => !isLate(told))) {
    const group = nearest(one, fitting(one));
    if (group) put(one, group);
    else groups.push(opened(one, put));
  }
  // Which of the events they belong to is decided before any of them has joined one.
  const late = ordered.filter(({ told }) => isLate(told)).map((one) => ({ one, fit: fitting(one) }));
  for (const { one, fit } of late) if (fit.length === 1) put(one, fit[0] as Group<T>);
  for (const { one } of late.filter(({ fit }) => fit.length !== 1)) {
    const group = fitting(one).find(({ members }) => members.every(({ told }) => isLate(told)));
    if (group) put(one, group);
    else groups.push(opened(one, put));
  }
  return groups.map(({ members }) => members);
}

function opened<T extends Told>(one: T, put: (one: T, group: Group<T>) => void): Group<T> {
  const group: Group<T> = { members: [] };
  put(one, group);
  return group;
}

function agrees<T extends Told>({ told }: T, { members }: Group<T>): boolean {
  const same = members.filter((member) => isSame(told, member.told)).length;
  return same * 2 > members.length;
}

/** Of the groups that fit, the one whose first day is nearest; of those, the one that came first. */
function nearest<T extends Told>(one: T, fit: readonly Group<T>[]): Group<T> | undefined {
  const distance = ({ members }: Group<T>) => Math.abs(day(members[0] as T) - day(one));
  return [...fit].sort((a, b) => distance(a) - distance(b))[0];
}

function day({ told }: Told): number {
  return told.starts ?? told.reported ?? 0;
}

/** What names both sides comes first: what names one of them can be told of several. */
function rank({ told: { source, target } }: Told): number {
  return source.actors.size && target.actors.size ? 0 : 1;
}
