import { canonicalAddress } from '../address.js';
import { findDates, type Manner, readCompactDate, readDate } from '../dates/index.js';
import { type DateKind, labelIn } from '../dates/labels.js';
import { type Hints, hintedDates, mannerOf } from '../hints.js';
import { blocksOf } from './blocks.js';
import { lineOf, type PageDocument, type PageElement } from './dom.js';
import type { Metadata } from './metadata.js';

/** When a page was published and last changed, as far as it says. */
export interface PageDates {
  published: string | undefined;
  modified: string | undefined;
}

/** Elements whose class or id says that they hold a date. */
const DATED =
  '[class*=date i], [class*=time i], [class*=publi i], [class*=posted i], [class*=byline i], [class*=meta i], [id*=date i], [id*=publi i], [id*=time i]';
const LONGEST_DATED = 160;
const MOST_DATED = 400;
const DAY = 864e5;

/**
 * Reads the dates of a page, most trusted first: metadata, the address, `<time>`, elements named for a date, and
 * labelled dates in the text. What is not stated stays unknown.
 */
export function datesOf(page: PageDocument, metadata: Metadata, hints: Hints): PageDates {
  const manner = mannerOf(hints, metadata.language ?? hints.language);
  const stated = (values: readonly string[]): string | undefined => {
    for (const value of values) {
      const date = readDate(value, manner) ?? readCompactDate(value, manner);
      if (date !== undefined) return date;
    }
    return undefined;
  };
  const hinted = hintedDates(hints);
  const modified = stated(metadata.modified) ?? hinted.modified;
  const address = canonicalAddress(metadata.addresses, hints.url);
  const addressed = address === undefined ? undefined : readCompactDate(new URL(address).pathname, manner);
  const published = stated(metadata.published) ?? hinted.published;
  if (published !== undefined) return { published: localDay(published, addressed) ?? published, modified };
  const shown = shownDates(page, manner);
  return { published: addressed ?? shown.published, modified: modified ?? shown.modified };
}

/**
 * The outlet's own day, where metadata give an instant in UTC that falls on the day beside the one in the address: "today"
 * and "on Monday" in the report are of that day. Undefined where they agree, or where another zone is stated.
 */
function localDay(published: string, addressed: string | undefined): string | undefined {
  if (addressed === undefined || !/T.*(?:Z|[+-]00:00)$/.test(published)) return undefined;
  const apart = Math.abs(Date.parse(published.slice(0, 10)) - Date.parse(addressed));
  return apart === DAY ? addressed : undefined;
}

/** Dates that the page shows to its readers. */
function shownDates(page: PageDocument, manner: Manner): PageDates {
  const found: Record<DateKind, string | undefined> = { published: undefined, modified: undefined };
  let unlabelled: string | undefined;
  const take = (kind: DateKind | undefined, value: string): void => {
    if (kind === undefined) unlabelled ??= value;
    else found[kind] ??= value;
  };
  for (const time of Array.from(page.querySelectorAll('time')).slice(0, MOST_DATED)) {
    const value = time.getAttribute('datetime') ?? lineOf(time);
    const date = readDate(value, manner) ?? readDate(lineOf(time), manner);
    if (date !== undefined) take(kindOf(time), date);
  }
  if (!found.published && !unlabelled) {
    let looked = 0;
    for (const element of page.querySelectorAll(DATED)) {
      if (++looked > MOST_DATED) break;
      const line = lineOf(element);
      if (line.length === 0 || line.length > LONGEST_DATED) continue;
      for (const date of findDates(line, manner))
        take(labelIn(line.slice(0, date.start)) ?? kindOf(element), date.value);
    }
  }
  if (!found.published && !unlabelled) {
    for (const block of blocksOf(page.body)) {
      if (block.text.length > 300) continue;
      for (const date of findDates(block.text, manner)) {
        const kind = labelIn(block.text.slice(Math.max(0, date.start - 40), date.start));
        if (kind) take(kind, date.value);
        else if (block.text.length < 80) unlabelled ??= date.value;
      }
    }
  }
  return { published: found.published ?? unlabelled, modified: found.modified };
}

function kindOf(element: PageElement): DateKind | undefined {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('itemprop') ?? ''}`;
  if (/updated|modif/i.test(names)) return 'modified';
  return /publi|posted|entry-date|creat/i.test(names) || element.hasAttribute('pubdate') ? 'published' : undefined;
}
