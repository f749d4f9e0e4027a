import type { Tensor } from '../model.js';
import { wordKey } from './features.js';

/** The rows of a word list, looked up by the two hashes of a lower-cased word. */
export class Words {
  readonly #keys: Uint32Array;
  /** Open addressing: a place holds a row, or 0. */
  readonly #places: Int32Array;

  /** `keys`: (words, 2); the word of key i has row i + 1. */
  constructor(keys: Tensor<Uint32Array>) {
    this.#keys = keys.data;
    const words = keys.data.length / 2;
    this.#places = new Int32Array(2 ** Math.ceil(Math.log2(2 * words + 2)));
    const mask = this.#places.length - 1;
    for (let i = 0; i < words; i++) {
      let at = keys.data[2 * i]! & mask;
      while (this.#places[at]) at = (at + 1) & mask;
      this.#places[at] = i + 1;
    }
  }

  /** The row of a lower-cased word; 0 where the list lacks it. */
  row(lower: string): number {
    const [first, second] = wordKey(lower);
    const mask = this.#places.length - 1;
    for (let at = first & mask; ; at = (at + 1) & mask) {
      const row = this.#places[at]!;
      if (row === 0 || (this.#keys[2 * row - 2] === first && this.#keys[2 * row - 1] === second)) return row;
    }
  }
}
