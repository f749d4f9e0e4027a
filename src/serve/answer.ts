import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { accepts } from 'hono/accepts';
import type { Unknown } from '../ask/index.js';
import { packageVersion } from '../version.js';
import type { Env } from './env.js';
import { Problem } from './problem.js';

/** A column of a table as a spreadsheet opens it. */
export interface Column<Row> {
  header: string;
  value: (row: Row) => string | number | undefined | readonly string[];
}

const ROW_TYPES = ['application/json', 'text/csv', 'application/x-ndjson'];

interface Answered<Row> {
  rows: readonly Row[];
  /** The cursor of the page behind it. */
  next: string | undefined;
  /** Values of the filter that nothing has. */
  unknown: readonly Unknown[];
  columns: readonly Column<Row>[] | undefined;
}

/**
 * Rows in the content type that is asked for. Where there are more, JSON says so in `next`, all of them in a Link
 * header.
 */
export async function answerRows<Row>(
  c: Context<Env>,
  { rows, next, unknown, columns }: Answered<Row>,
): Promise<Response> {
  const type =
    c.req.header('Accept') === undefined
      ? 'application/json'
      : accepts(c, { header: 'Accept', supports: [...ROW_TYPES, 'none'], default: 'none', match: firstMatch });
  if (next !== undefined) {
    const url = new URL(c.req.url);
    url.searchParams.set('cursor', next);
    c.header('Link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  if (type === 'application/json') {
    return c.json({ rows, ...(next !== undefined && { next }), ...(unknown.length && { unknown }) });
  }
  if (type === 'application/x-ndjson') {
    return c.body(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), 200, { 'Content-Type': type });
  }
  if (type === 'text/csv' && columns) {
    const { stringify } = await import('csv-stringify/sync');
    const cells = rows.map((row) => columns.map((column) => [column.value(row) ?? ''].flat().join('; ')));
    const text = stringify([columns.map(({ header }) => header), ...cells], { escape_formulas: true });
    return c.body(text, 200, { 'Content-Type': 'text/csv; charset=utf-8; header=present' });
  }
  throw new Problem(406, `${columns ? ROW_TYPES.join(', ') : 'application/json, application/x-ndjson'} can be given`);
}

/** The first of what is accepted, by preference, that can be given; anything means JSON. */
const firstMatch: NonNullable<Parameters<typeof accepts>[1]['match']> = (accepted, { supports, default: none }) => {
  for (const { type } of [...accepted].sort((a, b) => b.q - a.q)) {
    if (type === '*/*' || type === 'application/*') return 'application/json';
    if (type === 'text/*') return 'text/csv';
    if (supports.includes(type)) return type;
  }
  return none;
};

/** Seconds for which an answer of an earlier state will do, as the request says (RFC 9111, 5.2.1.2). */
export function maxStale(c: Context<Env>): number {
  return Number(/\bmax-stale=(\d{1,9})\b/i.exec(c.req.header('Cache-Control') ?? '')?.[1] ?? 0);
}

/**
 * Answers depend on the ledger's head, the codebook and the request, and on nothing else: so their tag is known before
 * they are made, and what a reader has already need not be made again.
 */
export const tagged: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
  const { ledger, codebook } = c.get('desk');
  const { hash } = await ledger.head();
  const { pathname, search } = new URL(c.req.url);
  const asked = [c.get('holder') ?? '', c.req.header('Accept') ?? ''];
  const parts = [hash, codebook.version, packageVersion(), pathname, search, ...asked];
  const tag = `"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)}"`;
  c.header('Cache-Control', 'private, no-cache');
  c.header('Vary', 'Accept, Authorization');
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(tag)) return c.body(null, 304, { ETag: tag });
  await next();
  if (c.res.status === 200 && !c.res.headers.has('Age')) c.res.headers.set('ETag', tag);
};
