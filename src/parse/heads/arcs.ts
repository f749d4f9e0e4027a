import { Arborescence, isTree } from '../arborescence.js';
import type { Batch } from '../batch.js';
import type { Encodings } from '../encoder.js';
import type { Machine } from '../kernels/index.js';
import { floatRows, Linear, type Quantized, quantizedRows } from '../kernels/linear.js';
import type { Model } from '../model.js';
import type { TokenSpans } from '../tokens/index.js';
import type { Head } from './head.js';

/** Distances that the bucket table knows: one more than the longest sentence with its root. */
const DISTANCES = 256;
/** Buckets of a distance's size; as many again where the head follows. */
const SIZES = 16;

/**
 * Heads and labels by biaffine scorers (Dozat and Manning 2017), arcs with a learned term for the signed distance. The best head of each
 * token is taken where that makes a tree with one root, else the best such tree is sought.
 */
export class ArcHead implements Head {
  /** Head of each token, over the whole text; -1 for a root. */
  heads = new Int32Array(0);
  /** Code of each token's label. */
  labels = new Uint8Array(0);
  readonly #machine: Machine;
  readonly #codes: Uint8Array;
  readonly #rootCode: number;
  readonly #search: Arborescence;
  readonly #seen: Int32Array;
  readonly #layers: Readonly<Record<'dep' | 'head' | 'arc' | 'dist' | 'ldep' | 'lhead' | 'lsum' | 'lprod', Linear>>;
  readonly #places: Readonly<
    Record<'dep' | 'head' | 'arc' | 'dist' | 'bucket' | 'turned' | 'scores' | 'best' | 'labels', number>
  >;
  readonly #q: Quantized;

  /** `codes`: what is noted for each of the model's labels; `rootCode`: for the root's, which a token has if and only if its head is the root. `longest`: tokens of a sentence. */
  constructor(
    machine: Machine,
    model: Model,
    room: number,
    longest: number,
    codes: readonly number[],
    rootCode: number,
  ) {
    const { arena } = machine;
    this.#machine = machine;
    this.#codes = Uint8Array.from(codes);
    this.#rootCode = rootCode;
    this.#search = new Arborescence(longest + 1);
    this.#seen = new Int32Array(longest + 1);
    const layer = (name: string, bias?: string) => Linear.of(machine, model, `net.${name}`, bias);
    this.#layers = {
      dep: layer('dep'),
      head: layer('head'),
      arc: layer('arc', 'net.archead'),
      dist: layer('dist'),
      ldep: layer('ldep'),
      lhead: layer('lhead'),
      lsum: layer('lsum', 'net.lb'),
      lprod: layer('lprod'),
    };
    const { dep, head, arc, dist, ldep, lhead, lsum } = this.#layers;
    const width = Math.max(dep.outputs, head.outputs, arc.outputs, ldep.outputs, lhead.outputs);
    const across = Math.ceil((longest + 1) / 8) * 8;
    this.#places = {
      dep: floatRows(arena, room, width),
      head: floatRows(arena, room, width),
      arc: floatRows(arena, room, width),
      dist: floatRows(arena, room, Math.max(dist.outputs, width)),
      bucket: arena.keep(buckets()),
      turned: floatRows(arena, width, across),
      scores: floatRows(arena, across, across),
      best: arena.take(room * 4),
      labels: floatRows(arena, room, lsum.outputs),
    };
    this.#q = quantizedRows(arena, room, width);
  }

  begin({ start: { length: tokens } }: TokenSpans): void {
    this.heads = new Int32Array(tokens);
    this.labels = new Uint8Array(tokens);
  }

  read(batch: Batch, encodings: Encodings): void {
    this.#readArcs(batch, encodings);
    this.#readLabels(batch, encodings);
  }

  #readArcs(batch: Batch, encodings: Encodings): void {
    const { kernels, arena } = this.#machine;
    const { dep, head, arc, dist } = this.#layers;
    const places = this.#places;
    const { rows } = batch;
    const width = arc.outputs;
    dep.apply(encodings, places.dep, rows);
    kernels.leaky(places.dep, rows * dep.outputs);
    kernels.quantize(places.dep, this.#q.q, this.#q.scale, rows, dep.outputs);
    arc.apply(this.#q, places.arc, rows);
    dist.apply(this.#q, places.dist, rows);
    head.apply(encodings, places.head, rows);
    kernels.leaky(places.head, rows * head.outputs);
    for (let k = 0; k < batch.count; k++) {
      const first = batch.first[k]!;
      const n = batch.size(k) + 1;
      const across = Math.ceil(n / 8) * 8;
      const at = first * width * 4;
      const near = places.dist + first * dist.outputs * 4;
      kernels.arcs(
        places.arc + at,
        places.head + at,
        near,
        dist.outputs,
        places.bucket,
        places.turned,
        places.scores,
        n,
        across,
        width,
      );
      kernels.argmax(places.scores, places.best + first * 4, n, across, n);
      const best = arena.i32.subarray(places.best / 4 + first, places.best / 4 + first + n);
      if (!isTree(best, n, this.#seen)) this.#search.solve(arena.f32, places.scores / 4, n, across, best);
      const token = batch.token[k]!;
      for (let i = 1; i < n; i++) this.heads[token + i - 1] = best[i] === 0 ? -1 : token + best[i]! - 1;
      best[0] = 0;
      for (let i = 0; i < n; i++) best[i]! += first;
    }
  }

  #readLabels(batch: Batch, encodings: Encodings): void {
    const { kernels, arena } = this.#machine;
    const { ldep, lhead, lsum, lprod } = this.#layers;
    const places = this.#places;
    const { rows } = batch;
    const width = ldep.outputs;
    ldep.apply(encodings, places.dep, rows);
    lhead.apply(encodings, places.head, rows);
    kernels.pair(places.dep, places.head, places.best, places.arc, places.dist, rows, width);
    kernels.quantize(places.arc, this.#q.q, this.#q.scale, rows, width);
    lsum.apply(this.#q, places.labels, rows);
    kernels.quantize(places.dist, this.#q.q, this.#q.scale, rows, width);
    lprod.apply(this.#q, places.labels, rows, true);
    const columns = lsum.outputs;
    const root = this.#codes.indexOf(this.#rootCode);
    for (let row = 0; row < rows; row++) arena.f32[places.labels / 4 + row * columns + root] = Number.NEGATIVE_INFINITY;
    kernels.argmax(places.labels, places.best, rows, columns, this.#codes.length);
    for (let k = 0; k < batch.count; k++) {
      const best = places.best / 4 + batch.first[k]! + 1;
      const token = batch.token[k]!;
      for (let i = 0; i < batch.size(k); i++) {
        this.labels[token + i] = this.heads[token + i]! < 0 ? this.#rootCode : this.#codes[arena.i32[best + i]!]!;
      }
    }
  }
}

/** The bucket of each distance: floor(2 log2 distance), at most 15; then the same for heads that follow, 16 higher. */
function buckets(): Uint8Array {
  const table = new Uint8Array(2 * DISTANCES);
  for (let d = 1; d < DISTANCES; d++) {
    table[d] = Math.min(Math.floor(2 * Math.log2(d)), SIZES - 1);
    table[DISTANCES + d] = table[d]! + SIZES;
  }
  return table;
}
