import { UserError } from '../../errors.js';
import { Batch } from '../batch.js';
import { Encoder, type Encodings } from '../encoder.js';
import type { Machine } from '../kernels/index.js';
import { floatRows, Linear } from '../kernels/linear.js';
import type { Model } from '../model.js';
import type { TokenSpans } from '../tokens/index.js';
import type { Head } from './head.js';

/** Scores of a sequence head: token `i` has `values[i * labels.length + k]` for label `k`, before any softmax. */
export interface TokenScores {
  readonly labels: readonly string[];
  readonly values: Float32Array;
}

/** The section "head.NAME" of a model. */
interface SequenceConfig {
  readonly labels: readonly string[];
  /** Width of the head's own rows. */
  readonly dim: number;
  /** Its own convolutions, "conv1" to "conv9", over the tokens of the whole text; none: each token is judged by its encoding. */
  readonly layers: readonly string[];
}

/** Rows that a head's own layers read at once, beside what they see to either side. */
const ROOM = 512;

/**
 * A head that scores labels for each token, made from the model alone: the section "head.NAME", and tensors `head.NAME.into` (encodings to
 * `dim`), those of its layers as the encoder's are named, and `head.NAME.out` (`dim` to labels). Its layers run over the text, across
 * sentences, in windows that overlap by all that they can see, so that the result does not depend on where a window ends.
 */
export class SequenceHead implements Head {
  scores: TokenScores;
  readonly #machine: Machine;
  readonly #config: SequenceConfig;
  readonly #into: Linear;
  readonly #encoder: Encoder;
  readonly #out: Linear;
  readonly #window = new Batch(ROOM);
  /** Projected rows of a batch; rows that wait for a window; their scores. */
  readonly #projected: number;
  readonly #waiting: number;
  readonly #scored: number;
  /** How far to either side a row is seen. */
  readonly #reach: number;
  /** Rows that wait, and the first token among them. */
  #filled = 0;
  #first = 0;
  /** Tokens scored so far. */
  #done = 0;

  /** `room`: rows of a batch of the parser. */
  constructor(
    machine: Machine,
    model: Model,
    readonly name: string,
    room: number,
  ) {
    const { arena } = machine;
    const prefix = `head.${name}`;
    this.#machine = machine;
    this.#config = sequenceConfig(model, prefix);
    const { dim, layers, labels } = this.#config;
    this.#into = Linear.of(machine, model, `${prefix}.into`);
    this.#encoder = new Encoder(machine, model, prefix, dim, layers, ROOM);
    this.#reach = this.#encoder.reach;
    if (2 * this.#reach + room > ROOM)
      throw new UserError(
        `the layers of "${prefix}" see too far: ${this.#reach} tokens to either side, of ${(ROOM - room) / 2} at most`,
      );
    this.#out = Linear.of(machine, model, `${prefix}.out`);
    this.#projected = floatRows(arena, room, dim);
    this.#waiting = arena.take(ROOM * dim * 4);
    this.#scored = floatRows(arena, ROOM, labels.length);
    this.scores = { labels, values: new Float32Array(0) };
  }

  begin({ start: { length: tokens } }: TokenSpans): void {
    const { labels } = this.#config;
    this.scores = { labels, values: new Float32Array(tokens * labels.length) };
    this.#filled = 0;
    this.#first = 0;
    this.#done = 0;
  }

  read(batch: Batch, encodings: Encodings): void {
    const { f32 } = this.#machine.arena;
    const { dim } = this.#config;
    this.#into.apply(encodings, this.#projected, batch.rows);
    for (let k = 0; k < batch.count; k++) {
      const size = batch.size(k);
      if (this.#filled + size > ROOM) this.#score(this.#filled - this.#reach);
      const from = this.#projected / 4 + (batch.first[k]! + 1) * dim;
      f32.copyWithin(this.#waiting / 4 + this.#filled * dim, from, from + size * dim);
      this.#filled += size;
    }
  }

  end(): void {
    if (this.#filled) this.#score(this.#filled);
  }

  /** Scores the waiting rows not scored yet up to, not with, row `to`, and keeps those that later ones see. */
  #score(to: number): void {
    const { f32 } = this.#machine.arena;
    const { dim, labels } = this.#config;
    const waiting = this.#waiting / 4;
    f32.copyWithin(this.#encoder.x / 4, waiting, waiting + this.#filled * dim);
    this.#window.clear();
    this.#window.add(0, this.#filled - 1);
    this.#encoder.run(this.#window);
    this.#out.apply(this.#encoder.encodings, this.#scored, this.#filled);
    for (let row = this.#done - this.#first; row < to; row++) {
      const from = this.#scored / 4 + row * this.#out.outputs;
      this.scores.values.set(f32.subarray(from, from + labels.length), (this.#first + row) * labels.length);
    }
    this.#done = this.#first + to;
    const kept = Math.max(0, to - this.#reach);
    f32.copyWithin(waiting, waiting + kept * dim, waiting + this.#filled * dim);
    this.#first += kept;
    this.#filled -= kept;
  }
}

function sequenceConfig(model: Model, prefix: string): SequenceConfig {
  const config = model.json(prefix) as Partial<SequenceConfig> | null;
  const { labels, dim, layers } = config ?? {};
  if (!Array.isArray(labels) || !Array.isArray(layers) || !Number.isInteger(dim)) {
    throw new UserError(`the section "${prefix}" of the reading model lacks labels, layers or dim`);
  }
  return config as SequenceConfig;
}
