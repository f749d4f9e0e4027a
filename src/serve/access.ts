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
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
    const holder = token === undefined ? undefined : await tokenHolder(c.get('desk').ledger, token);
    if (holder === undefined) throw unauthorized(c, 'the token is none of this ledger, or was revoked');
    c.set('holder', holder);
  }
  await next();
};

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
  return new Problem(401, detail);
}

/** Bounds how many requests one address makes in a minute; what starts work counts ten times. */
export function bounded({ rate }: Pick<ServeOptions, 'rate'>): MiddlewareHandler<Env> {
  const limiter = new RateLimiterMemory({ points: rate, duration: 60 });
  return async (c, next) => {
    const address = c.env?.incoming?.socket.remoteAddress ?? 'local';
    try {
      await limiter.consume(address, c.req.method === 'GET' ? 1 : 10);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      c.header('Retry-After', String(Math.ceil(refusal.msBeforeNext / 1000)));
      throw new Problem(429, `more than ${rate} in a minute`);
    }
    await next();
  };
}
