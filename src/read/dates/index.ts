import { dayIn, daysIn } from './days.js';
import { legible } from './legible.js';
import { timeBeside } from './times.js';

/** How dates are written where a text comes from: "en-US" settles what "10/4/2022" means. */
export interface Manner {
  /** Language tag of the text, with a region where one is known. */
  locale?: string;
  /** No date is later than this ISO time. */
  latest?: string;
}

/** A date as written in a text. UTF-16 offsets. */
export interface FoundDate {
  start: number;
  end: number;
  /** ISO 8601 at the precision stated, with a zone only where one is stated. */
  value: string;
}

/** Years before the web are dates of events, not of pages. */
const EARLIEST = '1990-01-01';

/** Every date with a year that is written in `text`, in order; only those a document could bear. */
export function findDates(text: string, manner: Manner = {}): FoundDate[] {
  const clear = legible(text);
  const found: FoundDate[] = [];
  for (const day of daysIn(clear, manner.locale)) {
    if (!plausible(day.value, manner.latest)) continue;
    const time = timeBeside(clear, day);
    found.push(time ?? day);
  }
  return found;
}

/** The first date that `text` states, as ISO 8601; undefined where there is none. */
export function readDate(text: string, manner: Manner = {}): string | undefined {
  return findDates(text.length > 500 ? text.slice(0, 500) : text, manner)[0]?.value;
}

/**
 * The date that a metadata value or an address states. Here digits without separators count too ("20221004", in an
 * address "/2022/10/04/"), which in a text would be any number.
 */
export function readCompactDate(value: string, manner: Manner = {}): string | undefined {
  const day = dayIn(legible(value));
  return day !== undefined && plausible(day, manner.latest) ? day : undefined;
}

/** Whether a document can have been published at `value`: not before the web, and not after `latest` (or now). */
export function plausible(value: string, latest = new Date().toISOString()): boolean {
  const day = value.slice(0, 10);
  // A zone may be a day ahead of the clock that took `latest`.
  const limit = new Date(Date.parse(latest.length === 10 ? `${latest}T23:59:59Z` : latest) + 864e5).toISOString();
  return day >= EARLIEST && day <= limit.slice(0, 10);
}
