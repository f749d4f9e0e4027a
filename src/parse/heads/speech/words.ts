import { type FormTable, TYPES, type WordVectors } from '../../forms/index.js';
import type { Machine } from '../../kernels/index.js';
import { floatRows, Linear, type Quantized, quantizedRows } from '../../kernels/linear.js';
import type { Model } from '../../model.js';

/** Forms computed at a time. */
const GROUP = 32;

/** What the word itself tells of who speaks: its general vector, projected; computed once a form. */
export class WordRows implements FormTable {
  /** Place of the table. */
  readonly table: number;
  readonly #machine: Machine;
  readonly #general: WordVectors;
  readonly #into: Linear;
  readonly #x: number;
  readonly #q: Quantized;
  readonly #y: number;

  constructor(machine: Machine, model: Model, general: WordVectors) {
    const { arena } = machine;
    this.#machine = machine;
    this.#general = general;
    this.#into = Linear.of(machine, model, 'head.speech.word');
    this.table = floatRows(arena, TYPES, this.#into.outputs);
    this.#x = floatRows(arena, GROUP, this.#into.inputs);
    this.#q = quantizedRows(arena, GROUP, this.#into.inputs);
    this.#y = floatRows(arena, GROUP, this.#into.outputs);
  }

  fill(forms: readonly string[], rows: readonly number[]): void {
    for (let from = 0; from < forms.length; from += GROUP)
      this.#group(forms.slice(from, from + GROUP), rows.slice(from, from + GROUP));
  }

  #group(forms: readonly string[], rows: readonly number[]): void {
    const { arena, kernels } = this.#machine;
    const { f32 } = arena;
    const { inputs, outputs } = this.#into;
    f32.fill(0, this.#x / 4, this.#x / 4 + forms.length * inputs);
    forms.forEach((form, i) => {
      this.#general.write(form, f32, this.#x / 4 + i * inputs);
    });
    kernels.quantize(this.#x, this.#q.q, this.#q.scale, forms.length, inputs);
    this.#into.apply(this.#q, this.#y, forms.length);
    rows.forEach((row, i) => {
      f32.copyWithin(this.table / 4 + row * outputs, this.#y / 4 + i * outputs, this.#y / 4 + (i + 1) * outputs);
    });
  }
}
