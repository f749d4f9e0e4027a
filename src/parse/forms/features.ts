import { fnv } from './hash.js';

/** Rows of each affix table. */
const AFFIX_ROWS = 4096;

/** Prefixes of 1, 2 and 3 units; suffixes of 2, 3 and 4; the shape. */
export const AFFIXES = 7;

/** Characters seen of a form: of a longer one the first eight and the last eight. */
export const CHARS = 16;

/** The form of a sentence's root, which no text holds. */
export const ROOT = '\u0000root';

/** Kinds of code units in a shape: X upper, x lower, d digit, else the unit itself. */
const UPPER = 88;
const LOWER = 120;
const DIGIT = 100;
const SHAPE = 12;

const ALIKE: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201b': "'",
  '\u02bc': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u201f': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u00a0': ' ',
  '\u2026': '...',
};
const TYPOGRAPHIC = /[\u2018-\u201b\u02bc\u201c-\u201f\u2010\u2011\u00a0\u2026]/g;

/** The form with typographic quotes, hyphens and spaces as ASCII has them, and three dots for an ellipsis. */
export function plainForm(form: string): string {
  return form.replace(TYPOGRAPHIC, (c) => ALIKE[c]!);
}

/** Two independent hashes of a lower-cased form: what the model's word lists are looked up by. */
export function wordKey(lower: string): readonly [number, number] {
  return [fnv(lower, 101), fnv(lower, 202)];
}

/** Rows of the affix table for a form: one of each of the seven parts. `lower` is the form in lower case. */
export function affixRows(form: string, lower: string): number[] {
  const low = lower.replace(/[0-9]/g, '0');
  const parts = [
    low.slice(0, 1),
    low.slice(0, 2),
    low.slice(0, 3),
    low.slice(-2),
    low.slice(-3),
    low.slice(-4),
    shape(form),
  ];
  return parts.map((part, k) => k * AFFIX_ROWS + (fnv(part, k + 1) % AFFIX_ROWS));
}

/** The root has a row of its own in each part: the first. */
export function rootAffixes(): number[] {
  return Array.from({ length: AFFIXES }, (_, k) => k * AFFIX_ROWS);
}

/** The form's characters that are seen: code units. */
export function seenUnits(form: string): string {
  return form.length <= CHARS ? form : form.slice(0, CHARS / 2) + form.slice(-CHARS / 2);
}

/** The kind of each unit; a run longer than two is two; the first twelve of them. */
function shape(form: string): string {
  const out: number[] = [];
  for (let i = 0; i < form.length && out.length < SHAPE; i++) {
    const kind = kindOf(form.charCodeAt(i));
    if (out.length < 2 || out.at(-1) !== kind || out.at(-2) !== kind) out.push(kind);
  }
  return String.fromCharCode(...out);
}

function kindOf(unit: number): number {
  if (unit >= 48 && unit <= 57) return DIGIT;
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  const char = String.fromCharCode(unit);
  if (char.toLowerCase() !== char) return UPPER;
  return char.toUpperCase() !== char ? LOWER : unit;
}
