import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { Env } from './env.js';

/** Bytes that are served as they are. */
export interface Kept {
  bytes: Uint8Array<ArrayBuffer>;
  /** The same for who can unpack it, where that is worth it. */
  zipped?: Uint8Array<ArrayBuffer>;
  type: string;
  /** Weak, since it stands for the bytes in either form. */
  tag: string;
}

/** Packed bytes are kept where they are at most this part of the others. */
const WORTH = 0.8;

const zip = promisify(gzip);

export async function keep(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Kept> {
  const zipped = new Uint8Array(await zip(bytes));
  const tag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { bytes, type, tag, ...(zipped.length < bytes.length * WORTH && { zipped }) };
}

/** Answers with what is kept, packed where it can be, or with nothing where the reader has it already. */
export function answerKept(c: Context<Env>, { bytes, zipped, type, tag }: Kept, caching: string): Response {
  const headers = { ETag: tag, 'Cache-Control': caching, Vary: 'Accept-Encoding' };
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((one) => one.trim());
  if (known.includes(tag)) return c.body(null, 304, headers);
  const takesZipped =
    zipped && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(c.req.header('Accept-Encoding') ?? '');
  const body = takesZipped ? zipped : bytes;
  return c.body(body, 200, {
    ...headers,
    'Content-Type': type,
    'Content-Length': String(body.length),
    ...(takesZipped && { 'Content-Encoding': 'gzip' }),
  });
}
