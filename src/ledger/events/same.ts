import { isFound } from './keys.js';
import { factualityOf, isActual, type Side, type Telling } from './telling.js';

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
  if (a.further !== b.further) return false;
  const kind = kinds(a, b);
  if (kind === 'other') return false;
  if (a.both || b.both) return isSamePair(a, b);
  const about = likeness(a.object, b.object);
  if (kind === 'unsure' && about !== 'alike') return false;
  if (about === 'unlike' && SAID.test(a.act)) return false;
  const sides = [agreement(a.source, b.source), targets(a, b, about)];
  if (sides.includes('unknown') && a.code !== b.code) return false;
  return sides.includes('same') && !sides.includes('other');
}

/** Acts of words, of which somebody can do several to somebody else on one day: what they are about tells them apart. */
const SAID = /^(?:REQUEST|REJECT|THREATEN) /;

/** These, and blame: whom it is put on may be named by what it is for. */
const WORDS = /^(?:REQUEST|REJECT|THREATEN|ACCUSE) /;

type Agreement = 'same' | 'other' | 'unknown';

/**
 * Whether both act upon the same. What is done to nobody known is told from other such things by the words for it; where one
 * report names who it is and the other what ("Orvandia", "the blockade"), these words decide, and of deeds of a precise kind
 * it is left open.
 */
function targets(a: Telling, b: Telling, about: Likeness | undefined): Agreement {
  const [one, other] = [a.target, b.target];
  if (one.actors.size && other.actors.size) {
    const found = agreement(one, other);
    // "Three journalists in Orvandia" are not Orvandia, but what is done to them can be done to it.
    return found === 'other' && about === 'alike' && isOfOneCountry(one, other) ? 'same' : found;
  }
  if (about === 'alike') return 'same';
  if (!one.actors.size && !other.actors.size) return about === 'unlike' ? 'other' : agreement(one, other);
  const found = agreement(one, other);
  if (found !== 'other') return found;
  return WORDS.test(a.act) || codeOf(a).length < 3 ? 'other' : 'unknown';
}

/** Whether two claims cannot be of one event: another side acts, or is acted upon. */
export function isContrary(a: Telling, b: Telling): boolean {
  if (a.both || b.both) return false;
  const sides = [agreement(a.source, b.source), targets(a, b, likeness(a.object, b.object))];
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

/**
 * Whether both do the same kind of thing: the same type of act, and codes of which one is the finer one. What is planned or
 * asked for may be coded as the promise that it is, or as the act itself; then the words for it are the same.
 */
function kinds(a: Telling, b: Telling): 'same' | 'unsure' | 'other' {
  if (a.act !== b.act) {
    return !isActual(a) && factualityOf(a) === factualityOf(b) && a.predicate && a.predicate === b.predicate
      ? 'same'
      : 'other';
  }
  const [x, y] = [codeOf(a), codeOf(b)];
  if (x !== y) return x.startsWith(y) || y.startsWith(x) ? 'same' : 'other';
  return x.length > 2 || !a.predicate || !b.predicate || a.predicate === b.predicate ? 'same' : 'unsure';
}

/** CAMEO codes grow finer with each digit; a 0 at the end says no more than the digits before. Appeals and demands are one. */
function codeOf({ code }: Telling): string {
  return code.replace(/^10/, '02').replace(/(?<=^\d\d)0$/, '');
}

/**
 * Of acts that each side does to the other: all whom one report names must be among those whom the other does; two at least, or
 * the words for two.
 */
function isSamePair(a: Telling, b: Telling): boolean {
  const [one, other] = [a, b].map(({ source, target }) => new Set([...source.actors, ...target.actors])) as [
    Set<string>,
    Set<string>,
  ];
  if (shared(one, other) === 1 && one.size + other.size > 2) return true;
  const [words, others] = [a, b].map(({ source, target }) => new Set([...source.words, ...target.words])) as [
    Set<string>,
    Set<string>,
  ];
  return shared(words, others) === 1 && Math.min(words.size, others.size) > 1;
}

function agreement(a: Side, b: Side): Agreement {
  if (a.actors.size && b.actors.size) return shared(a.actors, b.actors) >= COMMON ? 'same' : 'other';
  if (!a.words.size || !b.words.size) return 'unknown';
  return shared(a.words, b.words) >= COMMON ? 'same' : 'other';
}

function isOfOneCountry(a: Side, b: Side): boolean {
  return shared(a.countries, b.countries) === 1;
}

type Likeness = 'alike' | 'unlike';

/**
 * Whether what two claims are about is alike; undefined where one of them does not say, or it is not clear: a name alone,
 * where others words could be common, tells where it was and not what.
 */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): Likeness | undefined {
  if (!a.size || !b.size) return undefined;
  if (shared(a, b) < ALIKE) return 'unlike';
  const common = [...a].filter((word) => b.has(word));
  const isNamed = (words: Iterable<string>) => [...words].every((word) => /^\p{Lu}/u.test(word));
  return isNamed(common) && !isNamed(a) && !isNamed(b) ? undefined : 'alike';
}

/** Of all that either names, the part that both do; of the fewer ones. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [less, more] = a.size <= b.size ? [a, b] : [b, a];
  if (!less.size) return 0;
  let common = 0;
  for (const one of less) if (more.has(one)) common++;
  return common / less.size;
}
