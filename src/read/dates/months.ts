import { MONTH_NAMES } from './month-names.js';

type Names = ReadonlyMap<string, number>;

const byLanguage = new Map<string, Names>();
let everywhere: Names | undefined;

/** Key under which a month's name is kept: lower case, without marks and without dots. */
export function monthKey(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}.'’]/gu, '')
    .normalize('NFC');
}

/** The month (1 to 12) that `word` names, or 0: in `language` first, then in any language of the world's press. */
export function monthOf(word: string, language?: string): number {
  const lower = word.toLowerCase();
  // Most words are plain and no month: they need no second look without their marks.
  const key = /^[a-z]+$/.test(lower) ? lower : monthKey(word);
  if (key.length < 2) return 0;
  return (language === undefined ? 0 : (namesOf(language).get(key) ?? 0)) || (allNames().get(key) ?? 0);
}

function namesOf(language: string): Names {
  let names = byLanguage.get(language);
  if (!names) {
    names = collect(Object.hasOwn(MONTH_NAMES, language) ? [language] : []);
    byLanguage.set(language, names);
  }
  return names;
}

function allNames(): Names {
  everywhere ??= collect(Object.keys(MONTH_NAMES));
  return everywhere;
}

/** The first language to name a word keeps it: the few Croatian names that mean another month elsewhere need their language. */
function collect(languages: readonly string[]): Names {
  const names = new Map<string, number>();
  for (const language of languages) {
    MONTH_NAMES[language]!.split('|').forEach((forms, i) => {
      for (const name of forms.split(',')) if (name !== '' && !names.has(name)) names.set(name, i + 1);
    });
  }
  return names;
}
