import { isFound } from './keys.js';
import type { Side, Telling } from './telling.js';

/** So much of the fewer words of two sides, or of two objects, must be common. */
const COMMON = 0.5;
const ALIKE = 0.3;

/**
 * Whether two claims can tell of one event as far as the act goes: see `isSameAct`; plans, demands and denials for days that
 * exclude each other are two. Both must be found by the same keys, so that it is one relation in memory and in tables.
 */
export function isLinked(a: Telling, b: Telling): boolean {
  if (!isFound(a, b) || !isSameAct(a, b)) return false;
  if (isActual(a) || !a.dated || !b.dated) return true;
  const [starts, otherStarts] = [a.starts ?? 0, b.starts ?? 0];
  return starts <= (b.ends ?? otherStarts) && otherStarts <= (a.ends ?? starts);
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

/** Whether two claims cannot be of one event: another side acts, or is acted upon. */
export function isContrary(a: Telling, b: Telling): boolean {
  if (a.both || b.both) return false;
  const sides = [agreement(a.source, b.source), agreement(a.target, b.target)];
  return sides.includes('other') && !isSameAct(a, b);
}

/** How much of what they are about two claims have in common, of 1. */
export function closeness(a: Telling, b: Telling): number {
  return shared(a.object, b.object);
}

/** Whether a claim can only belong to an event that others tell of more closely: it was in a longer time, or some time ago. */
export function isLate(told: Telling): boolean {
  const { recalled, starts, ends } = told;
  return recalled || (isActual(told) && starts !== undefined && ends !== undefined && ends > starts);
}

/** Whether it tells of what came to pass. */
export function isActual({ act }: Telling): boolean {
  return act.endsWith(' actual');
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
