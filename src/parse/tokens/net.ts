/** The weights of a `HashedNet`, as training writes them: `table` is `rows` (a power of two) by as many columns as `scale` has values. */
export interface HashedWeights {
  readonly table: Int8Array;
  readonly scale: Float32Array;
  readonly bias: Float32Array;
  readonly out: Float32Array;
  readonly threshold: Float32Array;
}

/** Mixes the value `x` into the hash `h`; 32 bits, the same as in training. */
export function mix(h: number, x: number): number {
  const m = Math.imul(h ^ x, 0x9e3779b1);
  return m ^ (m >>> 15);
}

/**
 * A net over hashed features that says yes or no: the table's rows of the features that hold are summed, then one hidden layer
 * and one output. Call `begin`, then `add` for each feature, then `score`.
 */
export class HashedNet {
  readonly #table: Int8Array;
  readonly #rows: number;
  readonly #width: number;
  readonly #sum: Int32Array;
  readonly #weights: HashedWeights;

  constructor(weights: HashedWeights) {
    this.#weights = weights;
    this.#table = weights.table;
    this.#width = weights.scale.length;
    this.#rows = weights.table.length / this.#width - 1;
    this.#sum = new Int32Array(this.#width);
  }

  begin(): void {
    this.#sum.fill(0);
  }

  /** Counts the feature with this hash in. */
  add(hash: number): void {
    const sum = this.#sum;
    const table = this.#table;
    const width = this.#width;
    const at = (hash & this.#rows) * width;
    for (let j = 0; j < width; j++) sum[j]! += table[at + j]!;
  }

  /** Above zero is yes. */
  score(): number {
    const { scale, bias, out, threshold } = this.#weights;
    let score = threshold[0]!;
    for (let j = 0; j < this.#width; j++) {
      const hidden = this.#sum[j]! * scale[j]! + bias[j]!;
      if (hidden > 0) score += hidden * out[j]!;
    }
    return score;
  }
}
