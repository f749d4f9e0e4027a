import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, YAMLParseError } from 'yaml';
import { UserError } from '../errors.js';
import { type Codebook, type CodebookFile, compileCodebook, FOLDERS } from './compile.js';

/** The codebook that ships: its sources, and the compiled form that the build leaves. */
const OURS = fileURLToPath(new URL('../../codebook', import.meta.url));
const COMPILED = fileURLToPath(new URL('../codebook.json', import.meta.url));

export interface CodebookChoice {
  /** A folder laid over ours (`--codebook`, or `ONRECORD_CODEBOOK`). */
  dir?: string;
  /** A folder used instead of ours (`--codebook-only`). */
  only?: string;
}

/**
 * The codebook that a verb works with: ours, ours with a folder over it, or a folder alone.
 *
 * @throws UserError when a folder or file cannot be read, or does not hold to the schemas
 */
export async function loadCodebook({ dir, only }: CodebookChoice = {}): Promise<Codebook> {
  if (only) return compileCodebook(await readCodebook(only));
  const over = dir ?? process.env.ONRECORD_CODEBOOK;
  if (over) return compileCodebook([...(await readCodebook(OURS)), ...(await readCodebook(over))]);
  try {
    return JSON.parse(await readFile(COMPILED, 'utf8')) as Codebook;
  } catch {
    return compileCodebook(await readCodebook(OURS)); // run from the sources, before a build
  }
}

/**
 * The YAML files of a codebook folder, in the order of their paths.
 *
 * @throws UserError when the folder holds no codebook, or a file is not YAML
 */
export async function readCodebook(dir: string): Promise<CodebookFile[]> {
  const files: CodebookFile[] = [];
  let found = false;
  for (const folder of FOLDERS) {
    const names = await readdir(join(dir, folder)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new UserError(`${join(dir, folder)}: ${error.message}`);
    });
    if (!names) continue;
    found = true;
    for (const name of names.filter((n) => /\.(?:ya?ml|json)$/.test(n)).sort()) {
      const path = join(dir, folder, name);
      try {
        const text = await readFile(path, 'utf8');
        files.push({ path, folder, data: name.endsWith('.json') ? JSON.parse(text) : parse(text) });
      } catch (error) {
        if (error instanceof SyntaxError) throw new UserError(`${path}: ${error.message}`);
        if (error instanceof YAMLParseError) throw new UserError(`${path}: ${error.message.split('\n')[0]}`);
        throw error;
      }
    }
  }
  if (!found) throw new UserError(`${dir}: no codebook: expected one of the folders ${FOLDERS.join(', ')} in it`);
  return files;
}
