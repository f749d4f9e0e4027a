import type { Machine } from '../kernels/index.js';
import { floatRows, Linear, type Quantized, quantizedRows } from '../kernels/linear.js';
import type { Model } from '../model.js';
import { AFFIXES, affixRows, CHARS, plainForm, ROOT, rootAffixes, seenUnits } from './features.js';
import type { WordVectors } from './lexicon.js';
import { Table } from './table.js';
import { Words } from './words.js';

/** Forms computed at a time. */
const GROUP = 32;
/** The root's row of the word table. */
const ROOT_WORD = 1;

/**
 * The vector of a word form: GloVe, a trained word vector, hashed affixes and shape, and a character convolution with the maximum over the
 * word's length; through one gated layer. It depends on the form alone.
 */
export class FormVectors {
  readonly #machine: Machine;
  readonly #glove: WordVectors;
  readonly #word: Table;
  readonly #words: Words;
  readonly #affix: Table;
  readonly #char: Table;
  readonly #charIds: ReadonlyMap<number, number>;
  readonly #conv: Linear;
  readonly #gated: Linear;
  readonly #direct: Linear;
  readonly #out: Linear;
  /** Values read of a form, a multiple of 8. */
  readonly #inputs: number;
  readonly #hidden: number;
  readonly #x: number;
  readonly #q: Quantized;
  readonly #h: number;
  readonly #u: number;
  readonly #uq: Quantized;
  readonly #y: number;
  readonly #windows: number;
  readonly #windowsQ: Quantized;
  readonly #chars: number;
  readonly #gain: number;
  /** Where the characters of each form of a group begin, and where the last one's end. */
  readonly #from = new Int32Array(GROUP + 1);

  /** `alphabet`: the code units that have a vector of their own. */
  constructor(machine: Machine, model: Model, glove: WordVectors, dim: number, alphabet: readonly number[]) {
    const { arena } = machine;
    this.#machine = machine;
    this.#glove = glove;
    this.#word = new Table(model, 'net.word');
    this.#words = new Words(model.tensor('net.word.key', 'u32'));
    this.#affix = new Table(model, 'net.affix');
    this.#char = new Table(model, 'net.char');
    this.#charIds = new Map(alphabet.map((unit, i) => [unit, i + 2]));
    this.#conv = Linear.of(machine, model, 'net.conv');
    this.#gated = Linear.of(machine, model, 'net.form1');
    this.#direct = Linear.of(machine, model, 'net.form0');
    this.#out = Linear.of(machine, model, 'net.form2');
    this.#inputs = this.#gated.inputs;
    this.#hidden = this.#out.inputs;
    this.#x = floatRows(arena, GROUP, this.#inputs);
    this.#q = quantizedRows(arena, GROUP, this.#inputs);
    this.#h = floatRows(arena, GROUP, this.#gated.outputs);
    this.#u = floatRows(arena, GROUP, this.#hidden);
    this.#uq = quantizedRows(arena, GROUP, this.#hidden);
    this.#y = floatRows(arena, GROUP, dim);
    this.#windows = floatRows(arena, GROUP * CHARS, this.#conv.inputs);
    this.#windowsQ = quantizedRows(arena, GROUP * CHARS, this.#conv.inputs);
    this.#chars = floatRows(arena, GROUP * CHARS, this.#conv.outputs);
    this.#gain = arena.keep(new Float32Array(dim).fill(1));
  }

  /** Writes the normed vectors of `forms` to rows `rows[i]` of the f32 table at place `table`. */
  write(forms: readonly string[], rows: readonly number[], table: number): void {
    for (let from = 0; from < forms.length; from += GROUP)
      this.#group(forms.slice(from, from + GROUP), rows.slice(from, from + GROUP), table);
  }

  #group(forms: readonly string[], rows: readonly number[], table: number): void {
    const { arena, kernels } = this.#machine;
    const count = forms.length;
    this.#inputRows(forms);
    kernels.quantize(this.#x, this.#q.q, this.#q.scale, count, this.#inputs);
    this.#gated.apply(this.#q, this.#h, count);
    kernels.gate(this.#h, this.#u, count, this.#hidden);
    kernels.quantize(this.#u, this.#uq.q, this.#uq.scale, count, this.#hidden);
    this.#direct.apply(this.#q, this.#y, count);
    this.#out.apply(this.#uq, this.#y, count, true);
    const dim = this.#direct.outputs;
    kernels.norm(this.#y, this.#gain, this.#y, count, dim);
    rows.forEach((row, i) => {
      arena.f32.copyWithin(table / 4 + row * dim, this.#y / 4 + i * dim, this.#y / 4 + (i + 1) * dim);
    });
  }

  /** Lays the parts of each form side by side. */
  #inputRows(forms: readonly string[]): void {
    const { f32 } = this.#machine.arena;
    f32.fill(0, this.#x / 4, this.#x / 4 + forms.length * this.#inputs);
    const seen = forms.map((form, i) => {
      let at = this.#x / 4 + i * this.#inputs;
      const plain = form === ROOT ? '' : plainForm(form);
      const lower = plain.toLowerCase();
      if (form !== ROOT) this.#glove.writePlain(lower, f32, at);
      at += this.#glove.width;
      this.#word.write(form === ROOT ? ROOT_WORD : this.#words.row(lower), f32, at);
      at += this.#word.width;
      const affixes = form === ROOT ? rootAffixes() : affixRows(plain, lower);
      for (const row of affixes) {
        this.#affix.write(row, f32, at);
        at += this.#affix.width;
      }
      return seenUnits(plain);
    });
    this.#charVectors(seen);
  }

  /** A convolution over three characters, then the maximum over the word: the last part of each form's row. */
  #charVectors(forms: readonly string[]): void {
    const { arena, kernels } = this.#machine;
    const { f32 } = arena;
    const { inputs, outputs } = this.#conv;
    const { width } = this.#char;
    const windows = this.#windows / 4;
    let rows = 0;
    forms.forEach((units, i) => {
      this.#from[i] = rows;
      for (let k = 0; k < units.length; k++)
        this.#char.write(this.#charIds.get(units.charCodeAt(k)) ?? 1, f32, windows + (rows + k) * inputs + width);
      rows += units.length;
    });
    this.#from[forms.length] = rows;
    // Each row's middle third is its character; the neighbours' are copied beside it.
    for (let i = 0; i < forms.length; i++) {
      for (let row = this.#from[i]!; row < this.#from[i + 1]!; row++) {
        const at = windows + row * inputs;
        if (row === this.#from[i]) f32.fill(0, at, at + width);
        else f32.copyWithin(at, at - inputs + width, at - inputs + 2 * width);
        if (row === this.#from[i + 1]! - 1) f32.fill(0, at + 2 * width, at + inputs);
        else f32.copyWithin(at + 2 * width, at + inputs + width, at + inputs + 2 * width);
      }
    }
    kernels.quantize(this.#windows, this.#windowsQ.q, this.#windowsQ.scale, rows, inputs);
    this.#conv.apply(this.#windowsQ, this.#chars, rows);
    kernels.leaky(this.#chars, rows * outputs);
    for (let i = 0; i < forms.length; i++) {
      const to = this.#x / 4 + i * this.#inputs + this.#glove.width + this.#word.width + AFFIXES * this.#affix.width;
      for (let c = 0; c < outputs; c++) {
        let top = this.#from[i] === this.#from[i + 1] ? 0 : Number.NEGATIVE_INFINITY;
        for (let row = this.#from[i]!; row < this.#from[i + 1]!; row++)
          top = Math.max(top, f32[this.#chars / 4 + row * outputs + c]!);
        f32[to + c] = top;
      }
    }
  }
}
