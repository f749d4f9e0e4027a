import type { Machine } from '../../kernels/index.js';

/** Rows of a table that are to be added to rows elsewhere, gathered first and added at once. */
export class Spread {
  readonly #machine: Machine;
  readonly #ids: number;
  readonly #to: number;
  #count = 0;

  /** `room`: additions at a time. */
  constructor(machine: Machine, room: number) {
    this.#machine = machine;
    this.#ids = machine.arena.take(room * 4);
    this.#to = machine.arena.take(room * 4);
  }

  /** Notes that row `id` of the table is to be added to row `to`. */
  add(id: number, to: number): void {
    const { i32 } = this.#machine.arena;
    i32[this.#ids / 4 + this.#count] = id;
    i32[this.#to / 4 + this.#count++] = to;
  }

  /** Adds what was noted, of the table at place `table`, to the rows at place `y`, both `width` wide. */
  apply(table: number, y: number, width: number): void {
    this.#machine.kernels.spread(table, this.#ids, y, this.#to, this.#count, width);
    this.#count = 0;
  }
}
