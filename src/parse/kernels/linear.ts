import type { Model, Tensor } from '../model.js';
import type { Arena, Kernels, Machine } from './index.js';

/** i16 panels of rows with their f32 scales: what a linear layer reads. */
export interface Quantized {
  readonly q: number;
  readonly scale: number;
}

/** The largest value of a quantised row. */
export const RANGE = 8191;

/** Rows that the matrix product may touch past the last one. */
export const SLACK = 4;

const up = (n: number, to: number): number => Math.ceil(n / to) * to;

/** Room for `rows` quantised rows of `width` values (rounded up to a multiple of 8). */
export function quantizedRows(arena: Arena, rows: number, width: number): Quantized {
  return { q: arena.take((rows + SLACK) * up(width, 8) * 2), scale: arena.take((rows + SLACK) * 4) };
}

/** Room for `rows` rows of `width` f32 (rounded up to a multiple of 8). */
export function floatRows(arena: Arena, rows: number, width: number): number {
  return arena.take((rows + SLACK) * up(width, 8) * 4);
}

/**
 * `y = x W + b`, with the rows of x quantised to 14 bits and the columns of W to 8. A matrix that the model holds as f32 is quantised here, as
 * finely as the sums allow.
 */
export class Linear {
  /** Values read of a row, and written to one: multiples of 8, zeros beyond the matrix. */
  readonly inputs: number;
  readonly outputs: number;
  readonly #kernels: Kernels;
  readonly #weights: number;
  readonly #scale: number;
  readonly #bias: number;

  /** `weights`: (inputs, outputs), f32, or i8 with a `scale` per output; `bias` may be missing. */
  constructor({ arena, kernels }: Machine, weights: Tensor, scale?: Tensor<Float32Array>, bias?: Tensor<Float32Array>) {
    const [k = 0, n = 0] = weights.shape;
    this.inputs = up(k, 8);
    this.outputs = up(n, 8);
    this.#kernels = kernels;
    const scales = new Float32Array(this.outputs);
    if (scale) scales.set(scale.data);
    else scales.set(columnScales(weights));
    const packed = new Int16Array(this.inputs * this.outputs);
    for (let p = 0; p < k; p++) {
      for (let j = 0; j < n; j++) {
        const value = weights.data[p * n + j]!;
        packed[(j >> 3) * 8 * this.inputs + (p >> 1) * 16 + 2 * (j & 7) + (p & 1)] =
          scale || value === 0 ? value : Math.round(value / scales[j]!);
      }
    }
    const biases = new Float32Array(this.outputs);
    if (bias) biases.set(bias.data);
    this.#weights = arena.keep(packed);
    this.#scale = arena.keep(scales);
    this.#bias = arena.keep(biases);
  }

  /** The layer of tensors `name`, `name.scale` (where quantised) and `<name>b` (where it has a bias). */
  static of(machine: Machine, model: Model, name: string, bias = `${name}b`): Linear {
    const maybe = (tensor: string) => (model.has(tensor) ? model.tensor(tensor, 'f32') : undefined);
    return new Linear(machine, model.tensor(name), maybe(`${name}.scale`), maybe(bias));
  }

  /** Writes `rows` rows of `outputs` f32 to `y`, or adds the product (without the bias) to what is there. */
  apply(x: Quantized, y: number, rows: number, add = false): void {
    this.#kernels.gemm(
      x.q,
      x.scale,
      this.#weights,
      this.#scale,
      this.#bias,
      y,
      rows,
      this.inputs,
      this.outputs,
      add ? 1 : 0,
    );
  }
}

/** Scales that use what 32 bits leave for the sum of `k` products with a quantised row. */
function columnScales({ shape, data }: Tensor): Float32Array {
  const [k = 0, n = 0] = shape;
  const top = new Float32Array(n);
  for (let p = 0; p < k; p++) for (let j = 0; j < n; j++) top[j] = Math.max(top[j]!, Math.abs(data[p * n + j]!));
  const range = Math.min(RANGE, Math.floor(2 ** 31 / (RANGE * k)));
  return top.map((x) => x / range);
}
