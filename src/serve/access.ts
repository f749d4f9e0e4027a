import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { tokenHolder } from '../ledger/index.js';
import type { ServeOptions } from './desk.js';
import type { Env } from './env.js';
import { Problem } from './problem.js';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Answers only to names that are ours: a page elsewhere whose name was made to point here (DNS rebinding) would
 * otherwise be let in as if it were the desk.
 */
export function knownHost(hosts: readonly string[]): MiddlewareHandler<Env> {
  const known = new Set([...LOOPBACK, ...hosts].map((host) => host.toLowerCase()));
  return async (c, next) => {
    const name = new URL(c.req.url).hostname.toLowerCase();
    if (!known.has(name)) throw new Problem(421, `${name}: start the server with --host-name ${name} to allow it`);
    await next();
  };
}

/** Finds out whose token came along. A token that is none is refused, not overlooked. */
export const identified: MiddlewareHandler<Env> = async (c, next) => {
  const header = c.req.header('Authorization');
  if (header !== undefined) {
    const token = tokenIn(header, c.req.method);
    const holder = token === undefined ? undefined : await tokenHolder(c.get('desk').ledger, token);
    if (holder === undefined) throw unauthorized(c, 'the token is none of this ledger, or was revoked');
    c.set('holder', holder);
  }
  await next();
};

/**
 * The token that a header brings. Readers of feeds know nothing but a name and a password (RFC 7617): the password is the
 * token. Browsers send such a password by themselves, also on behalf of others: so nothing is written by one.
 */
function tokenIn(header: string, method: string): string | undefined {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) +(\S+)$/i.exec(header) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value || undefined;
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  return Buffer.from(value, 'base64').toString('utf8').split(':').at(-1);
}

/** Lets only holders of a token on. */
export const holdersOnly: MiddlewareHandler<Env> = async (c, next) => {
  holderOf(c);
  await next();
};

/**
 * Who is acting.
 *
 * @throws Problem where nobody has said so
 */
export function holderOf(c: Context<Env>): string {
  const holder = c.get('holder');
  if (holder === undefined)
    throw unauthorized(c, '`onrecord token NAME` makes one; send it as Authorization: Bearer TOKEN');
  return holder;
}

function unauthorized(c: Context<Env>, detail: string): Problem {
  c.header('WWW-Authenticate', 'Bearer realm="onrecord"');
  // Elsewhere a browser would ask for a password over the desk, which has its own way to ask.
  if (/\/feeds\//.test(c.req.path)) c.header('WWW-Authenticate', 'Basic realm="onrecord"', { append: true });
  return new Problem(401, detail);
}

/** Bounds how many requests one address makes in a minute; what starts work counts ten times. */
export function bounded({ rate }: Pick<ServeOptions, 'rate'>): MiddlewareHandler<Env> {
  const limiter = new RateLimiterMemory({ points: rate, duration: 60 });
  return async (c, next) => {
    const address = c.env?.incoming?.socket.remoteAddress ?? 'local';
    try {
      await limiter.consume(address, c.req.method === 'POST' ? 10 : 1);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      c.header('Retry-After', String(Math.ceil(refusal.msBeforeNext / 1000)));
      throw new Problem(429, `more than ${rate} in a minute`);
    }
    await next();
  };
}
