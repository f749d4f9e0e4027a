import type { JsonRecord } from '../source.js';
import { COMMON_NAMES, type Field, plainName } from './names.js';

/** The value at a key, or else at a path with dots; over a list, what each of its members has there. */
export function valueAt(value: unknown, path: string): unknown {
  if (Array.isArray(value) && !/^\d/.test(path)) return value.map((member) => valueAt(member, path));
  if (!isRecord(value) && !Array.isArray(value)) return undefined;
  if (Object.hasOwn(value, path)) return (value as JsonRecord)[path];
  const at = path.indexOf('.');
  if (at < 0 || !Object.hasOwn(value, path.slice(0, at))) return undefined;
  return valueAt((value as JsonRecord)[path.slice(0, at)], path.slice(at + 1));
}

/** A function that finds a record's field by the common names, its keys looked at once. */
export function commonFields(record: JsonRecord): (field: Field) => unknown {
  const keys = new Map<string, string>();
  for (const key of Object.keys(record)) {
    const name = plainName(key);
    if (!keys.has(name)) keys.set(name, key);
  }
  return (field) => {
    for (const name of COMMON_NAMES[field]) {
      const key = keys.get(name);
      if (key !== undefined && wordsOf(record[key]) !== undefined) return record[key];
    }
    return undefined;
  };
}

/** Keys under which an object holds its words: schema.org's people and publishers, WordPress, XML made JSON. */
const INNER = ['name', 'rendered', 'value', 'text', '#text', '_'];

/** The words of a value: a string, a number, a list's joined, an object's name; undefined for anything else. */
export function wordsOf(value: unknown, join = ', '): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const words = value.map((member) => (Array.isArray(member) ? undefined : wordsOf(member))).filter(isString);
    return words.length ? words.join(join) : undefined;
  }
  if (isRecord(value))
    for (const key of INNER)
      if (typeof value[key] === 'string' && Object.hasOwn(value, key)) return wordsOf(value[key]);
  return undefined;
}

/** A date's words; a number, or a string of nothing else, is a Unix time in seconds or milliseconds. */
export function dateOf(value: unknown): string | undefined {
  const words = wordsOf(value)?.trim();
  if (words === undefined || !/^\d{9,13}$/.test(words)) return words;
  const milliseconds = words.length > 11 ? Number(words) : Number(words) * 1000;
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isString = (value: string | undefined): value is string => value !== undefined;
