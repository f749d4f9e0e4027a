import type { Failure } from '../../../errors.js';
import { UserError } from '../../../errors.js';
import type { Document } from '../../../types.js';
import { decode } from '../../bytes/charset.js';
import { collect } from '../../bytes/collect.js';
import { digest } from '../../digest.js';
import { failureOf } from '../../failure.js';
import type { Hints } from '../../hints.js';
import type { Context, Read, Source } from '../../source.js';
import type { Visit } from '../../visits.js';
import { fromFragment } from '../html.js';
import { type Entry, type Feed, openFeed } from './entries.js';

/** Feeds have tens of entries, rarely hundreds. */
const MOST_ENTRIES = 3000;
/** A content of fewer characters is a teaser; so is a summary of fewer, since feeds with nothing else put reports there. */
const LEAST_CONTENT = 300;
const LEAST_SUMMARY = 1200;
/** How a text ends that goes on elsewhere. */
const GOES_ON =
  /(?:…|\.\.\.|\[(?:…|\.\.\.|&#8230;)\]|\b(?:read more|continue reading|read on|weiterlesen|lire la suite|leer más|читать далее)\W*)\s*$/i;

/**
 * The entries of a feed (RSS, Atom, JSON Feed). An entry whose content the feed carries is a Document; of another one,
 * the page is fetched where the feed itself was, else there is a teaser. A broken entry is named, and the others read.
 */
export async function* readFeed(source: Source, context: Context): AsyncGenerator<Read> {
  const bytes = await collect(source.bytes, context.maxSize);
  const text = await decode(bytes, { markup: true, ...(source.charset !== undefined && { declared: source.charset }) });
  const feed = openFeed(text, source.hints.url);
  if (feed.entries.length === 0) throw new UserError('is a feed without entries');
  for (const [i, open] of feed.entries.slice(0, MOST_ENTRIES).entries()) {
    if (context.options.signal?.aborted) return;
    const where = `${source.where}, entry ${i + 1}`;
    let entry: Entry;
    try {
      entry = open();
    } catch (error) {
      yield { failure: failureOf(where, error) };
      continue;
    }
    const plan = planOf(entry, source);
    const from = source.hints.url ?? source.hints.path ?? source.where;
    for await (const result of onceRead(plan, source, context, readEntry(plan, feed, where, source, context)))
      yield 'document' in result ? { ...result, document: { ...result.document, feed: from } } : result;
  }
  if (feed.entries.length > MOST_ENTRIES)
    throw new UserError(`has ${feed.entries.length} entries; those beyond ${MOST_ENTRIES} are not read`);
}

/** How an entry is to be read. */
interface Plan {
  entry: Entry;
  /** Its content or else summary, and whether that is the whole report. */
  html?: string;
  isFull: boolean;
  /** The page to fetch for it. */
  page?: string;
}

function planOf(entry: Entry, source: Source): Plan {
  const { content, summary, url, title } = entry;
  const isFull = isWhole(content, summary);
  const html = content ?? summary ?? (title && `<p>${title.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`);
  return {
    entry,
    isFull,
    ...(html && { html }),
    ...(!isFull && url !== undefined && source.fetched && { page: url }),
  };
}

/** Passes an entry's results on, unless the entry is as it was when it was last read and its page need not be asked for. */
async function* onceRead(
  { entry, page }: Plan,
  source: Source,
  { options }: Context,
  results: AsyncGenerator<Read>,
): AsyncGenerator<Read> {
  const { visits } = options;
  if (!visits || !source.fetched) {
    yield* results;
    return;
  }
  const key = `${source.where} ${entry.key}`;
  const hash = digest(JSON.stringify(entry));
  const before = await visits.get(key);
  const now = new Date();
  if (before?.hash === hash && !(page !== undefined && isDue(before, now))) return;
  yield* results;
  if (options.signal?.aborted) return;
  const time = now.toISOString();
  await visits.set(key, { hash, checked: time, changed: before?.hash === hash ? before.changed : time });
}

/**
 * Whether to ask for an entry's page again although the entry is as it was: while it is new often, as it ages ever
 * more rarely, after a quarter of the time that it has stood unchanged.
 */
function isDue({ checked, changed }: Visit, now: Date): boolean {
  const stood = now.getTime() - Date.parse(changed);
  return now.getTime() - Date.parse(checked) >= stood / 4;
}

async function* readEntry(
  { entry, html, isFull, page }: Plan,
  feed: Feed,
  where: string,
  source: Source,
  context: Context,
): AsyncGenerator<Read> {
  const hints = hintsOf(entry, feed, source);
  let unread: Failure | undefined;
  if (page !== undefined) {
    const { readAddress } = await import('../../fetch/read.js');
    for await (const result of readAddress(page, context, hints)) {
      if ('failure' in result) unread = { where: `${where} (${page})`, reason: result.failure.reason };
      else yield result;
    }
    if (!unread) return;
    yield { failure: unread };
  }
  // Where its page cannot be had, what the feed says of it is still on record.
  try {
    if (html === undefined) throw new UserError('has neither a text nor an address');
    const document = fromFragment(html, hints);
    yield { document: isFull ? document : teaser(document), where };
  } catch (error) {
    if (!unread) yield { failure: failureOf(where, error) };
  }
}

/** Whether what the feed carries of an entry is the whole report, not its first lines. */
function isWhole(content: string | undefined, summary: string | undefined): boolean {
  const words = plainText(content ?? summary ?? '');
  if (GOES_ON.test(words.slice(-200))) return false;
  // Many feeds give the summary once more as the content.
  const repeats = content === undefined || (summary !== undefined && words.length < 1.2 * plainText(summary).length);
  return words.length >= (repeats ? LEAST_SUMMARY : LEAST_CONTENT);
}

const plainText = (html: string): string => html.replace(/<[^<>]*>/g, '').trim();

const teaser = (document: Document): Document => ({ ...document, state: 'teaser' });

/** What the entry and its feed say of the document. */
function hintsOf(entry: Entry, feed: Feed, source: Source): Hints {
  const { title, url, byline, published, modified, language } = entry;
  const fields = {
    title,
    url,
    byline,
    published,
    modified,
    language,
    path: source.hints.path,
    fetched: source.hints.fetched,
  };
  const hints: Hints = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const name = feed.title ?? (url && new URL(url).hostname);
  return {
    ...hints,
    ...(name && { outlet: { name, ...(url && { domain: new URL(url).hostname.replace(/^www\./, '') }) } }),
  };
}
