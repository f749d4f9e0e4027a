import { bylineOf } from './byline.js';
import { lineOf, type PageDocument } from './dom.js';
import { entitiesDecoded } from './entities.js';
import { linkedArticle } from './linked.js';
import { namesOf } from './title.js';

/** What a page says of itself, each in the order of trust: JSON-LD, OpenGraph and other meta tags, microdata. */
export interface Metadata {
  title?: string;
  /** What the browser's window is titled, without the site's name: the title where nothing better is known. */
  windowTitle?: string;
  byline?: string;
  siteName?: string;
  /** Language tag as declared; a region in it settles the order of day and month. */
  language?: string;
  /** Dates as written, best first. */
  published: string[];
  modified: string[];
  /** Addresses that the page names as its own, best first. */
  addresses: string[];
  /** The whole body as the publisher gives it to machines. */
  body?: string;
  free?: boolean;
}

const PUBLISHED = (
  'article:published_time og:article:published_time og:published_time datepublished parsely-pub-date sailthru.date article.published pubdate publishdate publish-date publish_date publication_date published_time ' +
  'dc.date.issued dcterms.issued dcterms.created dc.date.created dcterms.date dc.date date_published date.created datecreated cxenseparse:recs:publishtime citation_publication_date citation_date ' +
  'rnews:datepublished bt:pubdate article_date_original originalpublicationdate weibo:article:create_at og:release_date ptime displaydate date'
).split(' ');
const MODIFIED =
  'article:modified_time og:article:modified_time og:updated_time datemodified last-modified lastmod dcterms.modified dc.date.modified article.updated updated_time revised date.modified datelastpubbed weibo:article:update_at'.split(
    ' ',
  );

/** Reads a page's own account of itself. `data` are its JSON-LD scripts. */
export function metadataOf(page: PageDocument, data: readonly string[]): Metadata {
  const meta = metaTags(page);
  const first = (...names: string[]): string | undefined => names.map((name) => meta.get(name)).find((value) => value);
  const titleElement = page.querySelector('title');
  const window = titleElement ? lineOf(titleElement).slice(0, 500) || undefined : undefined;
  const social = first('og:title', 'twitter:title', 'dc.title', 'parsely-title', 'sailthru.title', 'title');
  const linked = linkedArticle(data, social ?? window);
  const publisher = page.querySelector('[itemprop~=publisher] [itemprop~=name]');
  const { title, windowTitle, siteName } = namesOf(page, {
    titles: [linked?.headline, social].filter(isText).map(entitiesDecoded),
    window: window && entitiesDecoded(window),
    sites: [
      first('og:site_name'),
      linked?.publisher,
      publisher ? (publisher.getAttribute('content') ?? lineOf(publisher)) : undefined,
      first('application-name', 'apple-mobile-web-app-title', 'dc.publisher'),
    ],
  });
  const html = page.documentElement;
  const language =
    html.getAttribute('lang') ?? first('og:locale', 'content-language', 'language', 'dc.language') ?? linked?.language;
  const micro = (name: string): string[] => microdata(page, name);
  const author = bylineOf(page, linked, first);
  const byline = author === siteName ? undefined : author;
  const free =
    linked?.free ?? (/locked|metered|paid|premium/i.test(first('article:content_tier') ?? '') ? false : undefined);
  const link = page.querySelector('link[rel=canonical]')?.getAttribute('href') ?? undefined;
  return {
    published: [linked?.published, ...PUBLISHED.map((name) => meta.get(name)), ...micro('datePublished')].filter(
      isText,
    ),
    modified: [linked?.modified, ...MODIFIED.map((name) => meta.get(name)), ...micro('dateModified')].filter(isText),
    addresses: [link, first('og:url'), linked?.address].filter(isText),
    ...(title !== undefined && { title }),
    ...(byline !== undefined && { byline }),
    ...(siteName !== undefined && { siteName }),
    ...(windowTitle !== undefined && { windowTitle }),
    ...(language !== undefined && { language }),
    ...(linked?.body !== undefined && { body: linked.body }),
    ...(free !== undefined && { free }),
  };
}

const isText = (value: string | undefined): value is string => value !== undefined && value.trim() !== '';

/** Meta tags by lower-case name, property or itemprop; the first of a name counts. */
function metaTags(page: PageDocument): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of page.querySelectorAll('meta')) {
    const content = tag.getAttribute('content')?.trim();
    if (!content) continue;
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = tag.getAttribute(attribute)?.toLowerCase().trim();
      if (name && !tags.has(name)) tags.set(name, content);
    }
  }
  return tags;
}

function microdata(page: PageDocument, name: string): string[] {
  const found: string[] = [];
  for (const element of page.querySelectorAll(`[itemprop~=${name}]`)) {
    found.push(element.getAttribute('datetime') ?? element.getAttribute('content') ?? lineOf(element));
  }
  return found;
}
