import type { ActorEntry, Codebook, Question } from '../../codebook/index.js';

/** What a question is about, and how a text names it. */
export interface Topic {
  /** Actors that are its subject. */
  readonly subjects: ReadonlySet<string>;
  /** Searches that find every text which names the subject or the question, each a list of words that must all occur. */
  readonly searches: readonly string[];
  /** Whether a text names a subject. */
  namesSubject(text: string): boolean;
  /** Whether a text names the question: one of its terms, or a subject together with a word for the matter. */
  names(text: string): boolean;
  /** Whether a text holds a word for the matter ("the vote"), whoever's it is. */
  namesMatter(text: string): boolean;
  /** Whether a text holds a word that turns an act about the matter into its contrary ("the withdrawal of"). */
  namesContrary(text: string): boolean;
}

/** Words that a term's meaning does not hang on. */
const SMALL = new Set('a an the of on in at to for from by with and or its their his her s'.split(' '));

/** A term's words may stand this many words apart for each of them: "the vote, held in all of Selmoor". */
const SPREAD = 4;

/** Compiles what a question's file and its kind say into a test for texts. */
export function topicOf(question: Question, codebook: Codebook): Topic {
  const actors = question.subjects.flatMap((subject) => subjectActors(subject, codebook));
  const literal = question.subjects.filter((subject) => !subjectActors(subject, codebook).length);
  const names = [...literal, ...actors.flatMap(namesOf)].map(wordsOf).filter((name) => name.length);
  const terms = question.terms.map(contentWords).filter((term) => term.length);
  const kind = codebook.kinds[question.kind];
  const matter = (kind?.matter ?? []).map(contentWords).filter((term) => term.length);
  const contrary = (kind?.contrary ?? []).map(contentWords).filter((term) => term.length);
  const hasSubject = (words: readonly string[]) => names.some((name) => holdsPhrase(words, name));
  const hasMatter = (words: readonly string[]) => matter.some((term) => holdsTogether(words, term));
  return {
    subjects: new Set([...actors.map(({ id }) => id), ...literal]),
    searches: [
      ...new Set([
        ...names.map((name) => `"${name.join(' ')}"`),
        ...terms.map((term) => term.map((word) => (word.endsWith('*') ? word : `${word}*`)).join(' ')),
      ]),
    ],
    namesSubject: (text) => hasSubject(wordsOf(text)),
    names(text) {
      const words = wordsOf(text);
      return terms.some((term) => holdsTogether(words, term)) || (hasSubject(words) && hasMatter(words));
    },
    namesMatter: (text) => hasMatter(wordsOf(text)),
    namesContrary(text) {
      const words = wordsOf(text);
      return contrary.some((term) => holdsTogether(words, term));
    },
  };
}

/** Those whom a subject's id, code or name means; a code that several have means the state itself. */
function subjectActors(subject: string, { actors }: Codebook): Codebook['actors'] {
  const own = actors.filter(({ id }) => id === subject);
  if (own.length) return own;
  const folded = subject.toLowerCase();
  return actors.filter(
    ({ code, kind, name, aliases }) =>
      (code === subject && kind === 'state') || [name, ...aliases].some((one) => one.toLowerCase() === folded),
  );
}

function namesOf({ name, aliases, adjectives, ambiguous }: ActorEntry): string[] {
  return [name, ...aliases, ...adjectives].filter((one) => !ambiguous.includes(one));
}

/** The words of a text as they are compared: without case, accents and marks. A final `*` stays. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+\*?/gu) ?? [];
}

function contentWords(term: string): string[] {
  return wordsOf(term).filter((word) => !SMALL.has(word));
}

function isForm(word: string, pattern: string): boolean {
  if (pattern.endsWith('*')) return word.startsWith(pattern.slice(0, -1));
  if (!word.startsWith(pattern.slice(0, -1))) return false;
  return (
    word === pattern ||
    word === `${pattern}s` ||
    word === `${pattern}es` ||
    (pattern.endsWith('y') && word === `${pattern.slice(0, -1)}ies`)
  );
}

function holdsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  return words.some((_, at) =>
    phrase.every((part, i) => {
      const word = words[at + i] ?? '';
      return i === phrase.length - 1 ? isForm(word, part) : word === part;
    }),
  );
}

/** Whether all words of a term stand near each other, in whatever order. */
function holdsTogether(words: readonly string[], term: readonly string[]): boolean {
  const reach = term.length === 1 ? 1 : term.length * SPREAD;
  return words.some((word, at) => {
    if (!term.some((part) => isForm(word, part))) return false;
    const near = words.slice(at, at + reach);
    return term.every((part) => near.some((one) => isForm(one, part)));
  });
}
