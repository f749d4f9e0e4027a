import { UserError } from '../../errors.js';
import { packageVersion } from '../../version.js';
import { PACKINGS, unpack } from '../bytes/unpack.js';
import { contentType } from '../formats/http.js';
import { DEFAULTS, type ReadOptions } from '../options.js';
import type { Visit } from '../visits.js';
import { Pace } from './pace.js';
import { type Answer, createSend } from './request.js';
import { Robots } from './robots.js';

const MOST_REDIRECTS = 10;

/** What an address gave: a body, or the word that it is as it was at the last visit. */
export type Fetched =
  | { unchanged: true }
  | {
      unchanged: false;
      /** The address after redirects. */
      url: string;
      bytes: AsyncIterable<Uint8Array>;
      status: number;
      headers: Record<string, string>;
      mediaType?: string;
      charset?: string;
      etag?: string;
      lastModified?: string;
    };

/** Fetches addresses, politely and within bounds. */
export interface Fetcher {
  /**
   * Fetches one address, or asks whether it changed since `visit`.
   *
   * @throws UserError where it may not or cannot be fetched
   */
  fetch(address: string, visit?: Visit): Promise<Fetched>;
}

/** How Onrecord names itself to servers, unless told otherwise. */
export const userAgent = (): string => `onrecord/${packageVersion()}`;

/**
 * Makes a fetcher: robots.txt is honoured, each host's requests are kept apart, redirects, time and (by the readers) size
 * are bounded, and addresses outside the public internet are refused unless allowed.
 */
export async function createFetcher(options: ReadOptions): Promise<Fetcher> {
  const send = createSend(options);
  const pace = new Pace(options.delay ?? DEFAULTS.delay);
  const name = options.userAgent ?? userAgent();
  const cookies =
    options.cookies === undefined
      ? undefined
      : await import('./cookies.js').then(({ loadCookies }) => loadCookies(options.cookies ?? ''));
  const robots = new Robots(/^[\w.-]*/.exec(name)?.[0] || 'onrecord', async (url) => {
    const { answer } = await follow(url, (next) => send(next, { 'user-agent': name }));
    return answer;
  });
  return {
    async fetch(address, visit) {
      const { answer, url } = await follow(parse(address), async (next, first) => {
        const wish = await robots.check(next);
        await pace.turn(next.host, wish, options.signal);
        const cookie = await cookies?.(next);
        return send(next, {
          ...HEADERS,
          'user-agent': name,
          ...(cookie && { cookie }),
          ...(first && conditions(visit)),
        });
      });
      if (answer.status === 304 && visit) {
        answer.discard();
        return { unchanged: true };
      }
      if (answer.status !== 200 && answer.status !== 203) {
        answer.discard();
        pace.hush(url.host, answer.header('retry-after'));
        throw new UserError(`its server answers ${answer.status}${meaning(answer.status)}`);
      }
      return fetched(answer, url);
    },
  };
}

const HEADERS = {
  accept: 'text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5',
};

/** The fields that ask for an answer only where something changed. */
function conditions(visit: Visit | undefined): Record<string, string> {
  return {
    ...(visit?.etag !== undefined && { 'if-none-match': visit.etag }),
    ...(visit?.lastModified !== undefined && { 'if-modified-since': visit.lastModified }),
  };
}

/**
 * Follows redirects. Each hop is a request of its own, checked like the first; nothing that was sent for one site is
 * carried over to the next.
 */
async function follow(
  start: URL,
  ask: (url: URL, first: boolean) => Promise<Answer>,
): Promise<{ answer: Answer; url: URL }> {
  let url = start;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await ask(url, hop === 0);
    const location = answer.header('location');
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return { answer, url };
    answer.discard();
    if (!URL.canParse(location, url.href)) throw new UserError('redirects to what is no address');
    url = parse(new URL(location, url).href);
  }
  throw new UserError(`redirects more than ${MOST_REDIRECTS} times`);
}

/** An http(s) address without the fragment. A name and password in it would end in the ledger, so they are refused. */
function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) throw new UserError('is no valid address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UserError(`leads to ${url.protocol}, which is not followed: http and https are`);
  if (url.username || url.password) throw new UserError('has a name or password in it; --cookies is the way to log in');
  url.hash = '';
  return url;
}

function fetched(answer: Answer, url: URL): Fetched {
  const packing = PACKINGS[answer.header('content-encoding')?.trim().toLowerCase() ?? ''];
  const etag = answer.header('etag');
  const lastModified = answer.header('last-modified');
  return {
    unchanged: false,
    url: url.href,
    status: answer.status,
    headers: answer.headers,
    bytes: packing ? unpack(answer.bytes, packing) : answer.bytes,
    ...contentType(answer.header('content-type')),
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  };
}

const MEANINGS: Readonly<Record<number, string>> = {
  401: 'it wants a login',
  402: 'it wants to be paid',
  403: 'it forbids this',
  404: 'there is no such page',
  410: 'the page is gone',
  429: 'it was asked too often',
  451: 'it may not show this, for legal reasons',
  500: 'it has an error',
  502: 'it has an outage',
  503: 'it has an outage',
  504: 'it has an outage',
};

const meaning = (status: number): string => (MEANINGS[status] ? `: ${MEANINGS[status]}` : '');
