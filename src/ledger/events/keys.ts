import type { Telling } from './telling.js';

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

function keysFrom({ act, source, target, object }: Telling): Keys {
  const [from, to] = [source, target].map(({ countries }) => [...countries].slice(0, MOST)) as [string[], string[]];
  const everybody = [...new Set([...from, ...to])];
  const one = (what: string) => everybody.map((name) => `${act}\n${what}\n${name}`);
  return everybody.length > 1
    ? { own: [...pairs(everybody, act), ...one('of two')], sought: [...pairs(everybody, act), ...one('alone')] }
    : everybody.length
      ? { own: one('alone'), sought: [...one('alone'), ...one('of two')] }
      : words([...source.words, ...target.words, ...object], act);
}

/** All twos of names, whoever acts. */
function pairs(names: readonly string[], act: string): string[] {
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => `${act}\n${a < b ? `${a}\n${b}` : `${b}\n${a}`}`));
}

function words(all: readonly string[], act: string): Keys {
  const keys = [...new Set(all)].slice(0, MOST).map((word) => `${act}\nword\n${word}`);
  return { own: keys, sought: keys };
}
