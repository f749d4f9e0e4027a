import type { Factuality } from '../../types.js';

/** A claim that says that its holder has a stance, reduced to what decides how long it holds. */
export interface Told<C> {
  claim: C;
  stance: string;
  /** Stances of one side can hold at once. */
  side: string;
  factuality: Factuality;
  /** The day from which it is said to hold. */
  day: string;
  /** Where only a month or a year is said: the last day from which it may hold. */
  latest?: string;
  /** Who says so, where that is neither the holder nor only the press; undefined else. */
  voice?: string;
  /** Recalled without saying when: it was so before `day`. */
  recalled?: true;
}

/** One stance over one stretch of valid time, with the claims that say so and those that say otherwise. */
export interface Stretch<C> {
  stance: string;
  side: string;
  factuality: Factuality;
  voice?: string;
  from: string;
  until?: string;
  claims: C[];
  contradicted: C[];
}

/**
 * The stretches of one holder's stances on one question. The result depends on the set of claims, not on their order.
 *
 * - Day by day, a stance of another side ends those that held before, unless they are claimed on that day too: then both
 *   stand, and contradict each other. Each factuality has its own course, and an actual stance also ends what was only
 *   planned, possible, demanded or denied before.
 * - What only others say of the holder has a course of its own by each of them: it ends nothing that the holder or the
 *   press says, is ended by it, and joins it where it says the same.
 * - What is recalled without a date goes to the last stretch of its stance before; where there is none and another side
 *   holds, it is one of that day alone.
 */
export function stretches<C>(told: readonly Told<C>[]): Stretch<C>[] {
  const course: Stretch<C>[] = [];
  for (const [day, today] of byDay(told.map((one) => sharpened(one, told)))) {
    const now = today.filter(({ recalled }) => !recalled);
    const own = now.filter(({ voice }) => voice === undefined);
    for (const some of [own, now.filter(({ voice }) => voice !== undefined)]) {
      for (const one of some) put(course, one);
      for (const stretch of course) {
        if (stretch.until !== undefined || stretch.from === day || isClaimed(stretch, now)) continue;
        if (some.some((one) => ends(one, stretch))) stretch.until = dayBefore(day);
      }
    }
    for (const one of today) if (one.recalled) recall(course, one);
  }
  for (const stretch of course) {
    stretch.contradicted = course.filter((other) => contradicts(other, stretch)).flatMap(({ claims }) => claims);
  }
  return course;
}

/** The stance of another kind that one put an end to, both told as actual and on the same word. */
export function endedBy<C>(one: Stretch<C>, course: readonly Stretch<C>[]): Stretch<C> | undefined {
  if (one.factuality !== 'actual') return undefined;
  const eve = dayBefore(one.from);
  return course.find(
    ({ stance, factuality, voice, until }) =>
      until === eve && factuality === 'actual' && voice === one.voice && stance !== one.stance,
  );
}

/** What is dated to a month or year holds from the day in it that others say. */
function sharpened<C>(one: Told<C>, told: readonly Told<C>[]): Told<C> {
  const { latest, ...rest } = one;
  if (latest === undefined) return one;
  const days = told
    .filter((other) => other.latest === undefined && isSame(other, one) && other.day >= one.day && other.day <= latest)
    .map(({ day }) => day);
  return { ...rest, day: days.sort()[0] ?? one.day };
}

function byDay<C>(told: readonly Told<C>[]): [string, Told<C>[]][] {
  const days = new Map<string, Told<C>[]>();
  for (const one of told) {
    const day = days.get(one.day);
    if (day) day.push(one);
    else days.set(one.day, [one]);
  }
  return [...days].sort(([a], [b]) => compare(a, b));
}

/** Adds a claim to the open stretch that says the same, or opens one. */
function put<C>(course: Stretch<C>[], { claim, day, latest: __, recalled: _, ...one }: Told<C>): void {
  const same = course.filter((stretch) => isSame(stretch, one) && stretch.until === undefined);
  const open = same.find(({ voice }) => voice === undefined) ?? same.find(({ voice }) => voice === one.voice);
  if (open) open.claims.push(claim);
  else course.push({ ...one, from: day, claims: [claim], contradicted: [] });
}

function isSame(
  a: Pick<Stretch<unknown>, 'stance' | 'factuality'>,
  b: Pick<Stretch<unknown>, 'stance' | 'factuality'>,
) {
  return a.stance === b.stance && a.factuality === b.factuality;
}

function isClaimed<C>(stretch: Stretch<C>, today: readonly Told<C>[]): boolean {
  return today.some((one) => isSame(stretch, one) && one.voice === stretch.voice);
}

function ends<C>(one: Told<C>, stretch: Stretch<C>): boolean {
  const own = one.voice === undefined;
  if (!own && one.voice !== stretch.voice) return false;
  if (one.factuality !== stretch.factuality && !(own && one.factuality === 'actual')) return false;
  if (one.side !== stretch.side) return true;
  // The same, from the holder or the press, takes the place of hearsay and of plans.
  return one.stance === stretch.stance && (one.factuality !== stretch.factuality || one.voice !== stretch.voice);
}

function recall<C>(course: Stretch<C>[], one: Told<C>): void {
  const last = course.filter((stretch) => isSame(stretch, one)).at(-1);
  const holds = ({ until, side, factuality }: Stretch<C>) =>
    (until ?? one.day) >= one.day && side !== one.side && factuality === one.factuality;
  if (last) last.claims.push(one.claim);
  else {
    put(course, one);
    const opened = course.at(-1);
    if (opened && course.some(holds)) opened.until = one.day;
  }
}

function contradicts<C>(a: Stretch<C>, b: Stretch<C>): boolean {
  if (a === b || a.from > (b.until ?? '9999') || b.from > (a.until ?? '9999')) return false;
  if (a.factuality === 'actual' && b.factuality === 'actual') return a.side !== b.side;
  const pair = [a.factuality, b.factuality];
  return a.stance === b.stance && pair.includes('actual') && pair.includes('denied');
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
