import { eld } from 'eld/small';

/** Letters needed before the text alone decides; under it a declared language is believed. */
const ENOUGH_LETTERS = 80;

/** Letters needed to name any language where none is declared. */
const FEWEST_LETTERS = 12;

/** Text beyond this tells nothing new. UTF-16 units. */
const SAMPLE = 4000;

/** Languages that a detector takes for one another: between these a declared one is believed. */
const NEAR: readonly (readonly string[])[] = [
  ['bg', 'mk'],
  ['bs', 'hr', 'sr', 'sh', 'me'],
  ['cs', 'sk'],
  ['da', 'no', 'nb', 'nn'],
  ['id', 'ms'],
  ['gl', 'pt'],
  ['hi', 'mr', 'ne'],
  ['fa', 'prs', 'tg'],
  ['es', 'ca', 'gl', 'ast'],
  ['be', 'uk', 'ru'],
  ['zh', 'yue', 'ja'],
];

/**
 * The language of `text` as ISO 639-1 where there is one; `und` where the text is too short to tell.
 *
 * The text decides. `declared` (an HTML `lang` or a meta tag, "en-GB" or "en_GB") decides where the text is short or
 * the detector unsure, and between languages that are near each other. Detector: ELD's small n-gram model.
 */
export function detectLanguage(text: string, declared?: string): string {
  const stated = primary(declared);
  const sample = text.length > SAMPLE ? text.slice(0, SAMPLE) : text;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const wide = sample.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample) && wide * 2 > letters) return 'ja';
  // A syllable or ideograph says as much as several letters.
  const weight = letters + wide * 3;
  if (weight < FEWEST_LETTERS) return stated ?? 'und';
  const answer = eld.detect(sample);
  const scores = answer.getScores();
  const best = answer.language;
  if (best === '' || best === stated) return best === '' ? (stated ?? 'und') : best;
  if (stated !== undefined) {
    if (NEAR.some((group) => group.includes(stated) && group.includes(best))) return stated;
    if (weight < ENOUGH_LETTERS && stated in scores) return stated;
    if (!answer.isReliable()) return stated;
    return best;
  }
  // English is the world press's language of headlines: a short text goes to another only by a clear margin.
  if (weight < ENOUGH_LETTERS && (scores.en ?? 0) > (scores[best] ?? 0) - 0.06) return 'en';
  if (!answer.isReliable()) return weight < ENOUGH_LETTERS ? 'und' : best;
  return best;
}

/** Primary subtag of a language tag, or undefined where it is none ("en_US" gives "en", "English" nothing). */
function primary(tag: string | undefined): string | undefined {
  const code = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return code !== undefined && /^[a-z]{2,3}$/.test(code) && code !== 'und' && code !== 'mul' ? code : undefined;
}
