import type { Codebook, Predicate } from '../../codebook/index.js';
import { gerunds } from '../forms.js';

/** A verb of the lexicon with the words that must go with it ("call off"). */
export interface VerbEntry {
  predicate: Predicate;
  rest: readonly string[];
}

/** A verb that names an event only with one of these nouns. */
export interface LightEntry {
  predicate: Predicate;
  nouns: readonly (readonly string[])[];
  rest: readonly string[];
  preposition: string | undefined;
}

/** A noun that names an event, as the words it takes, and which of them is the head. */
export interface NounEntry {
  predicate: Predicate;
  words: readonly string[];
}

/** The predicates of a codebook by the lemma that a reader meets first. */
export interface PredicateIndex {
  verbs: ReadonlyMap<string, readonly VerbEntry[]>;
  complements: ReadonlyMap<string, readonly VerbEntry[]>;
  light: ReadonlyMap<string, readonly LightEntry[]>;
  nouns: ReadonlyMap<string, readonly NounEntry[]>;
  adjectives: ReadonlyMap<string, readonly Predicate[]>;
  /** Verbs that lend their subject to any event noun, with their particles. */
  lenders: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** The verb, with its particle, whose act a noun names ("imposition"). */
  deverbal: ReadonlyMap<string, readonly string[]>;
  negated: Predicate | undefined;
  future: Predicate | undefined;
}

/** The token of a multi-word noun that is its head: the one before "of", else the last. */
export function headWord(words: readonly string[]): string {
  const of = words.indexOf('of');
  return words[of > 0 ? of - 1 : words.length - 1]!;
}

/** Orders the lexicon for look-up: entries with more words first, since they say more. */
export function indexPredicates(codebook: Codebook): PredicateIndex {
  const verbs = new Map<string, VerbEntry[]>();
  const complements = new Map<string, VerbEntry[]>();
  const light = new Map<string, LightEntry[]>();
  const nouns = new Map<string, NounEntry[]>();
  const adjectives = new Map<string, Predicate[]>();
  const lenders = new Map<string, string[][]>();
  for (const predicate of codebook.predicates) {
    for (const verb of predicate.verbs ?? []) {
      const [first, ...rest] = verb.split(' ') as [string, ...string[]];
      push(predicate.complement ? complements : verbs, first, { predicate, rest });
    }
    for (const noun of predicate.nouns ?? [])
      for (const words of spellings(noun)) push(nouns, headWord(words), { predicate, words });
    for (const adjective of predicate.adjectives ?? []) push(adjectives, adjective, predicate);
    if (predicate.light) {
      const split = predicate.light.nouns.flatMap(spellings).sort((a, b) => b.length - a.length);
      for (const verb of predicate.light.verbs) {
        const [first, ...rest] = verb.split(' ') as [string, ...string[]];
        push(light, first, { predicate, nouns: split, rest, preposition: predicate.light.preposition });
      }
    }
  }
  for (const verb of codebook.light) {
    const [first, ...rest] = verb.split(' ') as [string, ...string[]];
    push(lenders, first, rest);
  }
  for (const list of [...verbs.values(), ...complements.values()])
    list.sort((a, b) => b.rest.length - a.rest.length || narrow(b) - narrow(a));
  for (const list of light.values()) list.sort((a, b) => b.rest.length - a.rest.length);
  for (const list of nouns.values())
    list.sort(
      (a, b) => b.words.length - a.words.length || Number(!!b.predicate.complement) - Number(!!a.predicate.complement),
    );
  return {
    verbs,
    complements,
    light,
    nouns,
    adjectives,
    lenders,
    deverbal: deverbal(codebook, [...verbs.keys(), ...light.keys()]),
    negated: codebook.predicates.find((p) => p.negated),
    future: codebook.predicates.find((p) => p.future),
  };
}

/** The nouns that a codebook lists for its verbs, and each verb's own in -ing. */
function deverbal(codebook: Codebook, verbs: readonly string[]): Map<string, string[]> {
  const made = new Map<string, string[]>();
  for (const verb of verbs) for (const noun of gerunds(verb)) made.set(noun, [verb]);
  for (const [verb, nouns] of Object.entries(codebook.deverbal))
    for (const noun of nouns) made.set(noun, verb.split(' '));
  return made;
}

/** The value whose key is the longest that the code starts with. */
export function innerCode(table: Readonly<Record<string, string>> | undefined, code: string): string | undefined {
  if (!table) return undefined;
  for (let n = code.length; n >= 2; n--) {
    const found = table[code.slice(0, n)];
    if (found) return found;
  }
  return undefined;
}

/** Whether a noun for what a verb does makes an event with another ("imposition" of "sanction"). */
export function makeDeed({ deverbal, light }: PredicateIndex, noun: string, other: string): boolean {
  const [first, ...particle] = deverbal.get(noun) ?? [];
  if (first === undefined) return false;
  return (light.get(first) ?? []).some(
    ({ nouns, rest }) => rest.join(' ') === particle.join(' ') && nouns.some((words) => headWord(words) === other),
  );
}

/** Whether a noun names an act by itself or with others. */
export function isActNoun({ nouns, deverbal }: PredicateIndex, lemma: string): boolean {
  return nouns.has(lemma) || deverbal.has(lemma);
}

/** Whether a verb by itself names an act that is done to somebody or something, and not with them ("summon", not "meet"). */
export function takesObject({ verbs }: PredicateIndex, lemma: string): boolean {
  return (verbs.get(lemma) ?? []).some(
    ({ predicate, rest }) =>
      rest.length === 0 && !predicate.reciprocal && (predicate.target?.[0] ?? 'object') === 'object',
  );
}

/** The words of a noun; where it has a hyphen, also as the tokenizer may part it ("no - fly zone", "U- turn"). */
function spellings(noun: string): string[][] {
  const whole = noun.split(' ');
  if (!/\w-\w/.test(noun)) return [whole];
  return [whole, noun.replace(/(?<=\w)-(?=\w)/g, ' - ').split(' '), noun.replace(/(?<=\w)-(?=\w)/g, '- ').split(' ')];
}

/** Entries that ask for certain objects come before those that take any. */
function narrow({ predicate }: VerbEntry): number {
  return Number(predicate.objects !== undefined || predicate.needs === 'diplomat');
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
