/** Locales whose month names are known, beyond those that the runtime lists under the plain language. */
const LOCALES = (
  'en en-GB en-AU ru uk be de de-AT fr fr-CA fr-CH es es-MX es-AR pt pt-PT it tr ar ar-SY ar-DZ ar-TN ar-MA pl nl el cs sk sv da ' +
  'no nn fi hu ro bg sr sr-Latn hr sl mk sq bs et lv lt ca gl eu ga cy is mt he fa ur hi bn pa gu ta te kn ml mr ne si th lo my ' +
  'km id ms fil sw af am az az-Cyrl ka hy kk ky uz uz-Cyrl tg tk mn ps ku so ha yo zu'
).split(' ');

/** Forms that the press uses and CLDR lacks. */
const EXTRA: Readonly<Record<string, readonly string[]>> = {
  en: ['', '', '', '', '', '', '', '', 'sept'],
  de: ['', '', 'mrz', '', '', '', '', '', 'sept'],
  es: ['', '', '', '', '', '', '', '', 'set setiembre sept'],
  it: ['genn', 'febbr', '', '', 'magg', '', '', '', 'sett'],
  ru: ['янв', 'фев февр', 'мар', 'апр', '', 'июн', 'июл', 'авг', 'сен сент', 'окт', 'ноя нояб', 'дек'],
  fr: ['', 'fev', '', '', '', '', '', '', 'sept'],
};

const byLanguage = new Map<string, ReadonlyMap<string, number>>();
let everywhere: ReadonlyMap<string, number> | undefined;

/** Key under which a month's name is kept: lower case, without marks and without dots. */
export function monthKey(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}.'’]/gu, '')
    .normalize('NFC');
}

/**
 * The month (1 to 12) that `word` names, or 0: in `language` first, then in any language of the world's press.
 * Nominative, inflected and short forms, from the CLDR data of the runtime.
 */
export function monthOf(word: string, language?: string): number {
  const lower = word.toLowerCase();
  // Most words are plain and no month: they need no second look without their marks.
  const key = /^[a-z]+$/.test(lower) ? lower : monthKey(word);
  if (key.length < 2) return 0;
  return (language === undefined ? 0 : (namesOf(language).get(key) ?? 0)) || (allNames().get(key) ?? 0);
}

function namesOf(language: string): ReadonlyMap<string, number> {
  let names = byLanguage.get(language);
  if (!names) {
    names = collect(LOCALES.filter((locale) => locale === language || locale.startsWith(`${language}-`)));
    byLanguage.set(language, names);
  }
  return names;
}

function allNames(): ReadonlyMap<string, number> {
  everywhere ??= collect(LOCALES);
  return everywhere;
}

/** The first locale to name a word keeps it: the two Croatian names that differ elsewhere need their language. */
function collect(locales: readonly string[]): Map<string, number> {
  const names = new Map<string, number>();
  const add = (word: string, month: number): void => {
    const key = monthKey(word);
    if (key.length > 1 && !/\d/.test(key) && !names.has(key)) names.set(key, month);
  };
  for (const locale of locales) {
    for (const width of ['long', 'short'] as const) {
      for (const day of [undefined, 'numeric'] as const) {
        const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, {
          month: width,
          ...(day && { day }),
          timeZone: 'UTC',
        });
        for (let month = 1; month <= 12; month++) {
          const part = format.formatToParts(Date.UTC(2021, month - 1, 15)).find(({ type }) => type === 'month');
          if (part) add(part.value, month);
        }
      }
    }
    EXTRA[locale]?.forEach((forms, i) => {
      for (const form of forms.split(' ')) add(form, i + 1);
    });
  }
  return names;
}
