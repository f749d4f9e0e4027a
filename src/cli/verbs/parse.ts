import type { Command } from 'commander';
import type { Reading } from '../../parse/index.js';
import { Failures, printable } from '../failures.js';
import { write } from '../output.js';
import { type Piece, pieces } from '../pieces.js';
import { startProgress } from '../progress.js';
import { mapInOrder } from '../queue.js';
import { addReadOptions, type ReadFlags, readOptions } from '../reading.js';

/** The verb `parse`: texts, Documents or CoNLL-U in, CoNLL-U or drawn trees out. */
export function define(command: Command): void {
  addReadOptions(command.argument('<input...>', 'texts, pages, Documents as JSON lines, CoNLL-U, folders, globs, or -'))
    .option('--tree', 'draw each sentence as a tree instead')
    .addHelpText(
      'after',
      `
A plain text is parsed to the letter; CoNLL-U keeps its words, sentences and comments.

Examples:
  onrecord parse notes.txt
  echo 'The ministers met.' | onrecord parse --tree -
  onrecord extract page.html | onrecord parse - > page.conllu
  onrecord parse gold.conllu > parsed.conllu`,
    )
    .action(run);
}

type Flags = ReadFlags & { tree?: true };

type Result = { piece: Exclude<Piece, { failure: unknown }>; reading: Reading } | Extract<Piece, { failure: unknown }>;

async function run(inputs: string[], flags: Flags): Promise<void> {
  const [{ openParser, openParserPool }, { openInputs }, print] = await Promise.all([
    import('../../parse/node.js'),
    import('../../read/index.js'),
    flags.tree ? treePrinter() : conlluPrinter(),
  ]);
  const pool = await openParserPool();
  // Given tokens are read here: what they would weigh on their way to a thread is most of the work.
  let parser: ReturnType<typeof openParser> | undefined;
  const failures = new Failures();
  let done = 0;
  let progress = await startProgress('parsing');
  /** Does something while no progress line is in the way. */
  const aside = async (work: () => void | Promise<void>) => {
    progress.stop();
    await work();
    progress = await startProgress(`${done} sentences parsed`);
  };

  const parse = async (piece: Piece): Promise<Result> => {
    if ('failure' in piece) return piece;
    if ('text' in piece) return { piece, reading: await pool.parse(piece.text, piece.paragraphs) };
    parser ??= openParser();
    return { piece, reading: (await parser).parseTokens(piece.sentences) };
  };
  try {
    for await (const result of mapInOrder(pieces(openInputs(inputs, readOptions(flags))), pool.width, parse)) {
      if ('failure' in result) {
        await aside(() => failures.add(result.failure));
        continue;
      }
      const { piece, reading } = result;
      for (const { reason } of reading.notices)
        await aside(() => console.error(printable(`onrecord: ${piece.where}: ${reason}`)));
      if (process.stdout.isTTY) await aside(() => print(piece, reading));
      else await print(piece, reading);
      done += reading.sentences.length - 1;
      progress.update(`${done} sentences parsed, now ${printable(piece.where)}`);
    }
  } finally {
    progress.stop();
    await pool.close();
  }
  failures.finish(done, 'inputs and sentences');
}

type Printer = (piece: Exclude<Piece, { failure: unknown }>, reading: Reading) => Promise<void>;

/** Prints CoNLL-U; a text that comes in several pieces is one document with its sentences numbered through. */
async function conlluPrinter(): Promise<Printer> {
  const { conlluSentences } = await import('../../parse/index.js');
  let next = 1;
  return async (piece, reading) => {
    if ('text' in piece && !piece.continues) next = 1;
    const { document } = 'text' in piece ? piece : { document: undefined };
    const source = 'text' in piece ? { ...(document !== undefined && { document }), first: next } : piece.frames;
    next += reading.sentences.length - 1;
    await writeAll(conlluSentences(reading, source));
  };
}

/** Prints trees, in colours on a terminal that has them. */
async function treePrinter(): Promise<Printer> {
  const [{ drawTree }, { default: colors }] = await Promise.all([import('../../parse/index.js'), import('picocolors')]);
  const { dim, bold, cyan, yellow } = colors.createColors(process.stdout.isTTY && colors.isColorSupported);
  const style = { line: dim, form: bold, tag: cyan, relation: yellow };
  return (_, reading) =>
    writeAll(
      (function* () {
        for (let k = 0; k + 1 < reading.sentences.length; k++) yield `${drawTree(reading, k, style)}\n`;
      })(),
    );
}

/** Writes many small texts with few calls. */
async function writeAll(texts: Iterable<string>): Promise<void> {
  let gathered = '';
  for (const text of texts) {
    gathered += text;
    if (gathered.length < 1 << 16) continue;
    await write(gathered);
    gathered = '';
  }
  if (gathered) await write(gathered);
}
