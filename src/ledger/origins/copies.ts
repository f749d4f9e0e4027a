import { type Fingerprint, isEven } from './fingerprint.js';

/** Of the text that has less, so much must stand in the other one, too. */
const COMMON = 0.5;

/** Fewer hashes in common than this are chance. */
const LEAST = 6;

/** How much of the other's beginning a copy must have kept. */
const KEPT_TOP = 0.35;

export type Sketched = Pick<Fingerprint, 'top' | 'sketch'>;

/** One text as it is compared with many. */
export class Comparison {
  readonly #own: Sketched;
  readonly #hashes: HashSet;
  readonly #even: number;

  constructor(own: Sketched) {
    this.#own = own;
    this.#hashes = new HashSet(own.sketch);
    this.#even = evenIn(own.sketch);
  }

  /** How many hashes another text has in common with this one. */
  common({ sketch }: Sketched): number {
    let common = 0;
    for (let i = 0; i < sketch.length; i++) if (this.#hashes.has(sketch[i] as number)) common++;
    return common;
  }

  /**
   * Whether one of two texts is a copy of the other: at least half of the shorter one stands in the other, and one of them
   * has the other's beginning; what both have at their feet makes no copies of them. Where it is little of the longer
   * one, that one's tail was cut: then what is left is its beginning, not an item of a round-up.
   */
  isCopy(other: Sketched): boolean {
    const common = this.common(other);
    const own = this.#own;
    const even = evenIn(other.sketch);
    const [thin, thinOther] = [this.#even === own.sketch.length, even === other.sketch.length];
    // Both are counted in the same thinness. What they have in common is then the same.
    const size = thinOther ? this.#even : own.sketch.length;
    const sizeOther = thin ? even : other.sketch.length;
    const [less, more] = size <= sizeOther ? [own, other] : [other, own];
    const [least, most] = [Math.min(size, sizeOther), Math.max(size, sizeOther)];
    if (!least || common < Math.min(LEAST, most) || common < COMMON * least) return false;
    if (hasTopOf(less, more, thin || thinOther)) return true;
    return common >= COMMON * most && hasTopOf(more, less, thin || thinOther);
  }
}

function hasTopOf(copy: Sketched, text: Sketched, thin: boolean): boolean {
  const top = text.top.filter((hash) => !thin || isEven(hash) || copy.top.includes(hash));
  const kept = top.filter((hash) => copy.top.includes(hash) || copy.sketch.includes(hash));
  return kept.length / top.length >= KEPT_TOP;
}

function evenIn(hashes: Uint32Array): number {
  let even = 0;
  for (let i = 0; i < hashes.length; i++) if (isEven(hashes[i] as number)) even++;
  return even;
}

/** Hashes to be looked up very often: a table with open addressing, many times faster than a Set of numbers. */
class HashSet {
  readonly #slots: Uint32Array;
  readonly #mask: number;
  /** An empty slot is 0, so that 0 itself needs a place of its own. */
  #hasZero = false;

  constructor(hashes: Uint32Array) {
    this.#mask = 2 ** Math.ceil(Math.log2(2 * hashes.length + 2)) - 1;
    this.#slots = new Uint32Array(this.#mask + 1);
    for (const hash of hashes) {
      if (hash === 0) this.#hasZero = true;
      let at = this.#place(hash);
      while (this.#slots[at] !== 0 && this.#slots[at] !== hash) at = (at + 1) & this.#mask;
      this.#slots[at] = hash;
    }
  }

  has(hash: number): boolean {
    if (hash === 0) return this.#hasZero;
    let at = this.#place(hash);
    for (let found = this.#slots[at]; found !== 0; found = this.#slots[at]) {
      if (found === hash) return true;
      at = (at + 1) & this.#mask;
    }
    return false;
  }

  /** By the upper bits: the lower ones are alike in what was kept by remainder. */
  #place(hash: number): number {
    return (hash >>> 12) & this.#mask;
  }
}
