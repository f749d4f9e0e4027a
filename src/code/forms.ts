import type { Codebook } from '../codebook/index.js';
import { TAG } from '../parse/inventory.js';
import type { Sentences } from '../types.js';

/** The verbs of a codebook by the forms in which a text may show them, in lower case. */
export interface VerbForms {
  verbs: ReadonlySet<string>;
  forms: ReadonlyMap<string, string>;
}

/** All forms of the verbs that a codebook's lexicon goes by: regular ones by rule, others as its files list them. */
export function verbForms({ predicates, light, cues, operators, irregular }: Codebook): VerbForms {
  const verbs = new Set<string>();
  const add = (all: readonly string[] | undefined) => {
    for (const words of all ?? []) verbs.add(words.slice(0, (words.indexOf(' ') + 1 || words.length + 1) - 1));
  };
  for (const p of predicates) {
    add(p.verbs);
    add(p.light?.verbs);
  }
  add(light);
  for (const cue of cues.verbs) add(cue.words);
  for (const operator of operators) add(operator.words);
  const forms = new Map<string, string>();
  for (const verb of verbs)
    for (const form of [...regular(verb), ...(irregular[verb] ?? [])])
      if (!verbs.has(form) && !forms.has(form)) forms.set(form, verb);
  return { verbs, forms };
}

/** The forms in -ing of a verb; where a last consonant may or may not be doubled, both. */
export function gerunds(verb: string): string[] {
  return regular(verb).filter((form) => form.endsWith('ing'));
}

/** The regular forms of a verb of English; where a last consonant may or may not be doubled, both. */
function regular(verb: string): string[] {
  if (/e$/.test(verb)) return [`${verb}s`, `${verb}d`, `${verb.replace(/(?<=[^eoy])e$/, '')}ing`];
  if (/[^aeiou]y$/.test(verb)) return [`${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
  const plain = [`${verb}${/(?:s|x|z|ch|sh|o)$/.test(verb) ? 'es' : 's'}`, `${verb}ed`, `${verb}ing`];
  const last = /(?:[^aeiou]|qu|^)[aeiou]([bdfglmnprstvz])$/.exec(verb)?.[1];
  if (last === undefined) return plain;
  const doubled = [`${verb}${last}ed`, `${verb}${last}ing`];
  const short = !/[aeiouy].*[aeiou].$/.test(verb);
  return short ? [plain[0] as string, ...doubled] : [...plain, ...doubled];
}

/**
 * The sentences with each verb of the lexicon under its own name: a parser's lemmas are guesses for verbs that it has not met
 * ("boycotted", "froze"), and a codebook may bring verbs that nobody has. Lemmas that name a verb of the lexicon stay.
 */
export function withLemmas(s: Sentences, { verbs, forms }: VerbForms): Sentences {
  let lemma: string[] | undefined;
  for (let i = 0; i < s.length; i++) {
    if (s.upos[i] !== TAG.VERB || verbs.has(s.lemma[i]!)) continue;
    const word = s.text.slice(s.start[i]!, s.end[i]!).toLowerCase();
    const verb = verbs.has(word) ? word : forms.get(word);
    if (verb === undefined) continue;
    lemma ??= [...s.lemma];
    lemma[i] = verb;
  }
  return lemma ? { ...s, lemma } : s;
}
