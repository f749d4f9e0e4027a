import type { Codebook, Predicate } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import { counted, type Nouns } from '../actors/index.js';
import {
  CLAUSE,
  exactly,
  isAnnounced,
  isInfinitive,
  OBJECT,
  OBLIQUE,
  preposition,
  SUBJECT,
  surfaceSubject,
  type Tree,
  undergoer,
} from '../tree/index.js';
import { ADVERBIAL_NOUNS } from '../words.js';
import type { PredicateIndex } from './lexicon.js';

/** Words of a text that name an event, by one entry of the lexicon. */
export interface Trigger {
  predicate: Predicate;
  /** Code of the codebook: the entry's own, or what an infinitive makes of it. */
  code: string;
  /** The verb that carries subject and time; -1 where a noun stands alone. */
  verb: number;
  /** The noun that names the event, or completes its name; -1 where the verb does so alone. */
  noun: number;
  /** Tokens that are the trigger's words. */
  tokens: number[];
  /** The event of the infinitive or clause that this one is about ("agreed to *send*"). */
  inner?: Trigger;
  /** How the entry was met, for `explain`. */
  how: string;
}

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
export const NEGATION = new Set(['not', "n't", 'never', 'n’t', 'no', 'neither']);

/** Finds the words that name events in one document. */
export class TriggerFinder {
  readonly #kept = new Map<number, Trigger | undefined>();
  constructor(
    readonly tree: Tree,
    readonly index: PredicateIndex,
    readonly codebook: Codebook,
    readonly nouns: Nouns,
  ) {}

  /** The event that a verb (or an adjective under a copula) names, its complements taken in. */
  verb(v: number, depth = 0): Trigger | undefined {
    if (this.#kept.has(v)) return this.#kept.get(v);
    this.#kept.set(v, undefined); // a cyclic tree must not recurse without end
    const plain =
      depth > 8 || isHortative(this.tree, v)
        ? undefined
        : (this.#complement(v, depth) ??
          (this.tree.s.upos[v] === TAG.ADJ ? this.#adjective(v) : (this.#light(v) ?? this.#plain(v) ?? this.#lent(v))));
    const made = plain && this.#willed(v, plain);
    this.#kept.set(v, made);
    return made;
  }

  /** The event that a noun names by itself. */
  noun(n: number): Trigger | undefined {
    const found = this.#nounEntry(n);
    if (!found) return undefined;
    const { predicate, tokens } = found;
    const inner = predicate.complement ? this.verb(this.#infinitive(n)) : undefined;
    return {
      predicate,
      code: (inner && lookUp(predicate.inner, inner.code)) ?? predicate.code,
      verb: -1,
      noun: n,
      tokens,
      ...(inner && { inner }),
      how: `noun "${this.#words(tokens)}"`,
    };
  }

  #nounEntry(n: number): { predicate: Predicate; tokens: number[] } | undefined {
    const { tree } = this;
    for (const { predicate, words } of this.index.nouns.get(tree.lemma(n)) ?? []) {
      if (predicate.complement && this.#infinitive(n) < 0) continue;
      const tokens = this.#nounTokens(n, words);
      if (tokens) return { predicate, tokens };
    }
    return undefined;
  }

  /** The tokens of a multi-word noun whose head is `n`, or undefined where the words differ. */
  #nounTokens(n: number, words: readonly string[]): number[] | undefined {
    const { tree } = this;
    const of = words.indexOf('of');
    const at = of > 0 ? of - 1 : words.length - 1;
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

  /** A sum of money: a currency's sign or name, at the noun or right under it. */
  #isMoney(n: number): boolean {
    const { tree } = this;
    if (CURRENCY.test(tree.word(n)) || CURRENCIES.has(tree.lemma(n))) return true;
    for (const c of tree.children(n))
      if (Math.abs(c - n) < 4 && (CURRENCY.test(tree.word(c)) || CURRENCIES.has(tree.lemma(c)))) return true;
    return false;
  }

  /** "agreed to send": an entry that takes an infinitive, whose event decides the code. */
  #complement(v: number, depth: number): Trigger | undefined {
    const { tree } = this;
    const infinitive = this.#infinitive(v);
    const obliged = infinitive < 0 && this.#obliges(v);
    if (infinitive < 0 && !obliged) return undefined;
    const entries = [
      ...(this.index.complements.get(tree.lemma(v)) ?? []),
      ...(this.index.adjectives.get(tree.lemma(v)) ?? [])
        .filter((p) => p.complement)
        .map((predicate) => ({ predicate, rest: [] })),
    ];
    for (const { predicate, rest } of entries) {
      const tokens = this.#rest(v, rest);
      if (!tokens || (predicate.complement === 'obligation') !== obliged) continue;
      const inner = obliged ? undefined : this.verb(infinitive, depth + 1);
      const code = inner && lookUp(predicate.inner, inner.code);
      if (predicate.only && !code) continue;
      const made: Trigger = {
        predicate,
        code: code ?? predicate.code,
        verb: v,
        noun: -1,
        tokens: [v, ...tokens],
        how: `"${tree.lower(v)}" with an infinitive`,
      };
      if (inner) made.inner = inner;
      return made;
    }
    return undefined;
  }

  /** Whether a verb's clause says what somebody else must do ("said that Tarrow must"). */
  #obliges(v: number): boolean {
    const { tree } = this;
    const clause = tree.child(v, CLAUSE);
    if (clause < 0) return false;
    const subject = surfaceSubject(tree, clause);
    if (subject < 0 || subject === surfaceSubject(tree, v) || tree.s.upos[subject] === TAG.PRON) return false;
    for (const c of tree.children(clause))
      if (c < clause && OBLIGATION.has(tree.lower(c)) && tree.s.upos[c] === TAG.AUX) return true;
    return false;
  }

  #infinitive(v: number): number {
    const { tree } = this;
    for (const c of tree.childrenBy(v, COMPLEMENT)) if (c > v && isInfinitive(tree, c)) return c;
    const object = tree.child(v, OBJECT);
    // "called on Vessia to release": the infinitive may hang on what stands between.
    for (const c of [object, ...tree.childrenBy(v, OBLIQUE)]) {
      if (c < v) continue;
      for (const d of tree.childrenBy(c, COMPLEMENT)) if (isInfinitive(tree, d)) return d;
    }
    return -1;
  }

  /** "imposed sanctions": a verb with one of the nouns of its entry. */
  #light(v: number): Trigger | undefined {
    const { tree } = this;
    let best: Trigger | undefined;
    let longest = 0;
    for (const { predicate, nouns, rest, preposition: prep } of this.index.light.get(tree.lemma(v)) ?? []) {
      const particles = this.#rest(v, rest);
      if (!particles) continue;
      for (const n of this.#nounsOf(v, prep ?? this.#swallowed(v, rest))) {
        for (const words of nouns) {
          if (words.length <= longest) continue;
          const tokens = this.#nounTokens(n, words) ?? this.#modified(n, words);
          if (!tokens) continue;
          longest = words.length;
          best = {
            predicate,
            code: predicate.code,
            verb: v,
            noun: n,
            tokens: [v, ...particles, ...tokens],
            how: `"${tree.lower(v)}" with "${words.join(' ')}"`,
          };
        }
      }
    }
    return best;
  }

  /** "laid down their weapons": a particle that the parser takes for the preposition of the object. */
  #swallowed(v: number, rest: readonly string[]): string | undefined {
    const particle = rest.at(-1);
    if (particle === undefined || this.tree.child(v, OBJECT) >= 0) return undefined;
    return this.tree.childrenBy(v, OBLIQUE).some((c) => preposition(this.tree, c) === particle) ? particle : undefined;
  }

  /** "a veto right" for "veto": the noun as a modifier right before the head. */
  #modified(n: number, words: readonly string[]): number[] | undefined {
    if (words.length !== 1) return undefined;
    for (const c of this.tree.childrenBy(n, PREMODIFIER))
      if (c === n - 1 && this.tree.tag(c) === 'NOUN' && this.tree.matches(c, words[0]!)) return [c, n];
    return undefined;
  }

  /** The nouns that a verb may form one event with: object, subject of a passive, or a phrase with the preposition. */
  #nounsOf(v: number, prep: string | undefined): number[] {
    const { tree } = this;
    if (prep !== undefined) return tree.childrenBy(v, OBLIQUE).filter((c) => preposition(tree, c) === prep);
    const object = undergoer(tree, v);
    const all = object >= 0 ? [counted(tree, object, this.nouns)] : [];
    for (const c of all) for (const d of tree.childrenBy(c, CONJ)) if (all.length < 10) all.push(d);
    return all;
  }

  #plain(v: number): Trigger | undefined {
    const { tree } = this;
    for (const { predicate, rest } of this.index.verbs.get(tree.lemma(v)) ?? []) {
      const tokens = this.#rest(v, rest);
      if (!tokens) continue;
      const object = this.#objectOf(v, rest);
      if (predicate.needs === 'diplomat' && !this.#isDiplomat(object)) continue;
      if (predicate.objects && !(object >= 0 && predicate.objects.some((o) => this.#objectIs(object, o)))) continue;
      if (predicate.except && object >= 0 && predicate.except.some((o) => tree.matches(object, o))) continue;
      return {
        predicate,
        code: predicate.code,
        verb: v,
        noun: -1,
        tokens: [v, ...tokens],
        how: `verb "${[tree.lemma(v), ...rest].join(' ')}"`,
      };
    }
    return undefined;
  }

  #adjective(v: number): Trigger | undefined {
    const { tree } = this;
    for (const predicate of this.index.adjectives.get(tree.lemma(v)) ?? [])
      if (!predicate.complement)
        return { predicate, code: predicate.code, verb: v, noun: -1, tokens: [v], how: `adjective "${tree.lower(v)}"` };
    return undefined;
  }

  /** What a verb is done to; of a verb with a preposition, what stands behind that. */
  #objectOf(v: number, rest: readonly string[]): number {
    const { tree } = this;
    const behind = rest.length
      ? tree.childrenBy(v, OBLIQUE).find((c) => c > v && preposition(tree, c).endsWith(rest.at(-1)!))
      : undefined;
    return behind ?? undergoer(tree, v);
  }

  /** Whether a phrase names somebody who stands for a state abroad, by its head or a title in it. */
  #isDiplomat(object: number): boolean {
    if (object < 0) return false;
    const { diplomat } = this.codebook.roles;
    return [object, ...this.tree.children(object)].some((i) => diplomat.some((d) => this.#objectIs(i, d)));
  }

  #objectIs(object: number, wanted: string): boolean {
    return wanted.includes(' ')
      ? this.#nounTokens(object, wanted.split(' ')) !== undefined
      : this.tree.matches(object, wanted);
  }

  /** "launched an attack": a verb that only lends its subject to a noun that names the event. */
  #lent(v: number): Trigger | undefined {
    const { tree } = this;
    for (const rest of this.index.lenders.get(tree.lemma(v)) ?? []) {
      const particles = this.#rest(v, rest.length && PREPOSITIONS.has(rest[0]!) ? [] : rest);
      if (!particles) continue;
      const prep = rest.length && PREPOSITIONS.has(rest.at(-1)!) ? rest.at(-1) : undefined;
      for (const n of this.#nounsOf(v, prep)) {
        const found = this.#nounEntry(n);
        if (!found) continue;
        const { predicate, tokens } = found;
        return {
          predicate,
          code: predicate.code,
          verb: v,
          noun: n,
          tokens: [v, ...particles, ...tokens],
          how: `noun "${this.#words(tokens)}" under "${tree.lower(v)}"`,
        };
      }
    }
    return undefined;
  }

  /** "will send", "will not lift": an act of will that is still to come, or refused. */
  #willed(v: number, plain: Trigger): Trigger {
    const { tree } = this;
    let will = false;
    let habit = false;
    let not = -1;
    const words: number[] = [];
    for (const c of tree.children(v)) {
      if (c > v) break;
      const lower = tree.lower(c);
      if (tree.s.upos[c] === TAG.AUX) {
        if (WILL.has(lower)) will = true;
        else if (lower === 'do' || lower === 'does' || lower === 'did') habit = true;
        else if (MODAL.has(lower)) return plain;
        if (will || habit) words.push(c);
      } else if (NEGATION.has(lower)) {
        not = c;
        words.push(c);
      } else if (lower === 'to' && isAnnounced(tree.s, v)) {
        will = true;
        words.push(c);
      }
    }
    const predicate =
      not >= 0 ? (will || habit ? this.index.negated : undefined) : will ? this.index.future : undefined;
    if (!predicate || plain.inner) return plain;
    const code = lookUp(predicate.inner, plain.code);
    // "did not meet" is no refusal; not to consent is one, in any tense.
    if (!code || (!will && !CONSENT.test(plain.code))) return plain;
    return {
      predicate,
      code,
      verb: v,
      noun: plain.noun,
      tokens: [...words, ...plain.tokens],
      inner: plain,
      how: `${not >= 0 ? 'refused' : 'announced'}: ${plain.how}`,
    };
  }

  /** The tokens of the words that must go with a verb, or undefined where they do not. */
  #rest(v: number, rest: readonly string[]): number[] | undefined {
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
          const p = tree.child(c, CASE);
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

  #words(tokens: readonly number[]): string {
    return tokens.map((i) => this.tree.lower(i)).join(' ');
  }
}
const CASE = exactly('case', 'mark');
const CONJ = exactly('conj');
const WILL = new Set(['will', 'shall', "'ll", '’ll', 'wo', 'would', "'d"]);
const MODAL = new Set(['may', 'might', 'could', 'can', 'should', 'must', 'ca']);
const OBLIGATION = new Set(['must', 'should', 'ought']);
const PREPOSITIONS = new Set(['in', 'with', 'for', 'on', 'to']);

/** The value whose key is the longest that the code starts with. */
function lookUp(table: Readonly<Record<string, string>> | undefined, code: string): string | undefined {
  if (!table) return undefined;
  for (let n = code.length; n >= 2; n--) {
    const found = table[code.slice(0, n)];
    if (found) return found;
  }
  return undefined;
}

/** "let us …", "let me …": no leave is given; and what "us" are to do is only proposed. */
function isHortative(tree: Tree, v: number): boolean {
  const lets = (i: number) =>
    i + 1 < tree.length && tree.lemma(i) === 'let' && tree.child(i, SUBJECT) < 0 ? tree.lower(i + 1) : '';
  const head = tree.head(v);
  return HORTATIVE.has(lets(v)) || (head >= 0 && head < v && tree.is(v, COMPLEMENT) && HORTATIVE_US.has(lets(head)));
}
const HORTATIVE = new Set(['us', 'me', "'s", '’s']);
const HORTATIVE_US = new Set(['us', "'s", '’s']);

/** Codes of agreeing, recognizing and giving way. */
const CONSENT = /^(?:03|054|08)/;
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
