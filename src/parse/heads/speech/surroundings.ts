/**
 * What each token around a cue is to it: by its place in the tree, and by how far it stands. The numbers are rows of the model's tables.
 */

const BEFORE = 0;
const AFTER = 1;
const CUE = 2;
const ABOVE = 3;
const BESIDE = 4;
const ELSEWHERE = 5;
/** Below the cue, by the label of the branch. */
const BELOW = 6;

/** Rows that the model's table has for `labels` dependency labels. */
export const branchRows = (labels: number): number => BELOW + labels;

/** Rows that the model's table has for distances. */
export const DISTANCES = 32;

/** Labels and heads of a text, and where its sentences begin and end. */
export interface Tree {
  readonly heads: Int32Array;
  readonly labels: Uint8Array;
}

/** Finds the branches of the sentence around one cue after another. */
export class Branches {
  /** Answer of each token of the sentence, and whether it stands on the way up from the cue. */
  #codes = new Uint8Array(256);
  #path: number[] = [];

  /**
   * Writes to `codes`, from 0 on, what tokens `from` up to, not with, `to` are to the cue at `cue`, whose sentence has tokens `first` up to,
   * not with, `last`.
   */
  write(
    { heads, labels }: Tree,
    cue: number,
    first: number,
    last: number,
    from: number,
    to: number,
    codes: Uint8Array,
  ): void {
    if (this.#codes.length < last - first) this.#codes = new Uint8Array(2 * (last - first));
    const known = this.#codes.fill(255, 0, last - first);
    for (let at = heads[cue]!, steps = last - first; at >= 0 && steps > 0; at = heads[at]!, steps--)
      known[at - first] = ABOVE;
    known[cue - first] = CUE;
    const up = heads[cue]!;
    for (let i = from; i < to; i++) {
      if (i < first) codes[i - from] = BEFORE;
      else if (i >= last) codes[i - from] = AFTER;
      else codes[i - from] = this.#climb(i, cue, up, first, heads, labels);
    }
  }

  #climb(i: number, cue: number, up: number, first: number, heads: Int32Array, labels: Uint8Array): number {
    const known = this.#codes;
    const path = this.#path;
    path.length = 0;
    let at = i;
    let code = known[at - first]!;
    while (code === 255) {
      path.push(at);
      const head = heads[at]!;
      if (head < 0) code = ELSEWHERE;
      else if (head === cue) code = BELOW + labels[at]!;
      else if (head === up) code = BESIDE;
      else if (known[head - first] === ABOVE || path.length > 300) code = ELSEWHERE;
      else {
        at = head;
        code = known[at - first]!;
      }
    }
    for (const token of path) known[token - first] = code;
    return code;
  }
}

/** The row of a distance in tokens from the cue, negative before it. */
export function distanceRow(distance: number): number {
  const size = Math.abs(distance);
  const row = size < 6 ? size : Math.min(6 + Math.floor(2 * Math.log2(size / 6)), 14);
  return distance > 0 ? row + 15 : row;
}
