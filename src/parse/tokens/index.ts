import type { Span } from '../../types.js';
import type { Model } from '../model.js';
import { kindOf, SPACE } from './characters.js';
import type { HashedWeights } from './net.js';
import { SentenceSplitter } from './sentences.js';
import { type Splits, WordSplitter } from './words.js';

/** Where the tokens and sentences of a text are, as in `Sentences`. */
export interface TokenSpans {
  readonly text: string;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** First token of each sentence, and the number of tokens as the last entry. */
  readonly sentences: Int32Array;
}

/** What the tokenizer has learned: the section "tokens" of the model. */
export interface TokenWeights {
  readonly splits: Splits;
  readonly words: HashedWeights;
  /** Whether a sentence may end at a place: small and quick. */
  readonly glance: HashedWeights;
  /** Whether one ends there. */
  readonly look: HashedWeights;
}

/** The tokenizer's weights as views of the model. @throws UserError where the model lacks them */
export function tokenWeights(model: Model): TokenWeights {
  const net = (name: string): HashedWeights => ({
    table: model.tensor(`tokens.${name}.table`, 'i8').data,
    scale: model.tensor(`tokens.${name}.scale`, 'f32').data,
    bias: model.tensor(`tokens.${name}.bias`, 'f32').data,
    out: model.tensor(`tokens.${name}.out`, 'f32').data,
    threshold: model.tensor(`tokens.${name}.threshold`, 'f32').data,
  });
  const { splits } = model.json('tokens') as { splits: Splits };
  return { splits, words: net('words'), glance: net('glance'), look: net('look') };
}

const NEWLINE = 10;
const RETURN = 13;
const PARAGRAPH_SEPARATOR = 0x2029;

/**
 * Parts text into tokens and sentences by the conventions of the English UD treebanks.
 *
 * Tokens are in order, never overlap, and hold every unit of the text that is no blank space (`\s` of a regular expression).
 * A blank line ends a paragraph, and no sentence crosses the end of one. Time is linear in the text's length.
 */
export class Tokenizer {
  readonly #words: WordSplitter;
  readonly #sentences: SentenceSplitter;

  constructor(weights: TokenWeights) {
    this.#words = new WordSplitter(weights.words, weights.splits);
    this.#sentences = new SentenceSplitter(weights.glance, weights.look);
  }

  /** @param paragraphs spans whose edges end paragraphs too; they may leave parts of the text out, which are then read as well */
  tokenize(text: string, paragraphs: readonly Span[] = []): TokenSpans {
    const edges = paragraphEdges(text, paragraphs);
    // About five units a token in English.
    const ends = new Numbers(text.length >> 2);
    const starts = new Numbers(text.length >> 2);
    const sentences = new Numbers(text.length >> 6);
    let token = 0;
    const endToken = (end: number) => {
      starts.push(token);
      ends.push(end);
      token = end;
    };
    const beginSentence = (first: number) => sentences.push(first);
    let at = 0;
    for (const edge of edges) {
      const from = ends.length;
      while (at < edge) {
        while (at < edge && kindOf(text.charCodeAt(at)) === SPACE) at++;
        token = at;
        while (at < edge && kindOf(text.charCodeAt(at)) !== SPACE) at++;
        if (at > token) this.#words.split(text, token, at, edge, endToken);
      }
      this.#sentences.split(text, starts.values, ends.values, from, ends.length, beginSentence);
    }
    sentences.push(ends.length);
    return { text, start: starts.taken(), end: ends.taken(), sentences: sentences.taken() };
  }
}

/** Where paragraphs end, in order: at blank lines, at the edges handed in (never inside a surrogate pair), at the text's end. */
function paragraphEdges(text: string, paragraphs: readonly Span[]): number[] {
  const edges = new Set<number>([text.length]);
  for (const { start, end } of paragraphs) {
    for (const edge of [start, end]) if (edge > 0 && edge < text.length && !isInsidePair(text, edge)) edges.add(edge);
  }
  let breaks = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === NEWLINE || (unit === RETURN && text.charCodeAt(i + 1) !== NEWLINE)) breaks++;
    else if (unit === PARAGRAPH_SEPARATOR) breaks += 2;
    else if (kindOf(unit) !== SPACE) {
      if (breaks > 1) edges.add(i);
      breaks = 0;
    }
  }
  return [...edges].sort((a, b) => a - b);
}

function isInsidePair(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/** A growing list of whole numbers. */
class Numbers {
  values: Int32Array;
  length = 0;

  constructor(expected: number) {
    this.values = new Int32Array(expected + 16);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  taken(): Int32Array {
    return this.values.slice(0, this.length);
  }
}
