import { UserError } from '../../errors.js';
import type { Batch } from '../batch.js';
import type { Encodings } from '../encoder.js';
import type { Machine } from '../kernels/index.js';
import { floatRows, Linear, type Quantized, quantizedRows } from '../kernels/linear.js';
import type { Model } from '../model.js';
import type { TokenSpans } from '../tokens/index.js';
import type { Head } from './head.js';

/** One labelling that the tagging heads give: its layer and, for each column, what is noted. */
interface Tagging {
  readonly layer: Linear;
  readonly codes: Uint16Array;
}

/** Tags read from one shared hidden layer: UPOS, features and entity tags. The answers are codes, as `codes` maps the model's labels. */
export class TagHead implements Head {
  /** Of each tagging, in the order given, a code a token. */
  answers: Uint16Array[] = [];
  readonly #machine: Machine;
  readonly #hidden: Linear;
  readonly #taggings: readonly Tagging[];
  readonly #t: number;
  readonly #tq: Quantized;
  readonly #scores: number;
  readonly #best: number;

  /** `taggings`: a tensor's name, and the code of each of its columns. */
  constructor(
    machine: Machine,
    model: Model,
    room: number,
    taggings: readonly { name: string; codes: readonly number[] }[],
  ) {
    const { arena } = machine;
    this.#machine = machine;
    this.#hidden = Linear.of(machine, model, 'net.tag');
    this.#taggings = taggings.map(({ name, codes }) => {
      if (model.tensor(`net.${name}`).shape[1] !== codes.length)
        throw new UserError(`the reading model has ${codes.length} labels of ${name}, but not as many columns`);
      return { layer: Linear.of(machine, model, `net.${name}`), codes: Uint16Array.from(codes) };
    });
    this.#t = floatRows(arena, room, this.#hidden.outputs);
    this.#tq = quantizedRows(arena, room, this.#hidden.outputs);
    this.#scores = floatRows(arena, room, Math.max(...this.#taggings.map((t) => t.layer.outputs)));
    this.#best = arena.take(room * 4);
  }

  begin({ start: { length: tokens } }: TokenSpans): void {
    this.answers = this.#taggings.map(() => new Uint16Array(tokens));
  }

  read(batch: Batch, encodings: Encodings): void {
    const { kernels, arena } = this.#machine;
    const { rows } = batch;
    const width = this.#hidden.outputs;
    this.#hidden.apply(encodings, this.#t, rows);
    kernels.leaky(this.#t, rows * width);
    kernels.quantize(this.#t, this.#tq.q, this.#tq.scale, rows, width);
    this.#taggings.forEach(({ layer, codes }, which) => {
      layer.apply(this.#tq, this.#scores, rows);
      kernels.argmax(this.#scores, this.#best, rows, layer.outputs, codes.length);
      const answer = this.answers[which]!;
      for (let k = 0; k < batch.count; k++) {
        const best = this.#best / 4 + batch.first[k]! + 1;
        const token = batch.token[k]!;
        for (let i = 0; i < batch.size(k); i++) answer[token + i] = codes[arena.i32[best + i]!]!;
      }
    });
  }
}
