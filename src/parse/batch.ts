/**
 * Sentences laid end to end for the net, each as its root's row and then a row a token; no padding. A batch is filled anew each time.
 */
export class Batch {
  /** Sentences in it. */
  count = 0;
  /** The first row, its root's, of each sentence, and `rows` as entry `count`. */
  readonly first: Int32Array;
  /** The first token, over the whole text, of each sentence. */
  readonly token: Int32Array;

  /** `room`: rows that it holds at most. */
  constructor(readonly room: number) {
    this.first = new Int32Array(room + 1);
    this.token = new Int32Array(room);
  }

  get rows(): number {
    return this.first[this.count]!;
  }

  clear(): void {
    this.count = 0;
  }

  /** Adds a sentence of `length` tokens from token `start` on; false, and nothing added, where it finds no room. */
  add(start: number, length: number): boolean {
    const from = this.rows;
    if (from + length + 1 > this.room) return false;
    this.token[this.count] = start;
    this.first[++this.count] = from + length + 1;
    return true;
  }

  /** Tokens in sentence `k`. */
  size(k: number): number {
    return this.first[k + 1]! - this.first[k]! - 1;
  }
}
