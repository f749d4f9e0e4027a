import { DEPRELS, TAG, UPOS } from '../../parse/inventory.js';
import type { Sentences, Span } from '../../types.js';

/** Relations by name, without and with subtype, as a set of indices for quick tests. */
export function relations(...names: string[]): ReadonlySet<number> {
  const set = new Set<number>();
  DEPRELS.forEach((name, i) => {
    if (names.includes(name) || names.includes(name.split(':')[0] as string)) set.add(i);
  });
  return set;
}

/** Exactly these relations, subtypes apart. */
export function exactly(...names: string[]): ReadonlySet<number> {
  return new Set(names.map((name) => DEPRELS.indexOf(name as (typeof DEPRELS)[number])));
}

/**
 * Dependency trees that can be walked down as well as up: children as linked lists in typed arrays, in text order.
 * Tokens are indices into the document's `Sentences`; -1 is no token.
 */
export class Tree {
  readonly text: string;
  readonly length: number;
  /** Sentence number of each token. */
  readonly sentence: Int32Array;
  /** First and last token of each token's subtree. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly #firstChild: Int32Array;
  readonly #next: Int32Array;
  readonly #lower: (string | undefined)[];

  constructor(readonly s: Sentences) {
    const n = s.length;
    this.text = s.text;
    this.length = n;
    this.sentence = new Int32Array(n);
    this.left = Int32Array.from({ length: n }, (_, i) => i);
    this.right = Int32Array.from({ length: n }, (_, i) => i);
    this.#firstChild = new Int32Array(n).fill(-1);
    this.#next = new Int32Array(n).fill(-1);
    this.#lower = new Array(n);
    for (let k = 0; k + 1 < s.sentences.length; k++) this.#link(k);
  }

  #link(k: number): void {
    const { s } = this;
    const from = s.sentences[k]!;
    const to = s.sentences[k + 1]!;
    for (let i = to - 1; i >= from; i--) {
      this.sentence[i] = k;
      const head = s.head[i]!;
      if (head < 0) continue;
      this.#next[i] = this.#firstChild[head]!;
      this.#firstChild[head] = i;
    }
    // Extents are handed up from each token to all that it hangs on; a depth bound guards against a cyclic input.
    for (let i = from; i < to; i++) {
      let a = s.head[i]!;
      for (let steps = to - from; a >= 0 && steps > 0; steps--) {
        if (this.left[a]! <= i && this.right[a]! >= i) break;
        if (i < this.left[a]!) this.left[a] = i;
        if (i > this.right[a]!) this.right[a] = i;
        a = s.head[a]!;
      }
    }
  }

  /** Children of a token, in text order. */
  *children(i: number): Generator<number> {
    for (let c = this.#firstChild[i] ?? -1; c >= 0; c = this.#next[c]!) yield c;
  }

  /** The first child with one of these relations, or -1. */
  child(i: number, rels: ReadonlySet<number>): number {
    for (let c = this.#firstChild[i] ?? -1; c >= 0; c = this.#next[c]!) if (rels.has(this.s.deprel[c]!)) return c;
    return -1;
  }

  /** All children with one of these relations. */
  childrenBy(i: number, rels: ReadonlySet<number>): number[] {
    const found: number[] = [];
    for (let c = this.#firstChild[i] ?? -1; c >= 0; c = this.#next[c]!) if (rels.has(this.s.deprel[c]!)) found.push(c);
    return found;
  }

  head(i: number): number {
    return this.s.head[i] ?? -1;
  }

  is(i: number, rels: ReadonlySet<number>): boolean {
    return rels.has(this.s.deprel[i]!);
  }

  tag(i: number): (typeof UPOS)[number] {
    return UPOS[this.s.upos[i]!]!;
  }

  nominal(i: number): boolean {
    const tag = this.s.upos[i]!;
    return (
      tag === TAG.NOUN || tag === TAG.PROPN || tag === TAG.PRON || tag === TAG.NUM || tag === TAG.SYM || tag === TAG.X
    );
  }

  /** Whether the token's features hold this one ("Number=Plur"). */
  feature(i: number, feature: string): boolean {
    return this.s.featBundles[this.s.feats[i]!]?.includes(feature) ?? false;
  }

  /** The word as it stands. */
  word(i: number): string {
    return this.text.slice(this.s.start[i]!, this.s.end[i]!);
  }

  /** The word in lower case. */
  lower(i: number): string {
    const kept = this.#lower[i];
    if (kept !== undefined) return kept;
    const made = this.word(i).toLowerCase();
    this.#lower[i] = made;
    return made;
  }

  /** The lemma in lower case. */
  lemma(i: number): string {
    return this.s.lemma[i]?.toLowerCase() ?? this.lower(i);
  }

  /** Whether the word, its lemma or its singular is this one (lemmas differ on "troops", "sanctions"). */
  matches(i: number, word: string): boolean {
    const lower = this.lower(i);
    return this.lemma(i) === word || lower === word || (lower.length === word.length + 1 && lower === `${word}s`);
  }

  /** The characters of tokens `first` to `last`, both taken in. */
  span(first: number, last: number): Span {
    return { start: this.s.start[first]!, end: this.s.end[last]! };
  }

  /** The characters of a sentence. */
  sentenceSpan(k: number): Span {
    return this.span(this.s.sentences[k]!, this.s.sentences[k + 1]! - 1);
  }

  /** The token that holds this place of the text, or the next after it; -1 behind the last. */
  tokenAt(offset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (this.s.end[mid]! <= offset) low = mid + 1;
      else high = mid;
    }
    return low < this.length ? low : -1;
  }

  /** Whether `i` hangs, at any depth, on `above` (or is it). */
  under(i: number, above: number): boolean {
    for (let a = i, steps = this.length; a >= 0 && steps > 0; a = this.head(a), steps--) if (a === above) return true;
    return false;
  }
}
