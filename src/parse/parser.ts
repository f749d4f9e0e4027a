import { UserError } from '../errors.js';
import type { Sentences, Span } from '../types.js';
import { Batch } from './batch.js';
import { netConfig } from './config.js';
import { Encoder } from './encoder.js';
import { Forms, WordVectors } from './forms/index.js';
import { ArcHead } from './heads/arcs.js';
import type { Head } from './heads/head.js';
import { SequenceHead, type TokenScores } from './heads/sequence.js';
import { SpeechHead } from './heads/speech/index.js';
import { TagHead } from './heads/tags.js';
import { DEPRELS, REL, UPOS } from './inventory.js';
import { type KernelModule, machine } from './kernels/index.js';
import { LemmaCache } from './lemma-cache.js';
import { Lemmatizer, lemmaRules } from './lemmas/index.js';
import { mentionCode, readMentions } from './mentions.js';
import type { Model } from './model.js';
import { LONGEST, pieces } from './pieces.js';
import { Tokenizer, type TokenSpans, tokenWeights } from './tokens/index.js';

/** Something the reader of a text should know: where, and what was done. */
export interface Notice {
  readonly span: Span;
  readonly reason: string;
}

/** Sentences, what had to be done to read them, and what the heads that were asked for say. */
export interface Reading extends Sentences {
  readonly notices: readonly Notice[];
  /** By the head's name. */
  readonly scores: Readonly<Record<string, TokenScores>>;
}

/** Rows of a batch: enough to keep the kernels busy, few enough for the second-level cache. */
const ROOM = 256;

/** Reads text: one encoder over each token, and heads on its encodings. Its memory is its own: one for each worker. */
export class Parser {
  /** The model's general word vectors. */
  readonly vectors: WordVectors;
  readonly #tokenizer: Tokenizer;
  readonly #batch = new Batch(ROOM);
  readonly #forms: Forms;
  readonly #encoder: Encoder;
  readonly #tags: TagHead;
  readonly #arcs: ArcHead;
  readonly #speech: SpeechHead | undefined;
  readonly #extra: readonly SequenceHead[];
  readonly #heads: readonly Head[];
  readonly #bundles: readonly string[];
  readonly #lemmas: LemmaCache;

  /** `kernels`, `heads`: see `createParser`. @throws UserError where the model lacks a part or has one of another size than its labels */
  constructor(model: Model, kernels?: KernelModule, heads: readonly (string | Head)[] = []) {
    const host = machine(kernels);
    const net = netConfig(model);
    this.#tokenizer = new Tokenizer(tokenWeights(model));
    this.#encoder = new Encoder(host, model, 'net', net.dim, net.layers, ROOM);
    const words = new WordVectors(model);
    this.vectors = words;
    this.#forms = new Forms(host, model, words, net.dim, net.alphabet, ROOM);
    this.#bundles = net.feats;
    this.#lemmas = new LemmaCache(new Lemmatizer(lemmaRules(model)), net.feats);
    this.#tags = new TagHead(host, model, ROOM, [
      { name: 'upos', codes: codes(net.upos, (tag) => UPOS.indexOf(tag as never)) },
      { name: 'feats', codes: net.feats.map((_, i) => i) },
      { name: 'entity', codes: codes(net.entities, mentionCode) },
    ]);
    const relations = codes(net.deprels, (relation) => DEPRELS.indexOf(relation as never));
    this.#arcs = new ArcHead(host, model, ROOM, LONGEST, relations, REL.root);
    const grammar = {
      heads: () => this.#arcs.heads,
      labels: () => this.#arcs.labels,
      upos: () => this.#tags.answers[0]!,
      mentions: () => this.#tags.answers[2]!,
    };
    const sizes = { upos: UPOS.length, labels: DEPRELS.length };
    const further = heads.map((head) => {
      if (typeof head !== 'string') return head;
      return head === 'speech'
        ? new SpeechHead(host, model, ROOM, words, this.#forms, grammar, sizes)
        : new SequenceHead(host, model, head, ROOM);
    });
    this.#speech = further.find((head) => head instanceof SpeechHead);
    this.#extra = further.filter((head) => head instanceof SequenceHead);
    this.#heads = [this.#tags, this.#arcs, ...further];
  }

  /**
   * Reads raw text. Offsets are into `text` as it was handed in. No sentence crosses the end of one of the `paragraphs`. A sentence longer
   * than `LONGEST` tokens is split, with a notice.
   */
  parse(text: string, paragraphs?: readonly Span[]): Reading {
    const tokens = this.#tokenizer.tokenize(text, paragraphs);
    const sentences = pieces(tokens);
    return { ...this.#read({ ...tokens, sentences }, sentences), notices: splitNotices(tokens, sentences) };
  }

  /**
   * Reads a text whose tokens and sentences are given, which stay as they are: a sentence longer than `LONGEST` tokens is read in pieces, and
   * the roots of the later ones hang on that of the first as `parataxis`.
   */
  parseTokens(tokens: TokenSpans): Reading {
    const reading = this.#read(tokens, pieces(tokens));
    join(tokens.sentences, reading.head, reading.deprel);
    return { ...reading, notices: [] };
  }

  /** Everything but notices, `cuts` being what is read together. */
  #read(tokens: TokenSpans, cuts: Int32Array): Omit<Reading, 'notices'> {
    const { text, start, end, sentences } = tokens;
    const batch = this.#batch;
    for (const head of this.#heads) head.begin(tokens);
    let k = 0;
    while (k + 1 < cuts.length) {
      batch.clear();
      while (k + 1 < cuts.length && batch.add(cuts[k]!, cuts[k + 1]! - cuts[k]!)) k++;
      this.#forms.write(tokens, batch, this.#encoder.x);
      this.#encoder.run(batch);
      for (const head of this.#heads) head.read(batch, this.#encoder.encodings);
    }
    for (const head of this.#heads) head.end?.();
    const [upos, feats, entities] = this.#tags.answers as [Uint16Array, Uint16Array, Uint16Array];
    return {
      text,
      length: start.length,
      sentences,
      start,
      end,
      upos: new Uint8Array(upos),
      head: this.#arcs.heads,
      deprel: this.#arcs.labels,
      feats,
      featBundles: this.#bundles,
      lemma: Array.from(upos, (tag, i) => this.#lemmas.lemma(text.slice(start[i]!, end[i]!), tag, feats[i]!)),
      mentions: readMentions(entities, sentences),
      ...(this.#speech && { speech: this.#speech.found }),
      scores: Object.fromEntries(this.#extra.map(({ name, scores }) => [name, scores])),
    };
  }
}

/** Hangs all roots of a long sentence but the first on it. */
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

/** A notice for each sentence that was split. */
function splitNotices({ start, end, sentences }: TokenSpans, cuts: Int32Array): Notice[] {
  const notices: Notice[] = [];
  for (let k = 0, at = 0; k + 1 < sentences.length; k++) {
    const first = at;
    while (at + 1 < cuts.length && cuts[at]! < sentences[k + 1]!) at++;
    if (at - first < 2) continue;
    const tokens = sentences[k + 1]! - sentences[k]!;
    notices.push({
      span: { start: start[sentences[k]!]!, end: end[sentences[k + 1]! - 1]! },
      reason: `a sentence of ${tokens} tokens was split into ${at - first}`,
    });
  }
  return notices;
}

function codes(labels: readonly string[], code: (label: string) => number | undefined): number[] {
  return labels.map((label) => {
    const value = code(label);
    if (value !== undefined && value >= 0) return value;
    throw new UserError(`the reading model has a label "${label}" that this release does not know`);
  });
}
