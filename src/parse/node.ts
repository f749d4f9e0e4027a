import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';
import { createParser, type Parser } from './index.js';

/** The model that ships, seen from here, in `src/` as in `dist/`. */
const MODEL = new URL('../../model/english.onrm', import.meta.url);
/** The kernels: beside this file when built, in `dist/` when run from source. */
const KERNELS = ['./kernels.wasm', '../../dist/parse/kernels.wasm'].map((path) => new URL(path, import.meta.url));

/** A parser with the model and the kernels of this package. @throws UserError where the model is missing or damaged */
export async function openParser(): Promise<Parser> {
  const kernels = KERNELS.find((url) => existsSync(url));
  const [model, code] = await Promise.all([
    readFile(MODEL).catch((error: Error) => {
      throw new UserError(`cannot read the model ${fileURLToPath(MODEL)}: ${error.message}`);
    }),
    kernels && readFile(kernels),
  ]);
  return createParser(model, code);
}
