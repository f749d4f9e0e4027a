import { factualityOf, isActual, type Telling } from './telling.js';

/** Keys under which a claim is found, and those under which it looks for others. */
export interface Keys {
  own: string[];
  sought: string[];
}

/** Sides with more actors than this are looked up by the first ones. */
const MOST = 8;

/**
 * Two claims that can be of one act have a key in common. One that names both sides is found by the pair, and by each
 * side for those that name one only; one that names nobody known by its words.
 */
export function keysOf(told: Telling): Keys {
  let keys = kept.get(told);
  if (!keys) {
    keys = keysFrom(told);
    kept.set(told, keys);
  }
  return keys;
}

/** Whether one finds the other; then the other finds the one. */
export function isFound(a: Telling, b: Telling): boolean {
  const own = keysOf(b).own;
  return keysOf(a).sought.some((key) => own.includes(key));
}

/** One claim is compared with many, and asked for its keys each time. */
const kept = new WeakMap<Telling, Keys>();

function keysFrom(told: Telling): Keys {
  const { source, target, object, both } = told;
  const act = isActual(told) ? told.act : factualityOf(told);
  const [from, to] = [source, target].map(({ countries }) => [...countries].slice(0, MOST)) as [string[], string[]];
  const everybody = [...new Set([...from, ...to])];
  const one = (what: string) => everybody.map((name) => `${act}\n${what}\n${name}`);
  const byWords = words([...source.words, ...target.words, ...(everybody.length ? [] : object)], act);
  if (everybody.length > 1) {
    const own = [...pairs(everybody, act), ...one('of two')];
    const sought = [...pairs(everybody, act), ...one('alone')];
    return both ? { own: [...own, ...byWords], sought: [...sought, ...byWords] } : { own, sought };
  }
  if (!everybody.length) return { own: byWords, sought: byWords };
  const [alone, ofTwo] = [one('alone'), one('of two')];
  // Of two who meet, a report may name one by words that nobody knows.
  return both
    ? { own: [...alone, ...byWords], sought: [...alone, ...ofTwo, ...byWords] }
    : { own: alone, sought: [...alone, ...ofTwo] };
}

/** All twos of names, whoever acts. */
function pairs(names: readonly string[], act: string): string[] {
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => `${act}\n${a < b ? `${a}\n${b}` : `${b}\n${a}`}`));
}

function words(all: readonly string[], act: string): string[] {
  return [...new Set(all)].slice(0, MOST).map((word) => `${act}\nword\n${word}`);
}
