import type { Codebook } from '../../codebook/index.js';
import { counted, type Nouns } from '../actors/index.js';
import { exactly, OBJECT, OBLIQUE, preposition, type Tree, undergoer } from '../tree/index.js';
import { ADVERBIAL_NOUNS } from '../words.js';

const BESIDE = exactly(
  'compound:prt',
  'advmod',
  'xcomp',
  'obj',
  'case',
  'ccomp',
  'amod',
  'advcl',
  'mark',
  'obl',
  'obl:unmarked',
);
const COMPLEMENT = exactly('xcomp', 'advcl', 'ccomp', 'acl');
const PREMODIFIER = exactly('amod', 'compound', 'nmod:poss', 'nmod:desc');
const CONJ = exactly('conj');
const MARKER = exactly('case', 'mark');
/** A noun of a light verb may end in one of these. */
const PREPOSITION = new Set(['against', 'for', 'with']);
/** In a lexicon entry: any sum of money. */
const MONEY = '<money>';
const CURRENCY = /[$€£¥]/;
const CURRENCIES = new Set([
  'dollar',
  'euro',
  'pound',
  'yen',
  'yuan',
  'ruble',
  'rouble',
  'rupee',
  'franc',
  'eur',
  'usd',
]);

/** How the words of a lexicon entry stand in a text. */
export class Wording {
  constructor(
    readonly tree: Tree,
    readonly roles: Codebook['roles'],
    readonly nouns: Nouns,
  ) {}

  /** The tokens of the words that must go with a verb, or undefined where they do not. */
  rest(v: number, rest: readonly string[]): number[] | undefined {
    const { tree } = this;
    const tokens: number[] = [];
    for (const word of rest) {
      let found = -1;
      for (const c of tree.children(v)) {
        if (c < v) continue;
        if (BESIDE.has(tree.s.deprel[c]!) && tree.matches(c, word)) found = c;
        else if (
          (OBLIQUE.has(tree.s.deprel[c]!) && !ADVERBIAL_NOUNS.has(tree.lemma(c))) ||
          COMPLEMENT.has(tree.s.deprel[c]!)
        ) {
          const p = tree.child(c, MARKER);
          if (p > v && tree.lower(p) === word && p - v < 12) found = p;
        }
        if (found >= 0) break;
      }
      // A preposition right after the verb belongs to it wherever the parser hangs it.
      if (found < 0 && v + 1 < tree.length && tree.lower(v + 1) === word) found = v + 1;
      if (found < 0) return undefined;
      tokens.push(found);
    }
    return tokens;
  }

  /** The tokens of a multi-word noun whose head is `n`, or undefined where the words differ. */
  nounTokens(n: number, words: readonly string[]): number[] | undefined {
    const { tree } = this;
    const of = words.indexOf('of');
    const at = of > 0 ? of - 1 : words.length - 1;
    // "cast a vote against": a noun with what must hang on it by its preposition.
    const last = words.at(-1)!;
    if (words.length > 1 && PREPOSITION.has(last)) {
      const tokens = this.nounTokens(n, words.slice(0, -1));
      const behind = this.tree.childrenBy(n, OBLIQUE).find((c) => preposition(this.tree, c) === last);
      const verb = this.tree.head(n);
      const beside =
        behind ??
        (verb < 0
          ? undefined
          : this.tree.childrenBy(verb, OBLIQUE).find((c) => c > n && preposition(this.tree, c) === last));
      const marker = beside === undefined ? -1 : this.tree.child(beside, MARKER);
      return tokens && marker >= 0 ? [...tokens, marker] : undefined;
    }
    // A sum is no word for the event: "gave" names it.
    if (words[0] === MONEY) return this.#isMoney(n) ? [] : undefined;
    if (!tree.matches(n, words[at]!)) return undefined;
    const tokens: number[] = [];
    for (let k = 0, i = n - at; k < words.length; k++, i++) {
      if (i < 0 || i >= tree.length || tree.sentence[i] !== tree.sentence[n] || !tree.matches(i, words[k]!))
        return undefined;
      tokens.push(i);
    }
    return tokens;
  }

  /** "a veto right" for "veto": the noun as a modifier right before the head. */
  modified(n: number, words: readonly string[]): number[] | undefined {
    if (words.length !== 1) return undefined;
    for (const c of this.tree.childrenBy(n, PREMODIFIER))
      if (c === n - 1 && this.tree.tag(c) === 'NOUN' && this.tree.matches(c, words[0]!)) return [c, n];
    return undefined;
  }

  /** The nouns that a verb may form one event with: object, subject of a passive, or a phrase with the preposition. */
  nounsOf(v: number, prep: string | undefined): number[] {
    const { tree } = this;
    if (prep !== undefined) return tree.childrenBy(v, OBLIQUE).filter((c) => preposition(tree, c) === prep);
    const object = undergoer(tree, v);
    const all = object >= 0 ? [counted(tree, object, this.nouns)] : [];
    for (const c of all) for (const d of tree.childrenBy(c, CONJ)) if (all.length < 10) all.push(d);
    return all;
  }

  /** "laid down their weapons": a particle that the parser takes for the preposition of the object. */
  swallowed(v: number, rest: readonly string[]): string | undefined {
    const particle = rest.at(-1);
    if (particle === undefined || this.tree.child(v, OBJECT) >= 0) return undefined;
    return this.tree.childrenBy(v, OBLIQUE).some((c) => preposition(this.tree, c) === particle) ? particle : undefined;
  }

  /** What a verb is done to; of a verb with a preposition, what stands behind that. */
  objectOf(v: number, rest: readonly string[]): number {
    const { tree } = this;
    const behind = rest.length
      ? tree.childrenBy(v, OBLIQUE).find((c) => c > v && preposition(tree, c).endsWith(rest.at(-1)!))
      : undefined;
    return behind ?? undergoer(tree, v);
  }

  /** Whether a phrase names somebody who stands for a state abroad, by its head or a title in it. */
  isDiplomat(object: number): boolean {
    if (object < 0) return false;
    const { diplomat } = this.roles;
    return [object, ...this.tree.children(object)].some((i) => diplomat.some((d) => this.objectIs(i, d)));
  }

  objectIs(object: number, wanted: string): boolean {
    return wanted.includes(' ')
      ? this.nounTokens(object, wanted.split(' ')) !== undefined
      : this.tree.matches(object, wanted);
  }

  words(tokens: readonly number[]): string {
    return tokens.map((i) => this.tree.lower(i)).join(' ');
  }
  /** A sum of money: a currency's sign or name, at the noun or right under it. */
  #isMoney(n: number): boolean {
    const { tree } = this;
    if (CURRENCY.test(tree.word(n)) || CURRENCIES.has(tree.lemma(n))) return true;
    for (const c of tree.children(n))
      if (Math.abs(c - n) < 4 && (CURRENCY.test(tree.word(c)) || CURRENCIES.has(tree.lemma(c)))) return true;
    return false;
  }
}
