import type { Model } from '../model.js';

/** A table of quantised rows: a row's values are its entries by their scale, which is one for all, or one a row, or one a column. */
export class Table {
  readonly width: number;
  readonly #data: ArrayLike<number>;
  readonly #scale: Float32Array;
  readonly #perRow: 0 | 1;
  readonly #perColumn: 0 | 1;

  constructor(model: Model, name: string) {
    const { shape, data } = model.tensor(name);
    const [rows = 0, width = 0] = shape;
    this.width = width;
    this.#data = data;
    this.#scale = model.has(`${name}.scale`) ? model.tensor(`${name}.scale`, 'f32').data : new Float32Array([1]);
    this.#perRow = this.#scale.length === rows && rows > 1 ? 1 : 0;
    this.#perColumn = this.#scale.length === width && !this.#perRow ? 1 : 0;
  }

  /** Writes row `row` to `to`, from `at` on. */
  write(row: number, to: Float32Array, at: number): void {
    const from = row * this.width;
    for (let j = 0; j < this.width; j++) {
      to[at + j] = this.#data[from + j]! * this.#scale[row * this.#perRow + j * this.#perColumn]!;
    }
  }
}
