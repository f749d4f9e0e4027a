import { Arena } from './memory.js';
import { plainKernels } from './plain.js';

export { Arena } from './memory.js';

/**
 * The arithmetic of the net, over places (byte offsets) in one memory: the WebAssembly module of `index.as.ts`, or its plain twin.
 * What each does is said where it is defined in `*.as.ts`.
 */
export interface Kernels {
  gemm(
    a: number,
    aScale: number,
    b: number,
    bScale: number,
    bias: number,
    c: number,
    m: number,
    k: number,
    n: number,
    add: number,
  ): void;
  norm(x: number, gain: number, y: number, m: number, d: number): void;
  quantize(x: number, q: number, scale: number, m: number, d: number): void;
  gate(h: number, y: number, m: number, d: number): void;
  leaky(x: number, count: number): void;
  convolve(y: number, w: number, z: number, n: number, d: number, width: number, dilation: number): void;
  recur(h: number, z: number, n: number, d: number): void;
  gather(table: number, ids: number, y: number, m: number, d: number): void;
  spread(table: number, ids: number, y: number, to: number, m: number, d: number): void;
  arcs(
    t: number,
    head: number,
    near: number,
    buckets: number,
    bucket: number,
    turned: number,
    scores: number,
    n: number,
    room: number,
    d: number,
  ): void;
  argmax(scores: number, best: number, m: number, room: number, n: number): void;
  pair(dep: number, head: number, heads: number, sum: number, product: number, m: number, d: number): void;
}

/** Kernels and the memory that they work in. */
export interface Machine {
  readonly arena: Arena;
  readonly kernels: Kernels;
}

/** The compiled kernels: a `WebAssembly.Module`. */
export type KernelModule = object;

/** What is used of the WebAssembly API, which neither ES2023 nor Node's types declare; the DOM's have no place in this stage. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => KernelModule;
  Instance: new (module: KernelModule, imports: object) => { readonly exports: unknown };
  Memory: new (limits: { initial: number }) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

const PAGE = 65_536;

/** A machine of the compiled kernels; of the plain twins, some thirty times slower, where `wasm` is missing. */
export function machine(wasm?: KernelModule): Machine {
  if (!wasm) {
    let buffer = new ArrayBuffer(PAGE);
    const arena = new Arena({
      get buffer() {
        return buffer;
      },
      grow(bytes) {
        const larger = new Uint8Array(Math.max(bytes, 2 * buffer.byteLength));
        larger.set(new Uint8Array(buffer));
        buffer = larger.buffer;
      },
    });
    return { arena, kernels: plainKernels(arena) };
  }
  const memory = new WebAssembly.Memory({ initial: 1 });
  const arena = new Arena({
    get buffer() {
      return memory.buffer;
    },
    grow: (bytes) => void memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE)),
  });
  const { exports } = new WebAssembly.Instance(wasm, { env: { memory } });
  return { arena, kernels: exports as Kernels };
}

/** Compiles the kernels; undefined where this machine has no WebAssembly SIMD, so that the plain twins serve. */
export function compileKernels(bytes: Uint8Array): KernelModule | undefined {
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}
