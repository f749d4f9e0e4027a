import type { LoadedClaim } from '../claims.js';
import { compare } from '../values.js';
import { isSameAct, type Told, toldOf } from './same.js';

interface Group {
  starts: string;
  ends: string;
  members: Told[];
}

/** A report's day may be one off the event's. */
const NEAR = 1;

/**
 * Joins claims of one event: the same act (see `isSameAct`) on days that are the same or follow each other. A claim joins
 * a group where most of its members agree with it. One of a longer stretch, or one that recalls without saying when,
 * joins the only group that it can belong to, and stands for itself where there are several. The result does not depend on
 * the order of the claims.
 */
export function groupClaims(claims: readonly LoadedClaim[]): LoadedClaim[][] {
  const all = claims.map(toldOf).sort((a, b) => compare(orderOf(a), orderOf(b)));
  const groups: Group[] = [];
  const index = new Map<string, Set<Group>>();
  const put = (told: Told, group: Group) => {
    group.members.push(told);
    for (const key of keysOf(told)) {
      const under = index.get(key);
      if (under) under.add(group);
      else index.set(key, new Set([group]));
    }
  };
  const fitting = (told: Told, isNear: (group: Group) => boolean): Group[] => {
    const found = new Set(keysOf(told).flatMap((key) => [...(index.get(key) ?? [])]));
    return [...found].filter((group) => isNear(group) && agrees(told, group));
  };
  const recent = new Map<string, Group[]>();
  const late: Told[] = [];
  for (const told of all) {
    const { starts, ends } = told.claim;
    if (starts === undefined || starts !== ends || isUndated(told)) {
      late.push(told);
      continue;
    }
    const near = new Set<Group>();
    for (const key of keysOf(told)) {
      // Claims come by day, so that what is too long ago is so for all that follow.
      const open = (recent.get(key) ?? []).filter(({ ends }) => daysBetween(ends, starts) <= NEAR);
      recent.set(key, open);
      for (const group of open) near.add(group);
    }
    const own = [...near].filter((one) => agrees(told, one)).at(-1);
    const group = own ?? { starts, ends: starts, members: [] };
    if (!own) groups.push(group);
    group.ends = starts;
    put(told, group);
    for (const key of keysOf(told)) {
      const open = recent.get(key) ?? [];
      if (!open.includes(group)) recent.set(key, [...open, group]);
    }
  }
  const dated = [...groups];
  const joining = late.map((told) => {
    const { starts = '', ends = '9999' } = told.claim;
    const fits = isUndated(told)
      ? (group: Group) => group.starts <= ends
      : (group: Group) => starts <= group.ends && group.starts <= ends;
    const found = fitting(told, fits);
    return { told, group: found.length === 1 ? found[0] : undefined };
  });
  for (const { told, group } of joining) {
    if (group) {
      put(told, group);
      continue;
    }
    const { starts = '', ends = '' } = told.claim;
    const alike = groups.find(
      (one) => !dated.includes(one) && one.starts === starts && one.ends === ends && agrees(told, one),
    );
    const own = alike ?? { starts, ends, members: [] };
    if (!alike) groups.push(own);
    own.members.push(told);
  }
  const first = ({ members }: Group) => members.map(({ claim }) => claim.starts ?? '').sort()[0] ?? '';
  const id = ({ members }: Group) => members.map(({ claim }) => claim.row.id).sort()[0] ?? '';
  return groups
    .map((group) => ({ group, day: first(group), id: id(group) }))
    .sort((a, b) => compare(a.day, b.day) || compare(a.id, b.id))
    .map(({ group }) => group.members.map(({ claim }) => claim));
}

/** What recalls an event without saying when has only its report's day. */
function isUndated({ claim: { row } }: Told): boolean {
  return row.novelty === 'background' && !row.time;
}

function agrees(told: Told, { members }: Group): boolean {
  const same = members.filter((member) => isSameAct(told, member)).length;
  return same * 2 > members.length;
}

/** Under which a claim is found by others that share an actor, or words where it knows none. */
function keysOf({ act, source, target }: Told): string[] {
  const keys = new Set<string>();
  for (const { actors, words } of [source, target]) {
    for (const one of actors.size ? actors : words) keys.add(`${act} ${one}`);
  }
  return keys.size ? [...keys] : [act];
}

function orderOf({ claim: { starts = '', row } }: Told): string {
  return `${starts}\n${row.id}\n${row.document}`;
}

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
}
