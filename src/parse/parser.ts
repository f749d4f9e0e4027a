import { UserError } from '../errors.js';
import type { Sentences } from '../types.js';
import { Batch } from './batch.js';
import { Encoder } from './encoder.js';
import { FormCache, type Fresh } from './forms/cache.js';
import { ROOT } from './forms/features.js';
import { FormVectors } from './forms/vectors.js';
import { ArcHead } from './heads/arcs.js';
import type { Head } from './heads/head.js';
import { TagHead } from './heads/tags.js';
import { DEPRELS, REL, UPOS } from './inventory.js';
import { type KernelModule, type Machine, machine } from './kernels/index.js';
import { mentionCode, readMentions } from './mentions.js';
import type { Model } from './model.js';
import { LONGEST, pieces } from './pieces.js';

/** Tokens of a text in sentences, as in `Sentences`. */
export interface Tokens {
  readonly text: string;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** First token of each sentence, and the number of tokens as the last entry. */
  readonly sentences: Int32Array;
}

/** Rows of a batch: enough to keep the kernels busy, few enough for the second-level cache. */
const ROOM = 256;
/** Word types whose vectors are kept. */
const FORMS = 16_384;

/** The "net" section of a model. */
interface NetConfig {
  shape: { dim: number; layers: string[] };
  labels: Record<'upos' | 'feats' | 'entities' | 'deprels', string[]>;
}

/** Reads text: one encoder over each token, and heads on its encodings. Not for use by two callers at once; make one a worker. */
export class Parser {
  readonly #machine: Machine;
  readonly #batch = new Batch(ROOM);
  readonly #encoder: Encoder;
  readonly #vectors: FormVectors;
  readonly #cache = new FormCache(FORMS);
  readonly #table: number;
  readonly #ids: number;
  readonly #tags: TagHead;
  readonly #arcs: ArcHead;
  readonly #heads: readonly Head[];
  readonly #bundles: readonly string[];

  constructor(model: Model, kernels?: KernelModule) {
    this.#machine = machine(kernels);
    const { arena } = this.#machine;
    const { shape, labels } = netConfig(model);
    const { dim } = shape;
    this.#encoder = new Encoder(this.#machine, model, 'net', dim, shape.layers, ROOM);
    this.#vectors = new FormVectors(this.#machine, model, dim);
    this.#table = arena.take(FORMS * dim * 4);
    this.#ids = arena.take(ROOM * 4);
    this.#bundles = labels.feats;
    this.#tags = new TagHead(this.#machine, model, ROOM, [
      { name: 'upos', codes: codes(labels.upos, (x) => UPOS.indexOf(x as never)) },
      { name: 'feats', codes: labels.feats.map((_, i) => i) },
      { name: 'entity', codes: codes(labels.entities, mentionCode) },
    ]);
    const relations = codes(labels.deprels, (x) => DEPRELS.indexOf(x as never));
    this.#arcs = new ArcHead(this.#machine, model, ROOM, LONGEST, relations, REL.root);
    this.#heads = [this.#tags, this.#arcs];
    this.#vectors.write([ROOT], [0], this.#table);
  }

  /**
   * Tags, trees and mentions for given tokens. The sentences stay as they are: one longer than `LONGEST` tokens is read in pieces, and the
   * roots of the later ones hang on that of the first as `parataxis`.
   */
  read(tokens: Tokens): Sentences {
    const { text, start, end, sentences } = tokens;
    const length = start.length;
    for (const head of this.#heads) head.begin(length);
    const cuts = pieces(tokens);
    let k = 0;
    while (k + 1 < cuts.length) {
      this.#batch.clear();
      while (k + 1 < cuts.length && this.#batch.add(cuts[k]!, cuts[k + 1]! - cuts[k]!)) k++;
      this.#encode(tokens);
      for (const head of this.#heads) head.read(this.#batch, this.#encoder.encodings);
    }
    const [upos, feats, entities] = this.#tags.answers as [Uint16Array, Uint16Array, Uint16Array];
    join(sentences, this.#arcs.heads, this.#arcs.labels);
    return {
      text,
      length,
      sentences,
      start,
      end,
      upos: Uint8Array.from(upos),
      head: this.#arcs.heads,
      deprel: this.#arcs.labels,
      feats,
      featBundles: this.#bundles,
      lemma: [],
      mentions: readMentions(entities, sentences),
    };
  }

  #encode({ text, start, end }: Tokens): void {
    const { arena, kernels } = this.#machine;
    const batch = this.#batch;
    const fresh: Fresh[] = [];
    const ids = this.#ids / 4;
    this.#cache.reserve(batch.rows);
    for (let k = 0; k < batch.count; k++) {
      const row = ids + batch.first[k]!;
      const token = batch.token[k]!;
      arena.i32[row] = 0;
      for (let i = 0; i < batch.size(k); i++) {
        arena.i32[row + 1 + i] = this.#cache.row(text, start[token + i]!, end[token + i]!, fresh);
      }
    }
    if (fresh.length) {
      this.#vectors.write(
        fresh.map((form) => text.slice(form.start, form.end)),
        fresh.map((form) => form.row),
        this.#table,
      );
    }
    kernels.gather(this.#table, this.#ids, this.#encoder.x, batch.rows, this.#encoder.dim);
    this.#encoder.run(batch);
  }
}

/** Hangs all roots of a sentence but the first on it: a sentence read in pieces has one each. */
function join(sentences: Int32Array, heads: Int32Array, labels: Uint8Array): void {
  for (let k = 0; k + 1 < sentences.length; k++) {
    if (sentences[k + 1]! - sentences[k]! <= LONGEST) continue;
    let root = -1;
    for (let i = sentences[k]!; i < sentences[k + 1]!; i++) {
      if (heads[i] !== -1) continue;
      if (root < 0) root = i;
      else {
        heads[i] = root;
        labels[i] = REL.parataxis;
      }
    }
  }
}

function codes(labels: readonly string[], code: (label: string) => number | undefined): number[] {
  return labels.map((label) => {
    const value = code(label);
    if (value === undefined || value < 0)
      throw new UserError(`the reading model has a label "${label}" that this release does not know`);
    return value;
  });
}

function netConfig(model: Model): NetConfig {
  const section = model.json('net') as Partial<NetConfig> | null;
  const { shape, labels } = section ?? {};
  const lists =
    labels && (['upos', 'feats', 'entities', 'deprels'] as const).every((name) => Array.isArray(labels[name]));
  if (!lists || !shape || !Number.isInteger(shape.dim) || !Array.isArray(shape.layers)) {
    throw new UserError('the section "net" of the reading model lacks its shape or its labels');
  }
  return { shape, labels };
}
