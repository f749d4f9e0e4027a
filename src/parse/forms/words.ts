import type { Tensor } from '../model.js';
import { wordKey } from './features.js';

/** The rows of a word list, looked up by the two hashes of a lower-cased word. */
export class Words {
  /** `keys`: (words, 2), sorted by the first hash and then the second; the word of key i has row i + 1. */
  constructor(private readonly keys: Tensor<Uint32Array>) {}

  /** The row of a lower-cased word; 0 where the list lacks it. */
  row(lower: string): number {
    const [first, second] = wordKey(lower);
    const { data } = this.keys;
    let low = 0;
    let high = data.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      const a = data[2 * middle]!;
      if (a < first || (a === first && data[2 * middle + 1]! < second)) low = middle + 1;
      else high = middle;
    }
    return data[2 * low] === first && data[2 * low + 1] === second ? low + 1 : 0;
  }
}
