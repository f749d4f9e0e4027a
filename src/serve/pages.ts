import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { getMimeType } from 'hono/utils/mime';
import { UserError } from '../errors.js';
import type { Env } from './env.js';

/** The built desk's files by the path they are served under. There are few, so they are kept; no path leads elsewhere. */
export type Pages = ReadonlyMap<string, { bytes: Uint8Array<ArrayBuffer>; type: string; tag: string }>;

/**
 * Reads a built desk.
 *
 * @throws UserError where there is none
 */
export async function readPages(folder: string): Promise<Pages> {
  const pages = new Map<string, { bytes: Uint8Array<ArrayBuffer>; type: string; tag: string }>();
  try {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const bytes = new Uint8Array(await readFile(path));
      const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
      const name = path.slice(folder.length).split(sep).filter(Boolean).join('/');
      pages.set(`/${name}`, { bytes, type: getMimeType(name) ?? 'application/octet-stream', tag });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (!pages.has('/index.html')) throw new UserError(`${folder}: the desk is not built; \`npm run build\` builds it`);
  return pages;
}

/** Serves the desk: its files under their names, and its one page under every other address. */
export function addPages(app: OpenAPIHono<Env>, pages: Pages): void {
  app.get('*', async (c, next) => {
    const { pathname } = new URL(c.req.url);
    if (/^\/(api|engine|assets)\//.test(pathname) && !pages.has(pathname)) return next();
    const file = pages.get(pathname) ?? pages.get('/index.html');
    if (!file) return next();
    const lasting = pathname.startsWith('/assets/');
    const headers = { ETag: file.tag, 'Cache-Control': lasting ? 'max-age=31536000, immutable' : 'no-cache' };
    if (c.req.header('If-None-Match') === file.tag) return c.body(null, 304, headers);
    return c.body(file.bytes, 200, { ...headers, 'Content-Type': file.type });
  });
}
