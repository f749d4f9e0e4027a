import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../errors.js';
import { failureOf } from './failure.js';

/** What the words of a call stand for: a file, an address, standard input, or nothing that can be read. */
export type Input = { file: string } | { address: string } | { stdin: true } | { failure: Failure };

export const isAddress = (input: string): boolean => /^https?:\/\//i.test(input);

/**
 * The files, addresses and standard input that inputs name, in their order; a folder's and a glob's files by name.
 * A file that several inputs name is read each time: the call says so.
 */
export async function* expand(inputs: readonly string[]): AsyncGenerator<Input> {
  for (const input of inputs) {
    if (input === '-') yield { stdin: true };
    else if (isAddress(input)) yield { address: input };
    else if (/^[a-z][a-z0-9+.-]+:\/\//i.test(input))
      yield { failure: { where: input, reason: 'is an address that is not read: http and https are' } };
    else yield* expandPath(input);
  }
}

async function* expandPath(input: string): AsyncGenerator<Input> {
  let found: Awaited<ReturnType<typeof stat>>;
  try {
    found = await stat(input);
  } catch (error) {
    // A file may have a glob's characters in its name, so the file comes first.
    if (/[*?[\]{}]/.test(input)) yield* expandGlob(input);
    else yield { failure: missing(input, error) };
    return;
  }
  if (found.isDirectory()) yield* expandFolder(input);
  else if (found.isFile() || found.isFIFO() || found.isCharacterDevice()) yield { file: input };
  else yield { failure: { where: input, reason: 'is no file that can be read' } };
}

async function* expandGlob(pattern: string): AsyncGenerator<Input> {
  const { glob } = await import('tinyglobby');
  const files = await glob(pattern, { onlyFiles: true, expandDirectories: false, dot: false, absolute: false });
  if (files.length === 0) yield { failure: { where: pattern, reason: 'matches no file' } };
  for (const file of files.sort()) yield { file };
}

/** Files that lie beside reports and are never one: what makes up pages, and programs and their settings. */
const ASIDE =
  /\.(?:[cm]?[jt]sx?|css|map|wasm|png|jpe?g|gif|svg|ico|webp|avif|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|mov|avi|wav|ogg|ya?ml|toml|lock|py|sh|exe|dll|so)$/i;

/**
 * All files of a folder and the folders in it, links followed but no folder walked twice. Hidden files are left out, and
 * those that by their name cannot be a report; named in the call, they are tried.
 */
async function* expandFolder(folder: string): AsyncGenerator<Input> {
  let any = false;
  for await (const input of walk(folder, new Set())) {
    any = true;
    yield input;
  }
  if (!any) yield { failure: { where: folder, reason: 'is a folder without files' } };
}

/** @param seen the folders walked so far, by their real paths: each is walked once, however many links lead to it */
async function* walk(folder: string, seen: Set<string>): AsyncGenerator<Input> {
  const { readdir, realpath } = await import('node:fs/promises');
  let names: string[];
  try {
    const real = await realpath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    names = (await readdir(folder)).sort();
  } catch (error) {
    yield { failure: failureOf(folder, error) };
    return;
  }
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    try {
      const found = await stat(path);
      if (found.isDirectory()) yield* walk(path, seen);
      else if (found.isFile() && !ASIDE.test(name)) yield { file: path };
    } catch (error) {
      yield { failure: missing(path, error) };
    }
  }
}

/** Why a path leads to no file. Bytes of a name that are no UTF-8 are lost on their way here. */
function missing(path: string, error: unknown): Failure {
  if (path.includes('\ufffd') && (error as NodeJS.ErrnoException).code === 'ENOENT')
    return { where: path, reason: 'has a name that is not UTF-8: rename it, or hand it in by standard input' };
  return failureOf(path, error);
}
