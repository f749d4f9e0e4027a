import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kernels } from '../../../test/parse/kernels.js';
import { type Machine, machine } from './index.js';
import { Linear, quantizedRows } from './linear.js';

const compiled = kernels();

/** Runs the same work on both machines and compares the f32 values that it gives. */
function agree(work: (m: Machine) => Float32Array, tolerance = 1e-4): void {
  const fast = work(machine(compiled));
  const plain = work(machine());
  expect(fast.length).toBe(plain.length);
  for (let i = 0; i < fast.length; i++) {
    if (Math.abs(fast[i]! - plain[i]!) > tolerance * Math.max(1, Math.abs(plain[i]!))) {
      expect.fail(`value ${i}: ${fast[i]} compiled, ${plain[i]} plain`);
    }
  }
}

const read = ({ arena }: Machine, place: number, length: number) => arena.f32.slice(place / 4, place / 4 + length);
const rows = fc.integer({ min: 1, max: 21 });
const width = fc.integer({ min: 1, max: 6 }).map((x) => 8 * x);
/** Deterministic values from a seed, between -`size` and `size`. */
function values(seed: number, length: number, size = 2): Float32Array {
  let state = seed | 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state / 0x4000_0000 - 1) * size;
  });
}

describe('each kernel agrees with its plain twin', () => {
  test('linear layer: quantised product, bias, sum', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer(),
        (m, k, n, seed) => {
          const work = (host: Machine) => {
            const { arena } = host;
            const weights = { shape: [k, n], data: values(seed, k * n) };
            const layer = new Linear(host, weights, undefined, { shape: [n], data: values(seed + 1, n) });
            const padded = new Float32Array((m + 3) * layer.inputs);
            const x = values(seed + 2, m * k, 5);
            for (let i = 0; i < m; i++) padded.set(x.subarray(i * k, (i + 1) * k), i * layer.inputs);
            const from = arena.keep(padded);
            const q = quantizedRows(arena, m, layer.inputs);
            const y = arena.take((m + 3) * layer.outputs * 4);
            host.kernels.quantize(from, q.q, q.scale, m, layer.inputs);
            layer.apply(q, y, m);
            layer.apply(q, y, m, true);
            const out = read(host, y, m * layer.outputs);
            // And both are near the product that they stand for.
            for (let i = 0; i < m; i++) {
              for (let j = 0; j < n; j++) {
                let exact = values(seed + 1, n)[j]!;
                for (let p = 0; p < k; p++) exact += 2 * x[i * k + p]! * weights.data[p * n + j]!;
                expect(Math.abs(out[i * layer.outputs + j]! - exact)).toBeLessThan(0.1 * Math.sqrt(k) + 0.02);
              }
            }
            return out;
          };
          agree(work, 1e-3);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('norm, gate and leaky', () => {
    fc.assert(
      fc.property(rows, width, fc.integer(), fc.constantFrom(0, 1e-3, 1, 30), (m, d, seed, size) => {
        const x = values(seed, 2 * m * d, size);
        agree((host) => {
          const from = host.arena.keep(x);
          const to = host.arena.take(m * d * 4);
          host.kernels.norm(from, host.arena.keep(values(seed + 1, d)), to, m, d);
          return read(host, to, m * d);
        });
        agree((host) => {
          const from = host.arena.keep(x);
          const to = host.arena.take(m * d * 4);
          host.kernels.gate(from, to, m, d);
          return read(host, to, m * d);
        });
        agree((host) => {
          const from = host.arena.keep(x);
          host.kernels.leaky(from, m * d);
          return read(host, from, m * d);
        });
      }),
    );
  });

  test('convolution and recurrence along a sentence', () => {
    fc.assert(
      fc.property(
        rows,
        width,
        fc.constantFrom(1, 3, 5),
        fc.integer({ min: 1, max: 4 }),
        fc.integer(),
        (n, d, taps, dilation, seed) => {
          agree((host) => {
            const to = host.arena.take(n * d * 4);
            host.kernels.convolve(
              host.arena.keep(values(seed, n * d)),
              host.arena.keep(values(seed + 1, taps * d)),
              to,
              n,
              d,
              taps,
              dilation,
            );
            return read(host, to, n * d);
          });
          agree((host) => {
            const to = host.arena.take(n * d * 4);
            host.kernels.recur(host.arena.keep(values(seed, 2 * n * d, 6)), to, n, d);
            return read(host, to, n * d);
          });
        },
      ),
    );
  });

  test('arcs, best of a row, label inputs, rows of a table', () => {
    fc.assert(
      fc.property(rows, width, fc.integer(), (n, d, seed) => {
        const room = Math.ceil(n / 8) * 8;
        agree((host) => {
          const { arena } = host;
          const t = arena.keep(values(seed, (n + 3) * d));
          const head = arena.keep(values(seed + 1, n * d));
          const near = arena.keep(values(seed + 2, n * 32));
          const bucket = arena.keep(Uint8Array.from({ length: 512 }, (_, i) => i % 32));
          const scores = arena.take((n + 3) * room * 4);
          host.kernels.arcs(t, head, near, 32, bucket, arena.take(d * room * 4), scores, n, room, d);
          return read(host, scores, n * room);
        });
        agree((host) => {
          const { arena } = host;
          const best = arena.take(n * 4);
          host.kernels.argmax(arena.keep(values(seed, n * room).map(Math.round)), best, n, room, n);
          return Float32Array.from(arena.i32.subarray(best / 4, best / 4 + n));
        });
        agree((host) => {
          const { arena } = host;
          const ids = arena.keep(Int32Array.from({ length: n }, (_, i) => (i * 7) % n));
          const table = arena.keep(values(seed, n * d));
          const [sum, product, copy] = [arena.take(n * d * 4), arena.take(n * d * 4), arena.take(n * d * 4)];
          host.kernels.pair(arena.keep(values(seed + 1, n * d)), table, ids, sum, product, n, d);
          host.kernels.gather(table, ids, copy, n, d);
          // Several rows may be added to one.
          host.kernels.spread(table, ids, copy, arena.keep(Int32Array.from({ length: n }, (_, i) => i >> 1)), n, d);
          return Float32Array.from([
            ...read(host, sum, n * d),
            ...read(host, product, n * d),
            ...read(host, copy, n * d),
          ]);
        });
      }),
    );
  });
});
