import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { getMimeType } from 'hono/utils/mime';
import { UserError } from '../errors.js';
import type { Env } from './env.js';
import { answerKept, type Kept, keep } from './kept.js';

/** The built desk's files by the path they are served under. There are few, so they are kept; no path leads elsewhere. */
export type Pages = ReadonlyMap<string, Kept>;

/**
 * Reads a built desk.
 *
 * @throws UserError where there is none
 */
export async function readPages(folder: string): Promise<Pages> {
  const pages = new Map<string, Kept>();
  try {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const bytes = new Uint8Array(await readFile(path));
      const name = path.slice(folder.length).split(sep).filter(Boolean).join('/');
      pages.set(`/${name}`, await keep(bytes, getMimeType(name) ?? 'application/octet-stream'));
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
    return answerKept(c, file, lasting ? 'max-age=31536000, immutable' : 'no-cache');
  });
}
