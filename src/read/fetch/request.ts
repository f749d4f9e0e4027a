import { Agent, request } from 'undici';
import { UserError } from '../../errors.js';
import { DEFAULTS, type ReadOptions } from '../options.js';
import { publicLookup, refusePrivateHost } from './networks.js';

/** One answer of a server, not yet followed or judged. */
export interface Answer {
  status: number;
  header: (name: string) => string | undefined;
  /** All fields by lower-case name; of repeated ones the first. */
  headers: Record<string, string>;
  bytes: AsyncIterable<Uint8Array>;
  /** Lets go of the rest of the body. */
  discard: () => void;
}

/** Sends one GET request; it follows no redirect. */
export type Send = (url: URL, headers: Readonly<Record<string, string>>) => Promise<Answer>;

/** After the time limit, the least bytes a second that a server must have kept up. */
const LEAST_SPEED = 16_000;

/** Makes the function that sends requests within the limits of time and network that the options set. */
export function createSend(options: ReadOptions): Send {
  const timeout = (options.timeout ?? DEFAULTS.timeout) * 1000;
  const agent = new Agent({
    connect: { timeout, ...(!options.allowPrivate && { lookup: publicLookup }) },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connections: 2,
    maxHeaderSize: 64 * 1024,
  });
  return async (url, headers) => {
    if (!options.allowPrivate) refusePrivateHost(url);
    try {
      const answer = await request(url, {
        dispatcher: agent,
        headers: { ...headers, 'accept-encoding': 'gzip, deflate, br' },
        ...(options.signal && { signal: options.signal }),
      });
      return {
        status: answer.statusCode,
        header: (name) => [answer.headers[name]].flat()[0],
        headers: Object.fromEntries(
          Object.entries(answer.headers).map(([name, value]) => [name, [value].flat()[0] ?? '']),
        ),
        bytes: inTime(answer.body, timeout),
        discard: () => {
          // Ending a body early is reported as an error of it.
          answer.body.on('error', () => {}).destroy();
        },
      };
    } catch (error) {
      throw inWords(error);
    }
  };
}

/**
 * The body as it comes.
 *
 * @throws UserError once the server has been waited for longer than the limit and has sent too little in that time: a
 *   body that drips keeps each single wait short
 */
async function* inTime(body: AsyncIterable<Uint8Array>, timeout: number): AsyncGenerator<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  let waited = 0;
  let size = 0;
  try {
    for (;;) {
      const asked = Date.now();
      const next = await iterator.next();
      waited += Date.now() - asked;
      if (next.done) return;
      size += next.value.length;
      if (waited > timeout && size / (waited / 1000) < LEAST_SPEED)
        throw new UserError(`answers too slowly: ${size} bytes in ${Math.round(waited / 1000)} seconds`);
      yield next.value;
    }
  } catch (error) {
    throw inWords(error);
  } finally {
    await iterator.return?.();
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host is not known (DNS)',
  EAI_AGAIN: 'its host could not be looked up (DNS gives no answer)',
  ECONNREFUSED: 'its server refuses connections',
  ECONNRESET: 'its server broke the connection',
  EHOSTUNREACH: 'its server cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
  ETIMEDOUT: 'its server does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'its server does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'its server does not answer in time',
  UND_ERR_BODY_TIMEOUT: 'its server stopped in the middle of the answer',
  UND_ERR_SOCKET: 'its server broke the connection',
  UND_ERR_HEADERS_OVERFLOW: 'its server sends a header without end',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'its server sent less than it said',
  HPE_INVALID_CONSTANT: 'its server does not speak HTTP',
};

/** A network's error in words; a user's error, and the reader's own end, as they are. */
function inWords(error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error) || error.name === 'AbortError') return error;
  // Where a host has several addresses, the errors of all attempts come bundled.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  if (first instanceof UserError) return first;
  const code: string = first?.code ?? '';
  const words = WORDS[code] ?? (/CERT|SSL|TLS/.test(code) ? 'its certificate is not valid' : undefined);
  return words === undefined ? error : new UserError(`${words} (${code})`);
}
