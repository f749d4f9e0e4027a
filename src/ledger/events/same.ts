import type { Side, Telling } from './telling.js';

/** So much of the fewer words of two sides, or of two objects, must be common. */
const COMMON = 0.5;
const ALIKE = 0.3;

/** A report may come a day after what it tells of. */
const NEAR = 1;

/** Days between reports of one plan, demand or possibility, where they do not say for when. */
export const TALKED = 2;

/** Whether two claims can tell of one event: the same act, and times that agree. */
export function isSame(a: Telling, b: Telling): boolean {
  return isSameTime(a, b) && isSameAct(a, b);
}

/**
 * Whether two claims tell of the same act, their days left aside: the same kind of act, and sides that do not contradict
 * each other. At least one side must be known to be the same; where one report does not name the other side, or names
 * some of it, that is no contradiction.
 */
export function isSameAct(a: Telling, b: Telling): boolean {
  if (a.act !== b.act || a.further !== b.further) return false;
  const about = likeness(a.object, b.object);
  const code = codes(a, b);
  if (code === 'other') return false;
  if (a.both || b.both) return isSamePair(a, b);
  if (code === 'unsure' && about !== 'alike') return false;
  const sides = [agreement(a.source, b.source), agreement(a.target, b.target)];
  if (!a.target.actors.size && !b.target.actors.size) {
    // What is done to nobody known is told from other such things by the words for it.
    if (about) sides[1] = about === 'alike' ? 'same' : 'other';
  } else if (sides[1] === 'other' && about === 'alike' && isOfOneCountry(a.target, b.target)) {
    // "Three journalists in Orvandia" are not Orvandia, but what is done to them can be done to it.
    sides[1] = 'same';
  }
  if (about === 'unlike' && SAID.test(a.act)) return false;
  if (sides.includes('unknown') && a.code !== b.code) return false;
  return sides.includes('same') && !sides.includes('other');
}

/** Acts of words, of which somebody can do several to somebody else on one day: what they are about tells them apart. */
const SAID = /^(?:REQUEST|REJECT|THREATEN) /;

/**
 * Whether the days of two claims agree: one and the same where both say when, else one may be the day after. A longer
 * stretch agrees with all days in it, and what is recalled without saying when with all that was before.
 */
export function isSameTime(a: Telling, b: Telling): boolean {
  if (a.recalled || b.recalled) {
    if (a.recalled && b.recalled) return apart(a.reported, b.reported) <= NEAR;
    const [recalling, other] = a.recalled ? [a, b] : [b, a];
    return other.starts !== undefined && other.starts <= (recalling.reported ?? Number.POSITIVE_INFINITY);
  }
  if (a.starts === undefined || b.starts === undefined) return a.starts === b.starts && a.reported === b.reported;
  if (!isActual(a) && apart(a.reported, b.reported) <= TALKED && !(a.dated && b.dated)) return true;
  const [ends, otherEnds] = [a.ends ?? a.starts, b.ends ?? b.starts];
  if (isLong(a) && isLong(b)) return a.starts === b.starts && ends === otherEnds;
  if (isLong(a) || isLong(b)) return a.starts <= otherEnds && b.starts <= ends;
  if (a.dated && b.dated) return a.starts === b.starts;
  return apart(a.starts, b.starts) <= NEAR;
}

/** Whether a claim's time is more than a day. */
export function isLong({ starts, ends }: Telling): boolean {
  return starts !== undefined && ends !== undefined && ends > starts;
}

/** Whether a claim can only belong to an event that others tell of more closely. */
export function isLate(told: Telling): boolean {
  return told.recalled || told.starts === undefined || isLong(told);
}

/** Whether it tells of what came to pass. */
export function isActual({ act }: Telling): boolean {
  return act.endsWith(' actual');
}

function apart(a: number | undefined, b: number | undefined): number {
  return a === undefined || b === undefined ? Number.POSITIVE_INFINITY : Math.abs(a - b);
}

/** CAMEO codes grow finer with each digit; a 0 at the end says no more than the digits before. Appeals and demands are one. */
function codes(a: Telling, b: Telling): 'same' | 'unsure' | 'other' {
  const [x, y] = [a, b].map(({ code }) => code.replace(/^10/, '02').replace(/(?<=^\d\d)0$/, '')) as [string, string];
  if (x !== y) return x.startsWith(y) || y.startsWith(x) ? 'same' : 'other';
  return x.length > 2 || !a.predicate || !b.predicate || a.predicate === b.predicate ? 'same' : 'unsure';
}

/** Of acts that each side does to the other: all whom one report names must be among those whom the other does. */
function isSamePair(a: Telling, b: Telling): boolean {
  const [one, other] = [a, b].map(({ source, target }) => new Set([...source.actors, ...target.actors]));
  if (!one?.size || !other?.size) return false;
  if (shared(one, other) === 1 && one.size + other.size > 2) return true;
  const [words, others] = [a, b].map(({ source, target }) => new Set([...source.words, ...target.words]));
  return shared(words as Set<string>, others as Set<string>) === 1 && (words?.size ?? 0) > 2;
}

function agreement(a: Side, b: Side): 'same' | 'other' | 'unknown' {
  if (!a.words.size || !b.words.size) return 'unknown';
  if (a.actors.size && b.actors.size) return shared(a.actors, b.actors) >= COMMON ? 'same' : 'other';
  return shared(a.words, b.words) >= COMMON ? 'same' : 'other';
}

function isOfOneCountry(a: Side, b: Side): boolean {
  return shared(a.countries, b.countries) === 1;
}

/** Whether what two claims are about is alike; undefined where one of them does not say, or it is not clear. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): 'alike' | 'unlike' | undefined {
  if (!a.size || !b.size) return undefined;
  return shared(a, b) >= ALIKE ? 'alike' : 'unlike';
}

/** Of all that either names, the part that both do; of the fewer ones. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [less, more] = a.size <= b.size ? [a, b] : [b, a];
  if (!less.size) return 0;
  let common = 0;
  for (const one of less) if (more.has(one)) common++;
  return common / less.size;
}
