import { readFile } from 'node:fs/promises';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from '../env.js';

/** Files of the package, for a browser to read texts with, as the server does. */
const FILES: Record<string, { file: URL; type: string }> = {
  'english.onrm': { file: new URL('../../../model/english.onrm', import.meta.url), type: 'application/octet-stream' },
  'kernels.wasm': { file: new URL('../../parse/kernels.wasm', import.meta.url), type: 'application/wasm' },
};

/** What the desk's own reading of a text needs: weights, kernels, and this ledger's codebook. */
export function addEngine(app: OpenAPIHono<Env>): void {
  app.get('/engine/codebook.json', (c) => {
    const { codebook } = c.get('desk');
    const tag = `"${codebook.version}"`;
    if (c.req.header('If-None-Match') === tag) return c.body(null, 304);
    return c.json(codebook, 200, { ETag: tag, 'Cache-Control': 'no-cache' });
  });
  app.get('/engine/:file', async (c) => {
    const found = FILES[c.req.param('file')];
    if (!found) return c.notFound();
    return c.body(await readFile(found.file), 200, { 'Content-Type': found.type, 'Cache-Control': 'max-age=3600' });
  });
}
