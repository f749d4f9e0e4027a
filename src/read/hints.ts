import type { Outlet } from '../types.js';
import { type Manner, readDate } from './dates/index.js';
import { isIso } from './dates/iso.js';

/**
 * What is known of a document before its page or text is read: from the file system, the address it was fetched from,
 * a feed's entry, an archive's record, a user's field mapping. A page's own metadata goes before it, guesses behind it.
 */
export interface Hints {
  path?: string;
  /** The address it was fetched from, after redirects. */
  url?: string;
  id?: string;
  outlet?: Outlet;
  title?: string;
  byline?: string;
  /** A date in any form that `readDate` knows. */
  published?: string;
  modified?: string;
  /** Language tag as declared by what holds the document; a long text that is plainly in another goes before it. */
  language?: string;
  /** ISO 8601 time of the fetch: no date of the document is later. The present, where not given. */
  fetched?: string;
}

/** How dates are read for a document with these hints. */
export function mannerOf(hints: Hints, locale?: string): Manner {
  return { ...(locale !== undefined && { locale }), ...(hints.fetched !== undefined && { latest: hints.fetched }) };
}

/** The dates that the hints state: ISO 8601 days and times as they are, other forms read; what cannot be read is left out. */
export function hintedDates(hints: Hints): { published?: string; modified?: string } {
  const manner = mannerOf(hints, hints.language);
  // What is stated in full is kept as it is stated, also from an archive of 1985 or of a day to come.
  const read = (stated: string | undefined): string | undefined =>
    stated === undefined || (stated.length >= DAY && isIso(stated)) ? stated : readDate(stated, manner);
  const published = read(hints.published);
  const modified = read(hints.modified);
  return { ...(published !== undefined && { published }), ...(modified !== undefined && { modified }) };
}

const DAY = '2031-10-06'.length;
