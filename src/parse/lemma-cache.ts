import type { Lemmatizer } from './lemmas/index.js';

/** Forms kept at most, over all tags and features. */
const KEPT = 32_768;
/** Engines cut longer strings out of a text by reference: kept here, each would keep its whole text in memory. */
const LONGEST = 12;

/** A lemmatizer that remembers what it found, as long as there is room. */
export class LemmaCache {
  readonly #lemmatizer: Lemmatizer;
  readonly #bundles: readonly string[];
  /** By tag and bundle: from the form to its lemma. */
  readonly #found = new Map<number, Map<string, string>>();
  #size = 0;

  /** `bundles`: what `feats` index. */
  constructor(lemmatizer: Lemmatizer, bundles: readonly string[]) {
    this.#lemmatizer = lemmatizer;
    this.#bundles = bundles;
  }

  /** `upos` and `feats` are indexes into `UPOS` and the bundles. */
  lemma(form: string, upos: number, feats: number): string {
    if (form.length > LONGEST) return this.#lemmatizer.lemma(form, upos, this.#bundles[feats]!);
    const key = upos * this.#bundles.length + feats;
    let forms = this.#found.get(key);
    const known = forms?.get(form);
    if (known !== undefined) return known;
    if (this.#size === KEPT) {
      this.#found.clear();
      this.#size = 0;
      forms = undefined;
    }
    if (!forms) {
      forms = new Map();
      this.#found.set(key, forms);
    }
    const lemma = this.#lemmatizer.lemma(form, upos, this.#bundles[feats]!);
    forms.set(form, lemma);
    this.#size++;
    return lemma;
  }
}
