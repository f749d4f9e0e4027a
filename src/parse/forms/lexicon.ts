import type { Model } from '../model.js';
import { plainForm } from './features.js';
import { Table } from './table.js';
import { Words } from './words.js';

/** The general word vectors of the model, by a word's form: in lower case, typographic marks as ASCII has them. */
export class WordVectors {
  readonly width: number;
  readonly #table: Table;
  readonly #words: Words;

  constructor(model: Model) {
    this.#table = new Table(model, 'net.glove');
    this.#words = new Words(model.tensor('net.glove.key', 'u32'));
    this.width = this.#table.width;
  }

  /** Writes the vector of a form to `to`, from `at` on; zeros for one that the model lacks. */
  write(form: string, to: Float32Array, at: number): void {
    this.#table.write(this.#words.row(plainForm(form).toLowerCase()), to, at);
  }

  /** As `write`, of a form that is plain and in lower case. */
  writePlain(lower: string, to: Float32Array, at: number): void {
    this.#table.write(this.#words.row(lower), to, at);
  }
}
