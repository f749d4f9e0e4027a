import { type Fingerprint, isEven } from './fingerprint.js';

/** Of the text that has less, so much must stand in the other one, too. */
const COMMON = 0.5;

/** Fewer hashes in common than this are chance. */
const LEAST = 6;

/** How much of the other's beginning a copy must have kept. */
const KEPT_TOP = 0.35;

/**
 * How much of the shorter of two texts stands in the other one, 0 to 1, where one is a copy of the other; undefined where
 * neither is. One of them must have the other's beginning; what both have at their feet makes no copies of them. Where it
 * is little of the longer one, that one's tail was cut: then what is left is its beginning, not an item of a round-up.
 */
export function copied(a: Sketched, b: Sketched): number | undefined {
  const [less, more] = comparable(a, b);
  const [own, other] = [new Set(less.sketch), new Set(more.sketch)];
  let common = 0;
  for (const hash of own) if (other.has(hash)) common++;
  const share = common / own.size;
  if (common < Math.min(LEAST, other.size) || !(share >= COMMON)) return undefined;
  if (hasTopOf(less, own, more)) return share;
  return common / other.size >= COMMON && hasTopOf(more, other, less) ? share : undefined;
}

export type Sketched = Pick<Fingerprint, 'top' | 'sketch'>;

function hasTopOf(copy: Sketched, hashes: ReadonlySet<number>, text: Sketched): boolean {
  const thin = copy.sketch.every(isEven);
  const top = text.top.filter((hash) => copy.top.includes(hash) || !thin || isEven(hash));
  const kept = top.filter((hash) => hashes.has(hash) || copy.top.includes(hash));
  return kept.length / top.length >= KEPT_TOP;
}

/** Both sketches in the same thinness, the smaller one first. */
function comparable(a: Sketched, b: Sketched): [Sketched, Sketched] {
  const thin = ({ sketch, top }: Sketched): Sketched => ({ sketch: sketch.filter(isEven), top });
  const [aThin, bThin] = [a.sketch.every(isEven), b.sketch.every(isEven)];
  const pair: [Sketched, Sketched] = [bThin && !aThin ? thin(a) : a, aThin && !bThin ? thin(b) : b];
  return pair[0].sketch.length <= pair[1].sketch.length ? pair : [pair[1], pair[0]];
}
