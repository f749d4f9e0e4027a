import { decodeHTML } from 'entities';
import { parseFeed } from 'feedsmith';
import { UserError } from '../../../errors.js';
import { isRecord, valueAt, wordsOf } from '../../mapping/values.js';
import { splitFeed } from './split.js';

/** One entry of a feed, of whatever format. */
export interface Entry {
  /** What tells it from the feed's other entries. */
  key: string;
  title?: string;
  url?: string;
  byline?: string;
  published?: string;
  modified?: string;
  language?: string;
  /** HTML that the feed carries as the entry's content, and as its summary. */
  content?: string;
  summary?: string;
}

/** A feed: its name, and a function for each entry that parses it, or throws where it is broken. */
export interface Feed {
  title?: string;
  entries: (() => Entry)[];
}

/**
 * Takes a feed apart.
 *
 * @param address where it was fetched, for its relative addresses
 */
export function openFeed(text: string, address: string | undefined): Feed {
  return text.trimStart().startsWith('{') ? openJsonFeed(text, address) : openXmlFeed(text, address);
}

function openXmlFeed(xml: string, address: string | undefined): Feed {
  const { head, entries } = splitFeed(xml);
  const about = parsed(head);
  const title = plain(textOf(about.title));
  const link = firstString(about.link, linkOf(about.links));
  const language = firstString(about.language, valueAt(about, 'xml.lang'), valueAt(about, 'dc.language'));
  // Base addresses (xml:base) build on each other; without any, addresses are relative to the feed.
  const base = absolute(wordsOf(valueAt(about, 'xml.base')), address) ?? address ?? link;
  return {
    ...(title !== undefined && { title }),
    entries: entries.map((entry) => () => {
      if (entry === undefined) throw new UserError('is cut off: it has no end');
      const feed = parsed(entry);
      const item = [feed.items, feed.entries].flat().find(isRecord);
      if (!item) throw new UserError('is no entry that can be read');
      return { ...(language !== undefined && { language }), ...entryOf(item, base, entry) };
    }),
  };
}

/** The feed (of any format) in a piece of XML; empty where there is none. */
function parsed(xml: string): Record<string, unknown> {
  try {
    return parseFeed(xml).feed as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** An RSS, RDF or Atom entry by the fields that the parser gives. */
function entryOf(item: Readonly<Record<string, unknown>>, feedBase: string | undefined, xml: string): Entry {
  const at = (path: string): string | undefined => textOf(valueAt(item, path))?.trim() || undefined;
  const base = absolute(at('xml.base'), feedBase) ?? feedBase;
  const guid = at('guid.value') ?? at('id') ?? at('rdf.about');
  const permanent = valueAt(item, 'guid.isPermaLink') !== false && guid !== undefined && /^https?:/.test(guid);
  const url = absolute(at('link') ?? linkOf(item.links) ?? (permanent ? guid : undefined), base);
  const published = at('pubDate') ?? at('published') ?? at('dc.dates') ?? at('dc.date') ?? at('dcterms.issued');
  const updated = at('updated') ?? at('dcterms.modified') ?? at('atom.updated');
  return clean({
    key: guid ?? url ?? xml,
    title: plain(at('title')),
    url,
    byline: at('dc.creators') ?? wordsOf(item.authors),
    published: published ?? updated,
    modified: published === undefined ? undefined : updated,
    language: at('xml.lang') ?? at('dc.languages'),
    content: at('content.encoded') ?? at('content'),
    summary: at('description') ?? at('summary') ?? at('media.description'),
  });
}

/** A JSON Feed (versions 1 and 1.1, jsonfeed.org). */
function openJsonFeed(text: string, address: string | undefined): Feed {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch (error) {
    throw new UserError(`is not valid JSON: ${(error as Error).message.slice(0, 120)}`);
  }
  if (!isRecord(feed) || !Array.isArray(feed.items)) throw new UserError('is a JSON Feed without items');
  const title = wordsOf(feed.title);
  const language = wordsOf(feed.language);
  return {
    ...(title !== undefined && { title }),
    entries: feed.items.map((item: unknown) => () => {
      if (!isRecord(item)) throw new UserError('is no JSON object');
      const at = (name: string): string | undefined => wordsOf(item[name]);
      const url = absolute(at('url') ?? at('external_url'), address);
      return clean({
        key: at('id') ?? url ?? JSON.stringify(item),
        title: at('title'),
        url,
        byline: at('authors') ?? at('author'),
        published: at('date_published'),
        modified: at('date_modified'),
        language: at('language') ?? language,
        content: at('content_html') ?? paragraphs(at('content_text')),
        summary: at('summary'),
      });
    }),
  };
}

/** Plain text as HTML. */
const paragraphs = (text: string | undefined): string | undefined =>
  text
    ?.split(/\n\s*\n/)
    .map((part) => `<p>${escaped(part)}</p>`)
    .join('\n');

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));

/** A text construct's words: a string, Atom's `{value}`, or the first of a list. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return textOf(value[0]);
  return isRecord(value) ? textOf(value.value) : wordsOf(value);
}

const firstString = (...values: unknown[]): string | undefined => values.map(textOf).find((text) => text !== undefined);

/** The entry's page among Atom's links: the `alternate` one, which is also what no `rel` means. */
function linkOf(links: unknown): string | undefined {
  const all = [links].flat().filter(isRecord);
  const page = all.find((link) => link.rel === undefined || link.rel === 'alternate');
  return typeof page?.href === 'string' ? page.href : undefined;
}

/** An address made absolute, if it is an http(s) one. */
function absolute(address: string | undefined, base: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/** A title without the tags and entities that feeds put into it. */
const plain = (title: string | undefined): string | undefined =>
  title === undefined
    ? undefined
    : decodeHTML(title.replace(/<\/?[a-z][^<>]{0,200}>/gi, ''))
        .replace(/\s+/g, ' ')
        .trim() || undefined;

/** The object without its undefined fields. */
function clean<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
