import { withoutBy } from '../bylines.js';
import { findDates } from '../dates/index.js';
import { lineOf, type PageDocument } from './dom.js';
import { entitiesDecoded } from './entities.js';
import type { LinkedArticle } from './linked.js';

const AUTHOR_TAGS = [
  'author',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'byl',
  'citation_author',
];
const AUTHOR_ELEMENTS = [
  '[itemprop~=author] [itemprop~=name]',
  '[itemprop~=author]',
  '[rel~=author]',
  '[class*=byline]',
  '[class*=author-name]',
];
const LONGEST_NAME = 120;

/** Names of the authors, joined by commas; an address or a handle is no name. */
export function bylineOf(
  page: PageDocument,
  linked: LinkedArticle | undefined,
  first: (...names: string[]) => string | undefined,
): string | undefined {
  const named = [...new Set(linked?.authors.flatMap((name) => nameIn(name) ?? []))];
  if (named.length > 0) return named.slice(0, 10).join(', ');
  for (const tag of AUTHOR_TAGS) {
    const name = nameIn(first(tag) ?? '');
    if (name !== undefined) return name;
  }
  for (const selector of AUTHOR_ELEMENTS) {
    const element = page.querySelector(selector);
    const name = element && nameIn(element.getAttribute('content') ?? lineOf(element));
    if (name) return name;
  }
  return undefined;
}

/** The names in a byline, without "By", dates and labels; undefined where other words are in it. */
function nameIn(byline: string): string | undefined {
  if (byline.length > 2 * LONGEST_NAME) return undefined;
  const line = entitiesDecoded(byline);
  const name = withoutBy(line.slice(0, findDates(line)[0]?.start))
    .replace(/(?:[\s|•·,–—-]+(?:published|posted|updated|last updated|on|at|[a-z]{3,6}day))?[\s:|•·,–—-]*$/iu, '')
    .trim();
  return name.length <= LONGEST_NAME && /\p{L}{2}/u.test(name) && !/\d{2}|https?:|www\.|@|\//.test(name)
    ? name
    : undefined;
}
