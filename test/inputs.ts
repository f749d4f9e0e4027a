import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Failure } from '../src/errors.js';
import { type ReadOptions, readInputs } from '../src/read/index.js';
import type { Document } from '../src/types.js';

/** Writes files into a fresh folder, which goes away with the test, and gives its path. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onrecord-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

export interface Outcome {
  documents: Document[];
  failures: Failure[];
}

/** Everything that inputs give. */
export async function readAll(inputs: readonly string[], options?: ReadOptions): Promise<Outcome> {
  const outcome: Outcome = { documents: [], failures: [] };
  for await (const result of readInputs(inputs, options)) {
    if ('failure' in result) outcome.failures.push(result.failure);
    else outcome.documents.push(result.document);
  }
  return outcome;
}

/** Everything that one file of that name and content gives. */
export async function readFileOf(name: string, content: string | Uint8Array, options?: ReadOptions): Promise<Outcome> {
  return readAll([join(await folderOf({ [name]: content }), name)], options);
}

/** A page with a report of a few paragraphs that names its topic, long enough for an extractor to find it. */
export function pageOf(topic: string, head = ''): string {
  const paragraphs = [1, 2, 3, 4].map(
    (n) =>
      `<p>The council of the island of Veld spoke about ${topic} for the ${n}. time on Monday, and its speaker said that the members would come back to the matter before the end of the month, once the harbour office had sent its figures.</p>`,
  );
  return `<!doctype html><html><head><title>Veld speaks about ${topic}</title>${head}</head><body><article><h1>Veld speaks about ${topic}</h1>${paragraphs.join('')}</article></body></html>`;
}

/** A server on 127.0.0.1 that ends with the test; gives its address without a slash at the end. */
export async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt' && !answer.toString().includes('robots.txt')) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
