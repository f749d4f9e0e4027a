import type { Kernels } from './index.js';
import { RANGE } from './linear.js';
import type { Arena } from './memory.js';

const MASKED = -1e9;

const leaky = (x: number): number => Math.max(x, x * 0.1);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** To the nearest whole number, halves to the even one, as WebAssembly rounds. */
function nearest(x: number): number {
  const low = Math.floor(x);
  const rest = x - low;
  return rest < 0.5 || (rest === 0.5 && low % 2 === 0) ? low : low + 1;
}

/** The twins of the kernels in `*.as.ts`, in plain TypeScript: the same places, the same results but for rounding. */
export function plainKernels(arena: Arena): Kernels {
  return {
    gemm(a, aScale, b, bScale, bias, c, m, k, n, add) {
      const { i16, f32 } = arena;
      for (let i = 0; i < m; i++) {
        const row = a / 2 + (i >> 2) * 4 * k + 2 * (i & 3);
        const to = c / 4 + i * n;
        for (let j = 0; j < n; j++) {
          const column = b / 2 + (j >> 3) * 8 * k + 2 * (j & 7);
          let sum = 0;
          for (let p = 0; p < k; p += 2) {
            const at = column + 8 * p;
            sum += i16[row + 4 * p]! * i16[at]! + i16[row + 4 * p + 1]! * i16[at + 1]!;
          }
          const before = add ? f32[to + j]! : f32[bias / 4 + j]!;
          f32[to + j] = before + sum * f32[aScale / 4 + i]! * f32[bScale / 4 + j]!;
        }
      }
    },
    norm(x, gain, y, m, d) {
      const { f32 } = arena;
      for (let i = 0; i < m; i++) {
        const at = x / 4 + i * d;
        let sum = 0;
        for (let j = 0; j < d; j++) sum += f32[at + j]! ** 2;
        const scale = 1 / Math.sqrt(sum / d + 1e-6);
        for (let j = 0; j < d; j++) f32[y / 4 + i * d + j] = f32[at + j]! * scale * f32[gain / 4 + j]!;
      }
    },
    quantize(x, q, scale, m, d) {
      const { i16, f32 } = arena;
      for (let i = 0; i < m; i++) {
        const at = x / 4 + i * d;
        let top = 0;
        for (let j = 0; j < d; j++) top = Math.max(top, Math.abs(f32[at + j]!));
        f32[scale / 4 + i] = top / RANGE;
        const row = q / 2 + (i >> 2) * 4 * d + 2 * (i & 3);
        const by = top > 0 ? Math.fround(RANGE / top) : 0;
        for (let j = 0; j < d; j++) i16[row + 4 * (j & ~1) + (j & 1)] = nearest(Math.fround(f32[at + j]! * by));
      }
    },
    gate(h, y, m, d) {
      const { f32 } = arena;
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < d; j++) {
          const a = f32[h / 4 + 2 * i * d + j]!;
          f32[y / 4 + i * d + j] = a * sigmoid(a) * f32[h / 4 + (2 * i + 1) * d + j]!;
        }
      }
    },
    leaky(x, count) {
      const { f32 } = arena;
      for (let i = x / 4; i < x / 4 + count; i++) f32[i] = leaky(f32[i]!);
    },
    convolve(y, w, z, n, d, width, dilation) {
      const { f32 } = arena;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < d; j++) {
          let sum = 0;
          for (let k = 0; k < width; k++) {
            const from = i + (k - (width >> 1)) * dilation;
            if (from >= 0 && from < n) sum += f32[y / 4 + from * d + j]! * f32[w / 4 + k * d + j]!;
          }
          f32[z / 4 + i * d + j] = sum;
        }
      }
    },
    recur(h, z, n, d) {
      const { f32 } = arena;
      for (let j = 0; j < d; j++) {
        let state = 0;
        for (let step = 0; step < n; step++) {
          const i = j < d / 2 ? step : n - 1 - step;
          const f = sigmoid(f32[h / 4 + (2 * i + 1) * d + j]!);
          state = f * state + (1 - f) * f32[h / 4 + 2 * i * d + j]!;
          f32[z / 4 + i * d + j] = state;
        }
      }
    },
    gather(table, ids, y, m, d) {
      const { i32, f32 } = arena;
      for (let i = 0; i < m; i++) {
        const from = table / 4 + i32[ids / 4 + i]! * d;
        f32.copyWithin(y / 4 + i * d, from, from + d);
      }
    },
    spread(table, ids, y, to, m, d) {
      const { i32, f32 } = arena;
      for (let i = 0; i < m; i++) {
        const from = table / 4 + i32[ids / 4 + i]! * d;
        const at = y / 4 + i32[to / 4 + i]! * d;
        for (let j = 0; j < d; j++) f32[at + j]! += f32[from + j]!;
      }
    },
    arcs(t, head, near, buckets, bucket, _turned, scores, n, room, d) {
      const { u8, f32 } = arena;
      for (let i = 0; i < n; i++) {
        const row = scores / 4 + i * room;
        for (let j = 0; j < room; j++) {
          let sum = f32[near / 4 + i * buckets + u8[bucket + Math.abs(j - i) + (j > i ? 256 : 0)]!]!;
          for (let k = 0; k < d; k++) sum += f32[t / 4 + i * d + k]! * f32[head / 4 + j * d + k]!;
          f32[row + j] = j === i || j >= n ? MASKED : sum;
        }
      }
    },
    argmax(scores, best, m, room, n) {
      const { i32, f32 } = arena;
      for (let i = 0; i < m; i++) {
        const row = scores / 4 + i * room;
        let at = 0;
        for (let j = 1; j < n; j++) if (f32[row + j]! > f32[row + at]!) at = j;
        i32[best / 4 + i] = at;
      }
    },
    pair(dep, head, heads, sum, product, m, d) {
      const { i32, f32 } = arena;
      for (let i = 0; i < m; i++) {
        const other = head / 4 + i32[heads / 4 + i]! * d;
        for (let j = 0; j < d; j++) {
          const x = f32[dep / 4 + i * d + j]!;
          const y = f32[other + j]!;
          f32[sum / 4 + i * d + j] = leaky(x + y);
          f32[product / 4 + i * d + j] = leaky(x) * leaky(y);
        }
      }
    },
  };
}
