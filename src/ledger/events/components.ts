import { Index } from './groups.js';
import type { Crowd, Known } from './neighbours.js';
import { isLate, isLinked } from './same.js';

/**
 * All claims that some are linked to on the same day, directly or by others, and the claims that they were linked to where they
 * were before: whole groups of what can be joined.
 *
 * @param admits which claims take part
 */
export async function components(
  crowd: Crowd,
  some: readonly Known[],
  before: readonly Known[],
  admits: (found: readonly Known[]) => Promise<readonly Known[]> = async (found) => found,
): Promise<Known[]> {
  const all = new Set(some);
  let fresh: Known[] = [...some, ...before];
  while (fresh.length) {
    const [late, other] = [fresh.filter(({ told }) => isLate(told)), fresh.filter(({ told }) => !isLate(told))];
    const day = (one: Known): [number, number] => [one.day, one.day];
    const found = [...(await crowd.near(late, 1, day)), ...(await crowd.near(other, 0, day))];
    const index = new Index(fresh);
    const linked = found.filter(
      (one) => !all.has(one) && index.found(one.told).some((by) => by.day === one.day && isLinked(one.told, by.told)),
    );
    fresh = [...(await admits(linked))];
    for (const one of fresh) all.add(one);
  }
  return [...all];
}
