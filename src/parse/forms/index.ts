import type { Batch } from '../batch.js';
import type { Machine } from '../kernels/index.js';
import type { Model } from '../model.js';
import type { TokenSpans } from '../tokens/index.js';
import { FormCache, type Fresh } from './cache.js';
import { ROOT } from './features.js';
import type { WordVectors } from './lexicon.js';
import { FormVectors } from './vectors.js';

export { WordVectors } from './lexicon.js';
export { Table } from './table.js';

/** Word types whose vectors are kept. */
export const TYPES = 16_384;

/** Something else that depends on a token's form alone, kept in a table with a row a form. */
export interface FormTable {
  /** Writes the entries of `forms` to rows `rows`, below `TYPES`. */
  fill(forms: readonly string[], rows: readonly number[]): void;
}

/** Vectors of the tokens' forms, for the encoder to begin with; each computed once as long as the cache keeps it. */
export class Forms {
  readonly #machine: Machine;
  readonly #vectors: FormVectors;
  readonly #cache = new FormCache(TYPES);
  readonly #table: number;
  readonly #dim: number;
  readonly #followers: FormTable[] = [];
  /** Place of the form's row of each row of the batch last written. */
  readonly ids: number;

  constructor(
    machine: Machine,
    model: Model,
    words: WordVectors,
    dim: number,
    alphabet: readonly number[],
    room: number,
  ) {
    this.#machine = machine;
    this.#vectors = new FormVectors(machine, model, words, dim, alphabet);
    this.#table = machine.arena.take(TYPES * dim * 4);
    this.ids = machine.arena.take(room * 4);
    this.#dim = dim;
    this.#vectors.write([ROOT], [0], this.#table);
  }

  /** Has `table` filled with whatever form is given a row from now on. */
  follow(table: FormTable): void {
    this.#followers.push(table);
  }

  /** Writes the rows of a batch, the roots' among them, to place `x`. */
  write({ text, start, end }: TokenSpans, batch: Batch, x: number): void {
    const { arena, kernels } = this.#machine;
    const fresh: Fresh[] = [];
    this.#cache.reserve(batch.rows);
    for (let k = 0; k < batch.count; k++) {
      const token = batch.token[k]!;
      let id = this.ids / 4 + batch.first[k]!;
      arena.i32[id++] = 0;
      for (let i = token; i < token + batch.size(k); i++)
        arena.i32[id++] = this.#cache.row(text, start[i]!, end[i]!, fresh);
    }
    if (fresh.length) {
      const forms = fresh.map((form) => text.slice(form.start, form.end));
      const rows = fresh.map((form) => form.row);
      this.#vectors.write(forms, rows, this.#table);
      for (const table of this.#followers) table.fill(forms, rows);
    }
    kernels.gather(this.#table, this.ids, x, batch.rows, this.#dim);
  }
}
