import { createReadStream } from 'node:fs';
import { UserError } from '../errors.js';
import { peek } from './bytes/peek.js';
import { failureOf } from './failure.js';
import { expand, type Input } from './inputs.js';
import { HEAD, type Kind, recognize } from './kind.js';
import { DEFAULTS, type ReadOptions } from './options.js';
import type { Context, Read, Reader, Source } from './source.js';

/** How many containers may lie within each other: a mail in a mailbox in a gzip in a ZIP is four. */
const MOST_CONTAINERS = 5;

/** The reader of each kind, loaded when first needed. */
const READERS: Readonly<Record<Kind, () => Promise<Reader>>> = {
  gzip: async () => (await import('./formats/gzip.js')).readGzip,
  zip: async () => (await import('./formats/zip.js')).readZip,
  warc: async () => (await import('./formats/warc.js')).readWarc,
  json: async () => (await import('./formats/json.js')).readJson,
  jsonl: async () => (await import('./formats/json.js')).readJsonLines,
  csv: async () => (await import('./formats/csv.js')).readCsv,
  feed: async () => (await import('./formats/feed/index.js')).readFeed,
  html: async () => (await import('./formats/html.js')).readHtml,
  text: async () => (await import('./formats/text.js')).readText,
  email: async () => (await import('./formats/email.js')).readEmail,
  mbox: async () => (await import('./formats/mbox.js')).readMbox,
};

/** Kinds that are of no use without a document in them. (A feed without news is no failure, and a gzip's content tells.) */
const COLLECTIONS: ReadonlySet<Kind> = new Set(['zip', 'warc', 'json', 'jsonl', 'csv', 'mbox']);

/**
 * Reads files, folders (with all folders in them), globs, `-` (standard input) and http(s) addresses.
 *
 * Every input gives its Documents one by one, with bounded memory however large the archive; what cannot be read is
 * named as a failure and the rest goes on.
 */
export async function* readInputs(inputs: readonly string[], options: ReadOptions = {}): AsyncGenerator<Read> {
  const context = createContext(options);
  for await (const input of expand(inputs)) {
    if (options.signal?.aborted) return;
    yield* readInput(input, context);
  }
}

/** What all sources of one run share. */
export function createContext(options: ReadOptions): Context {
  let fetcher: ReturnType<Context['fetcher']> | undefined;
  const context: Context = {
    options,
    maxSize: options.maxSize ?? DEFAULTS.maxSize,
    fetcher: () => {
      fetcher ??= import('./fetch/index.js').then(({ createFetcher }) => createFetcher(options));
      return fetcher;
    },
    readSource: (source) => readSource(source, context),
  };
  return context;
}

/** Reads what one word of the call stands for. */
export async function* readInput(input: Input, context: Context): AsyncGenerator<Read> {
  if ('failure' in input) yield input;
  else if ('address' in input) {
    const { readAddress } = await import('./fetch/read.js');
    yield* readAddress(input.address, context);
  } else yield* context.readSource(sourceOf(input));
}

/** The bytes of a file or of standard input. */
export function sourceOf(input: { file: string } | { stdin: true }): Source {
  if ('stdin' in input) return { where: '-', name: '', bytes: process.stdin, hints: {}, depth: 0 };
  const { file } = input;
  const bytes = createReadStream(file, { highWaterMark: HEAD });
  return { where: file, name: file, bytes, file, hints: { path: file }, depth: 0 };
}

/** Reads one source by its kind; whatever goes wrong with it is a failure at its place. */
async function* readSource(source: Source, context: Context): AsyncGenerator<Read> {
  let given = false;
  let close: (() => Promise<void>) | undefined;
  try {
    if (source.depth > MOST_CONTAINERS) throw new UserError('lies in too many archives within each other');
    const peeked = await peek(source.bytes, HEAD);
    close = peeked.close;
    const kind = await recognize(peeked.head, source.name, source.mediaType);
    const read = await READERS[kind]();
    for await (const result of read({ ...source, bytes: peeked.bytes }, context)) {
      given = true;
      yield result;
    }
    if (!given && COLLECTIONS.has(kind)) throw new UserError('holds no documents');
  } catch (error) {
    yield { failure: failureOf(source.where, error) };
  } finally {
    await close?.();
  }
}
