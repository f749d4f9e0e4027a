import type { Codebook, Predicate } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Nouns } from '../actors/index.js';
import { CLAUSE, OBLIQUE, preposition, type Tree } from '../tree/index.js';
import { infinitiveOf, isHortative, obliges } from './infinitive.js';
import { innerCode, type NounEntry, type PredicateIndex } from './lexicon.js';
import type { Trigger } from './trigger.js';
import { asDenied, willed } from './will.js';
import { Wording } from './wording.js';

const PREPOSITIONS = new Set(['in', 'with', 'for', 'on', 'to']);

/** Finds the words that name events in one document. */
export class TriggerFinder {
  readonly #wording: Wording;
  readonly #kept = new Map<number, Trigger | undefined>();
  constructor(
    readonly tree: Tree,
    readonly index: PredicateIndex,
    codebook: Codebook,
    nouns: Nouns,
  ) {
    this.#wording = new Wording(tree, codebook.roles, nouns);
  }

  /** The event that a verb (or an adjective under a copula) names, its complements taken in. */
  verb(v: number, depth = 0): Trigger | undefined {
    if (this.#kept.has(v)) return this.#kept.get(v);
    this.#kept.set(v, undefined); // a cyclic tree must not recurse without end
    const plain =
      depth > 8 || isHortative(this.tree, v)
        ? undefined
        : (this.#complement(v, depth) ??
          (this.tree.s.upos[v] === TAG.ADJ ? this.#adjective(v) : (this.#light(v) ?? this.#plain(v) ?? this.#lent(v))));
    const made =
      plain && (plain.predicate.denied ? asDenied(this.tree, v, plain) : willed(this.tree, this.index, v, plain));
    this.#kept.set(v, made);
    return made;
  }

  /** The event that a noun names by itself. */
  noun(n: number): Trigger | undefined {
    const done = this.#deverbal(n);
    if (done) return done;
    const found = this.#nounEntry(n);
    if (!found) return undefined;
    const { predicate, tokens } = found;
    const inner = predicate.complement ? this.verb(infinitiveOf(this.tree, n)) : undefined;
    return {
      predicate,
      code: (inner && innerCode(predicate.inner, inner.code)) ?? predicate.code,
      verb: -1,
      noun: n,
      tokens,
      ...(inner && { inner }),
      how: `noun "${this.#wording.words(tokens)}"`,
    };
  }

  /** "the imposition of sanctions", "the seizure of a ship": a noun for what a verb does, read by the entries of that verb. */
  #deverbal(n: number): Trigger | undefined {
    const { tree, index } = this;
    const [first, ...particle] = index.deverbal.get(tree.lemma(n)) ?? index.deverbal.get(tree.lower(n)) ?? [];
    if (first === undefined) return undefined;
    const object = tree.childrenBy(n, OBLIQUE).find((c) => c > n && preposition(tree, c) === 'of');
    if (object === undefined) return undefined;
    const fits = (rest: readonly string[]) => rest.join(' ') === particle.join(' ');
    const how = `noun "${tree.lower(n)}" for "${first}"`;
    const named = tree.s.upos[object] === TAG.NOUN;
    for (const { predicate, nouns, rest, preposition: prep } of index.light.get(first) ?? []) {
      if (!fits(rest) || prep || !named) continue;
      for (const words of nouns) {
        const tokens = this.#wording.nounTokens(object, words);
        if (tokens) return { predicate, code: predicate.code, verb: -1, noun: n, object, tokens: [n, ...tokens], how };
      }
    }
    const entries = (index.verbs.get(first) ?? []).filter(
      ({ predicate, rest }) => fits(rest) && (predicate.target?.[0] ?? 'object') === 'object',
    );
    // What has a noun of its own is read by that, unless an entry asks for such an object.
    const own = index.nouns.has(tree.lemma(n));
    for (const { predicate } of entries) {
      if (own && !predicate.objects && predicate.needs !== 'diplomat') continue;
      if (this.#suits(predicate, object))
        return { predicate, code: predicate.code, verb: -1, noun: n, object, tokens: [n], how };
    }
    return undefined;
  }

  /** Whether an entry of a verb may be done to what heads a phrase. */
  #suits({ needs, objects, except }: Predicate, object: number): boolean {
    if (needs === 'diplomat' && !this.#wording.isDiplomat(object)) return false;
    if (objects && !(object >= 0 && objects.some((o) => this.#wording.objectIs(object, o)))) return false;
    return !(except && object >= 0 && except.some((o) => this.tree.matches(object, o)));
  }

  /** The entries of a noun, by its lemma and by its very form ("talks" are no mere talk). */
  #named(n: number): readonly NounEntry[] {
    const [lemma, lower] = [this.tree.lemma(n), this.tree.lower(n)];
    const byLemma = this.index.nouns.get(lemma) ?? [];
    const byForm = lower === lemma ? undefined : this.index.nouns.get(lower);
    return byForm ? [...byLemma, ...byForm] : byLemma;
  }

  #nounEntry(n: number): { predicate: Predicate; tokens: number[]; object?: number } | undefined {
    for (const { predicate, words } of this.#named(n)) {
      if (predicate.complement && infinitiveOf(this.tree, n) < 0) continue;
      const tokens = this.#wording.nounTokens(n, words);
      if (tokens) return { predicate, tokens };
    }
    return undefined;
  }

  /** "agreed to send": an entry that takes an infinitive, whose event decides the code. */
  #complement(v: number, depth: number): Trigger | undefined {
    const { tree } = this;
    const infinitive = infinitiveOf(this.tree, v);
    const obliged = infinitive < 0 && obliges(this.tree, v);
    if (infinitive < 0 && !obliged) return undefined;
    const entries = [
      ...(this.index.complements.get(tree.lemma(v)) ?? []),
      ...(this.index.adjectives.get(tree.lemma(v)) ?? [])
        .filter((p) => p.complement)
        .map((predicate) => ({ predicate, rest: [] })),
    ];
    for (const { predicate, rest } of entries) {
      const tokens = this.#wording.rest(v, rest);
      if (!tokens || (predicate.complement === 'obligation') !== obliged) continue;
      const inner = obliged ? undefined : this.verb(infinitive, depth + 1);
      const code = inner && innerCode(predicate.inner, inner.code);
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

  /** "imposed sanctions": a verb with one of the nouns of its entry. */
  #light(v: number): Trigger | undefined {
    const { tree } = this;
    let best: Trigger | undefined;
    let longest = 0;
    for (const { predicate, nouns, rest, preposition: prep } of this.index.light.get(tree.lemma(v)) ?? []) {
      const particles = this.#wording.rest(v, rest);
      if (!particles) continue;
      for (const n of this.#wording.nounsOf(v, prep ?? this.#wording.swallowed(v, rest))) {
        for (const words of nouns) {
          if (words.length <= longest) continue;
          const tokens = this.#wording.nounTokens(n, words) ?? this.#wording.modified(n, words);
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

  #plain(v: number): Trigger | undefined {
    const { tree } = this;
    for (const { predicate, rest } of this.index.verbs.get(tree.lemma(v)) ?? []) {
      const tokens = this.#wording.rest(v, rest);
      if (!tokens) continue;
      const object = this.#wording.objectOf(v, rest);
      if (!this.#suits(predicate, object) || predicate.unless?.some((what) => this.#follows(v, what))) continue;
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

  #follows(v: number, what: 'clause' | 'infinitive'): boolean {
    return what === 'clause' ? this.tree.child(v, CLAUSE) >= 0 : infinitiveOf(this.tree, v) >= 0;
  }

  #adjective(v: number): Trigger | undefined {
    const { tree } = this;
    for (const predicate of this.index.adjectives.get(tree.lemma(v)) ?? [])
      if (!predicate.complement)
        return { predicate, code: predicate.code, verb: v, noun: -1, tokens: [v], how: `adjective "${tree.lower(v)}"` };
    return undefined;
  }

  /** "launched an attack": a verb that only lends its subject to a noun that names the event. */
  #lent(v: number): Trigger | undefined {
    const { tree } = this;
    for (const rest of this.index.lenders.get(tree.lemma(v)) ?? []) {
      const particles = this.#wording.rest(v, rest.length && PREPOSITIONS.has(rest[0]!) ? [] : rest);
      if (!particles) continue;
      const prep = rest.length && PREPOSITIONS.has(rest.at(-1)!) ? rest.at(-1) : undefined;
      for (const n of this.#wording.nounsOf(v, prep)) {
        const found = this.#deverbal(n) ?? this.#nounEntry(n);
        if (!found) continue;
        const { predicate, tokens } = found;
        return {
          ...(found.object !== undefined && { object: found.object }),
          lent: true,
          predicate,
          code: predicate.code,
          verb: v,
          noun: n,
          tokens: [v, ...particles, ...tokens],
          how: `noun "${this.#wording.words(tokens)}" under "${tree.lower(v)}"`,
        };
      }
    }
    return undefined;
  }
}
