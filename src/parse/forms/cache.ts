/** A form that the cache has just given a row: the row's vector is not yet there. */
export interface Fresh {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Rows of word types, found by two 32-bit hashes of the form, so that what depends on a form alone is computed once. Bounded: when it is
 * full it is emptied, and the frequent words are soon back. Row 0 is the caller's and is never given to a form.
 */
export class FormCache {
  readonly #slots: Int32Array;
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  #used = 1;

  /** `capacity`: rows, row 0 among them. */
  constructor(readonly capacity: number) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity)));
    this.#first = new Int32Array(capacity);
    this.#second = new Int32Array(capacity);
  }

  /** Makes sure that `forms` more forms find room, emptying the cache where they would not: rows given before are then void. */
  reserve(forms: number): void {
    if (this.#used + forms <= this.capacity) return;
    this.#slots.fill(0);
    this.#used = 1;
  }

  /** The row of the form `text.slice(start, end)`; a form not met before is appended to `fresh`. */
  row(text: string, start: number, end: number, fresh: Fresh[]): number {
    let a = end - start;
    let b = 0x9e3779b1;
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b + unit, 0x85ebca6b) ^ (b >>> 15);
    }
    const mask = this.#slots.length - 1;
    for (let at = (a ^ (a >>> 15)) & mask; ; at = (at + 1) & mask) {
      const row = this.#slots[at]!;
      if (row === 0) {
        const given = this.#used++;
        this.#slots[at] = given;
        this.#first[given] = a;
        this.#second[given] = b;
        fresh.push({ row: given, start, end });
        return given;
      }
      if (this.#first[row] === a && this.#second[row] === b) return row;
    }
  }
}
