/** Where the kernels work: a WebAssembly memory, or a plain buffer for the twins. */
export interface Backing {
  readonly buffer: ArrayBufferLike;
  /** Makes the buffer at least `bytes` long; `buffer` may be another one afterwards. */
  grow(bytes: number): void;
}

/** Allocations start on a cache line. */
const LINE = 64;

/**
 * An arena over one linear memory. All of it is allocated when a parser is made; nothing is freed and nothing is allocated per token.
 * Places are byte offsets. Views are of the whole memory: value `i` of an f32 array at `place` is `f32[place / 4 + i]`.
 */
export class Arena {
  i8!: Int8Array;
  u8!: Uint8Array;
  i16!: Int16Array;
  i32!: Int32Array;
  f32!: Float32Array;
  #next = LINE;

  constructor(private readonly backing: Backing) {
    this.#view();
  }

  /** The place of `bytes` zeroed bytes. The views change where the memory had to grow: do not keep them across calls. */
  take(bytes: number): number {
    const place = this.#next;
    this.#next += Math.ceil(bytes / LINE) * LINE;
    if (this.#next > this.backing.buffer.byteLength) {
      this.backing.grow(this.#next);
      this.#view();
    }
    return place;
  }

  /** The place of a copy of `values`. */
  keep(values: Float32Array | Int32Array | Int16Array | Uint8Array): number {
    const place = this.take(values.byteLength);
    this.u8.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), place);
    return place;
  }

  /** Bytes taken so far. */
  get size(): number {
    return this.#next;
  }

  #view(): void {
    const { buffer } = this.backing;
    this.i8 = new Int8Array(buffer);
    this.u8 = new Uint8Array(buffer);
    this.i16 = new Int16Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.f32 = new Float32Array(buffer);
  }
}
