import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, parse, parseDocument } from 'yaml';
import { UserError } from '../errors.js';
import { type Checked, type Codebook, checkCodebook, compileCodebook, faultsText } from './compile.js';
import { type CodebookFile, type Fault, FOLDERS, faultLine, faultOf } from './file.js';

/** The codebook that ships: its sources, and the compiled form that the build leaves. */
const OURS = fileURLToPath(new URL('../../codebook', import.meta.url));
const COMPILED = fileURLToPath(new URL('../codebook.json', import.meta.url));

export interface CodebookChoice {
  /** A folder laid over ours (`--codebook`, or `ONRECORD_CODEBOOK`). */
  dir?: string;
  /** A folder used instead of ours (`--codebook-only`). */
  only?: string;
  /** Told what can be worked with and is yet hardly meant, a line each. */
  doubt?: (line: string) => void;
}

/**
 * The codebook that a verb works with: ours, ours with a folder over it, or a folder alone.
 *
 * @throws UserError when a folder or file cannot be read, or does not hold to the schemas
 */
export async function loadCodebook({ dir, only, doubt }: CodebookChoice = {}): Promise<Codebook> {
  const over = only ?? dir ?? process.env.ONRECORD_CODEBOOK;
  if (over) {
    const { codebook, faults, doubts } = await checkFolder(over, { alone: Boolean(only) });
    if (faults.length) throw new UserError(faultsText(faults));
    for (const one of doubts) doubt?.(faultLine(one));
    return codebook;
  }
  try {
    return JSON.parse(await readFile(COMPILED, 'utf8')) as Codebook;
  } catch {
    return compileCodebook(await readCodebook(OURS)); // run from the sources, before a build
  }
}

/**
 * A folder's codebook, laid over ours or alone, with all that is wrong with it.
 *
 * @throws UserError when the folder holds no codebook, or a file is not YAML
 */
export async function checkFolder(
  folder: string,
  { alone = false } = {},
): Promise<Checked & { files: readonly CodebookFile[] }> {
  const files = await readCodebook(folder);
  return { ...checkCodebook(alone ? files : [...(await readCodebook(OURS)), ...files]), files };
}

/**
 * The YAML files of a codebook folder, in the order of their paths.
 *
 * @throws UserError when the folder holds no codebook, or naming the files that are not YAML
 */
export async function readCodebook(dir: string): Promise<CodebookFile[]> {
  const files: CodebookFile[] = [];
  const faults: Fault[] = [];
  let found = false;
  for (const folder of FOLDERS) {
    const names = await readdir(join(dir, folder)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new UserError(`${join(dir, folder)}: ${error.message}`);
    });
    if (!names) continue;
    found = true;
    for (const name of names.filter((n) => /\.(?:ya?ml|json)$/.test(n)).sort()) {
      const file = { path: join(dir, folder, name), folder, root: dir };
      try {
        const text = await readFile(file.path, 'utf8');
        const data: unknown = name.endsWith('.json') ? JSON.parse(text) : parse(text);
        files.push({ ...file, data, lineOf: (field) => lineOf(text, field) });
      } catch (error) {
        // The parser's message goes on with the lines in question.
        const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
        faults.push(faultOf({ ...file, data: undefined }, [], reason?.replace(/:$/, '') ?? 'cannot be read'));
      }
    }
  }
  if (faults.length) throw new UserError(faultsText(faults));
  if (!found) throw new UserError(`${dir}: no codebook: expected one of the folders ${FOLDERS.join(', ')} in it`);
  return files;
}

/** The line on which a field of a YAML (or JSON) text stands, or else the nearest field around it. */
function lineOf(text: string, field: readonly PropertyKey[]): number | undefined {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  for (let length = field.length; length >= 0; length--) {
    const node = document.getIn(field.slice(0, length), true) as { range?: readonly number[] } | undefined;
    const start = node?.range?.[0];
    if (start !== undefined) return lineCounter.linePos(start).line;
  }
  return undefined;
}
