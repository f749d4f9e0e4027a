import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';
import type { Span } from '../types.js';
import { createParser, type Head, type Parser, type Reading } from './index.js';

/** The model that ships, seen from here, in `src/` as in `dist/`. */
const MODEL = new URL('../../model/english.onrm', import.meta.url);
/** The kernels: beside this file when built, in `dist/` when run from source. */
const KERNELS = ['./kernels.wasm', '../../dist/parse/kernels.wasm'].map((path) => new URL(path, import.meta.url));

/** A parser with the model and the kernels of this package, and further heads as `createParser` takes them. @throws UserError where the model is missing or damaged */
export async function openParser(heads?: readonly (string | Head)[]): Promise<Parser> {
  const kernels = KERNELS.find((url) => existsSync(url));
  const [model, code] = await Promise.all([readModel(), kernels && readFile(kernels)]);
  return createParser(model, code, heads);
}

/** Which model this package has: the first eight digits of its SHA-256. @throws UserError where it is missing */
export async function modelVersion(): Promise<string> {
  return createHash('sha256')
    .update(await readModel())
    .digest('hex')
    .slice(0, 8);
}

function readModel(): Promise<Buffer> {
  return readFile(MODEL).catch((error: Error) => {
    throw new UserError(`cannot read the model ${fileURLToPath(MODEL)}: ${error.message}`);
  });
}

/** Parsers on all cores. */
export interface ParserPool {
  /** How many texts keep it busy; more at once only wait. */
  readonly width: number;
  /** As `Parser.parse`. */
  parse(text: string, paragraphs?: readonly Span[]): Promise<Reading>;
  close(): Promise<void>;
}

interface Work {
  readonly text: string;
  readonly paragraphs?: readonly Span[] | undefined;
}

/** A pool of worker threads, started as the work asks for them, each with a parser of its own. */
export async function openParserPool(): Promise<ParserPool> {
  const { Tinypool } = await import('tinypool');
  const threads = availableParallelism();
  const pool = new Tinypool({ filename: import.meta.url, name: 'parseInThread', minThreads: 0, maxThreads: threads });
  return {
    width: threads * 4,
    async parse(text, paragraphs) {
      const reading: Omit<Reading, 'text'> = await pool.run({ text, paragraphs } satisfies Work);
      return { ...reading, text };
    },
    close: () => pool.destroy(),
  };
}

let parser: Promise<Parser> | undefined;

/** What each thread of a pool runs. The text is not sent back: it is as long as all else together. */
export async function parseInThread({ text, paragraphs }: Work): Promise<Omit<Reading, 'text'>> {
  parser ??= openParser();
  const { text: _, ...reading } = (await parser).parse(text, paragraphs);
  return reading;
}
