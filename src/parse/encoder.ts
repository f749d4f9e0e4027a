import { UserError } from '../errors.js';
import type { Batch } from './batch.js';
import type { Machine } from './kernels/index.js';
import { floatRows, Linear, type Quantized, quantizedRows } from './kernels/linear.js';
import type { Model } from './model.js';

/** Encodings of a batch, a row of `dim` values each: what every head reads. Quantised too, as a linear layer wants them. */
export interface Encodings extends Quantized {
  readonly dim: number;
  /** Place of the f32 rows. */
  readonly x: number;
  /** The memory that `x` is a place in, as f32; another one after the arena grew. */
  readonly memory: () => Float32Array;
}

interface Layer {
  readonly gain: number;
  readonly weights: number;
  readonly width: number;
  readonly dilation: number;
  readonly recurrent: boolean;
  readonly into: Linear;
  readonly out: Linear;
}

/** Rows that are gated at a time: a multiple of 4. */
const STRIP = 32;

/**
 * The encoder: residual layers of norm, depthwise convolution, and gated units or a gated linear recurrence in both directions. It reads rows
 * of form vectors and knows nothing of what the heads make of its encodings.
 */
export class Encoder {
  readonly encodings: Encodings;
  /** Place of the rows to encode, to be filled before `run`. */
  readonly x: number;
  readonly #machine: Machine;
  readonly #layers: readonly Layer[];
  readonly #gain: number;
  readonly #y: number;
  readonly #z: number;
  readonly #h: number;
  readonly #q: Quantized;

  /**
   * `prefix`: what the names of its tensors begin with. `layers`: as the model's section has them, "conv2" for a convolution dilated by two,
   * "scan" for a recurrence. `room`: rows of a batch.
   */
  constructor(
    machine: Machine,
    model: Model,
    prefix: string,
    readonly dim: number,
    layers: readonly string[],
    room: number,
  ) {
    if (dim % 8) throw new UserError(`the reading model is ${dim} wide; expected a multiple of 8`);
    const { arena } = machine;
    this.#machine = machine;
    this.#layers = layers.map((kind, k) => layer(machine, model, prefix, kind, k));
    this.#gain = arena.keep(model.tensor(`${prefix}.norm`, 'f32').data);
    this.x = floatRows(arena, room, dim);
    this.#y = floatRows(arena, room, dim);
    this.#z = floatRows(arena, room, dim);
    this.#h = floatRows(arena, room, 2 * dim);
    this.#q = quantizedRows(arena, room, dim);
    this.encodings = { dim, x: this.#y, memory: () => arena.f32, ...quantizedRows(arena, room, dim) };
  }

  /** Encodes the batch whose rows are at `x`; the answer is in `encodings` until the next call. */
  run(batch: Batch): void {
    const { kernels } = this.#machine;
    const { rows } = batch;
    for (const layer of this.#layers) {
      kernels.norm(this.x, layer.gain, this.#y, rows, this.dim);
      this.#eachSentence(batch, (at, n) =>
        kernels.convolve(this.#y + at, layer.weights, this.#z + at, n, this.dim, layer.width, layer.dilation),
      );
      if (layer.recurrent) this.#recur(layer, batch);
      else this.#gate(layer, rows);
    }
    kernels.norm(this.x, this.#gain, this.encodings.x, rows, this.dim);
    kernels.quantize(this.encodings.x, this.encodings.q, this.encodings.scale, rows, this.dim);
  }

  #recur(layer: Layer, batch: Batch): void {
    const { kernels } = this.#machine;
    const { rows } = batch;
    kernels.quantize(this.#z, this.#q.q, this.#q.scale, rows, this.dim);
    layer.into.apply(this.#q, this.#h, rows);
    this.#eachSentence(batch, (at, n) => kernels.recur(this.#h + 2 * at, this.#z + at, n, this.dim));
    kernels.quantize(this.#z, this.#q.q, this.#q.scale, rows, this.dim);
    layer.out.apply(this.#q, this.x, rows, true);
  }

  /** Some rows at a time, so that what is between the two matrices stays in the first-level cache. */
  #gate(layer: Layer, rows: number): void {
    const { kernels } = this.#machine;
    const { q, scale } = this.#q;
    for (let row = 0; row < rows; row += STRIP) {
      const n = Math.min(STRIP, rows - row);
      const z = this.#z + row * this.dim * 4;
      kernels.quantize(z, q, scale, n, this.dim);
      layer.into.apply(this.#q, this.#h, n);
      kernels.gate(this.#h, z, n, this.dim);
      kernels.quantize(z, q, scale, n, this.dim);
      layer.out.apply(this.#q, this.x + row * this.dim * 4, n, true);
    }
  }

  /** How many rows to either side an encoding depends on; without end where there is a recurrence. */
  get reach(): number {
    return this.#layers.reduce(
      (sum, { recurrent, width, dilation }) => sum + (recurrent ? Number.POSITIVE_INFINITY : (width >> 1) * dilation),
      0,
    );
  }

  /** Calls with the byte offset of a sentence's first row among rows of `dim` f32, and its number of rows. */
  #eachSentence(batch: Batch, call: (at: number, rows: number) => void): void {
    for (let k = 0; k < batch.count; k++) call(batch.first[k]! * this.dim * 4, batch.size(k) + 1);
  }
}

function layer(machine: Machine, model: Model, prefix: string, kind: string, k: number): Layer {
  const convolution = /^conv([1-9])$/.exec(kind);
  if (!convolution && kind !== 'scan')
    throw new UserError(`the reading model has a layer "${kind}"; expected "conv1" to "conv9" or "scan"`);
  const weights = model.tensor(`${prefix}.conv${k}`, 'f32');
  return {
    gain: machine.arena.keep(model.tensor(`${prefix}.norm${k}`, 'f32').data),
    weights: machine.arena.keep(weights.data),
    width: weights.shape[0]!,
    dilation: convolution ? Number(convolution[1]) : 1,
    recurrent: !convolution,
    into: Linear.of(machine, model, `${prefix}.in${k}`),
    out: Linear.of(machine, model, `${prefix}.out${k}`),
  };
}
