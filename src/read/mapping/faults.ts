import { resolve } from '../address.js';
import { readDate } from '../dates/index.js';
import { isIso } from '../dates/iso.js';
import { type Hints, mannerOf } from '../hints.js';
import type { JsonRecord } from '../source.js';
import type { FieldMap } from './index.js';
import type { Field } from './names.js';
import { wordsOf } from './values.js';

/** Fields whose values are words. */
const WORDS = ['id', 'title', 'byline', 'outlet', 'domain'] as const;

/**
 * What is wrong with fields that a record gives beside its text, a line each: the Document does without them. A date is
 * looked at under whatever name it was found; the others only under their own or a mapped one, since another name is a guess.
 */
export function faultsOf(
  record: JsonRecord,
  value: (field: Field) => unknown,
  map: FieldMap | undefined,
  hints: Hints,
): string[] {
  const given = (field: Field): unknown => (map?.has(field) ? value(field) : record[field]);
  const faults: string[] = [];
  for (const field of ['published', 'modified'] as const) {
    const stated = value(field) ?? record[field];
    if (isNothing(stated)) continue;
    const words = hints[field];
    if (words === undefined || (!isIso(words) && readDate(words, mannerOf(hints, hints.language)) === undefined))
      faults.push(
        `${field}: ${kindOf(stated)} is no date: ISO 8601 is expected, as in 2031-10-06 or 2031-10-06T08:16Z`,
      );
  }
  const address = given('url');
  if (!isNothing(address) && resolve(wordsOf(address) ?? '') === undefined)
    faults.push(`url: ${kindOf(address)} is no http or https address`);
  for (const field of WORDS) {
    const stated = given(field);
    if (!isNothing(stated) && wordsOf(stated) === undefined)
      faults.push(`${field}: words are expected, not ${kindOf(stated)}`);
  }
  return faults;
}

/** Whether a value can be, or stand beside, a text: a number or a truth value is a mistake. */
export const isText = (value: unknown): boolean => typeof value !== 'number' && typeof value !== 'boolean';

const isNothing = (value: unknown): boolean =>
  value == null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** A value as a message names it, cut where it is long. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const shown = JSON.stringify(value) ?? 'nothing';
  return shown.length > 60 ? `${shown.slice(0, 60)} …` : shown;
}
