/** Reads a byte stream by lines and by counts, holding only what is asked for. */
export class ByteReader {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#iterator = bytes[Symbol.asyncIterator]();
  }

  /** Whether there is another byte. */
  async more(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const next = await this.#iterator.next();
      if (next.done) return false;
      this.#chunk = next.value;
    }
    return true;
  }

  /**
   * The next line as Latin-1 with its line break, so that its length is the bytes read; undefined at the end. A line
   * longer than `limit` comes in pieces.
   */
  async line(limit: number): Promise<string | undefined> {
    let line = '';
    while (line.length < limit && (await this.more())) {
      const end = this.#chunk.indexOf(10);
      const count = Math.min(end < 0 ? this.#chunk.length : end + 1, limit - line.length);
      line += Buffer.from(this.#take(count)).toString('latin1');
      if (line.endsWith('\n')) return line;
    }
    return line || undefined;
  }

  /** The next `count` bytes in pieces, fewer where the stream ends; what the consumer leaves unread is still to come. */
  async *bytes(count: number): AsyncGenerator<Uint8Array> {
    let left = count;
    while (left > 0 && (await this.more())) {
      const piece = this.#take(Math.min(left, this.#chunk.length));
      left -= piece.length;
      yield piece;
    }
  }

  /** Passes over `count` bytes; tells how many there were. */
  async skip(count: number): Promise<number> {
    let passed = 0;
    for await (const piece of this.bytes(count)) passed += piece.length;
    return passed;
  }

  /** Lets the stream go. */
  async close(): Promise<void> {
    await this.#iterator.return?.();
  }

  #take(count: number): Uint8Array {
    const piece = this.#chunk.subarray(0, count);
    this.#chunk = this.#chunk.subarray(count);
    return piece;
  }
}
