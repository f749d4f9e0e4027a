import { readFile } from 'node:fs/promises';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Codebook } from '../../codebook/index.js';
import type { Env } from '../env.js';
import { answerKept, type Kept, keep } from '../kept.js';

/** What a browser reads texts with, as the server does: the package's weights and kernels, and this ledger's codebook. */
const FILES = {
  'english.onrm': { type: 'application/octet-stream', at: ['../../../model/english.onrm'] },
  'acts.json': { type: 'application/json', at: ['../../../model/acts.json'] },
  // Beside the built code, or where the build leaves it when run from the sources.
  'kernels.wasm': { type: 'application/wasm', at: ['../../parse/kernels.wasm', '../../../dist/parse/kernels.wasm'] },
} as const;

/** Serves them. They are read when they are first asked for, and stay: who tries texts asks for all of them. */
export function addEngine(app: OpenAPIHono<Env>, codebook: Codebook): void {
  const kept = new Map<string, Promise<Kept>>();
  const once = (name: string, make: () => Promise<Kept>): Promise<Kept> => {
    const found = kept.get(name) ?? make();
    kept.set(name, found);
    found.catch(() => kept.delete(name));
    return found;
  };
  app.get('/engine/codebook.json', async (c) => {
    const bytes = () => new Uint8Array(new TextEncoder().encode(JSON.stringify(codebook)));
    return answerKept(c, await once('codebook', () => keep(bytes(), 'application/json')), 'private, no-cache');
  });
  for (const [name, { type, at }] of Object.entries(FILES)) {
    app.get(`/engine/${name}`, async (c) => {
      const file = await once(name, async () => keep(await firstOf(at), type));
      return answerKept(c, file, 'private, no-cache');
    });
  }
}

/** The bytes of the first of these files that is there. */
async function firstOf([path, ...others]: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(new URL(path as string, import.meta.url)));
  } catch (error) {
    if (!others.length) throw error;
    return firstOf(others);
  }
}
