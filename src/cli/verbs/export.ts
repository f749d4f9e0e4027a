import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import type { ChangeFilter, Filter, PositionFilter } from '../../ask/index.js';
import { UserError } from '../../errors.js';
import { EXPORT_NAMES, type ExportFormat, SUBJECTS, type Subject } from '../../export/options.js';
import { addCodebookOptions, type CodebookFlags, chosenCodebook } from '../codebook.js';
import { ledgerOption, withLedger } from '../ledger.js';
import { write } from '../output.js';
import { startProgress } from '../progress.js';
import { addFilterOptions } from './ask.js';

/** The verb `export`: answers as a file that other tools read. */
export function define(command: Command): void {
  addFilterOptions(addCodebookOptions(command))
    .addOption(new Option('--as <format>', 'what the file is to be').choices(EXPORT_NAMES).makeOptionMandatory())
    .addOption(new Option('--of <rows>', 'what csv, jsonl and parquet hold').choices(SUBJECTS).default('events'))
    .option('--since-release <name>', 'what was added, changed and withdrawn since this release: csv, jsonl, parquet')
    .option('--until-release <name>', 'and not until now but up to this one')
    .option('-o, --output <file>', 'where to write it, instead of standard output')
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      `
Events and claims are written by dyads, a row each, in all tables.

Examples:
  onrecord export --as csv --since 2022 > dyads.csv
  onrecord export --as parquet --of claims -o claims.parquet
  onrecord export --as wikitable --question kosovo-recognition`,
    )
    .action(run);
}

/** Formats that are tables of anything. */
const TABLES: readonly ExportFormat[] = ['csv', 'jsonl', 'parquet'];

type Flags = Filter &
  PositionFilter &
  ChangeFilter &
  CodebookFlags & { ledger: string; as: ExportFormat; of: Subject; output?: string };

async function run({ ledger: address, as, of, output, codebook, codebookOnly, ...filter }: Flags): Promise<void> {
  const { EXPORTS } = await import('../../export/index.js');
  const format = EXPORTS[as];
  if (!format.text && output === undefined && process.stdout.isTTY) {
    throw new UserError(`--as ${as} is not for a terminal; --output FILE says where to write it`);
  }
  const rows = filter.sinceRelease === undefined ? of : 'changes';
  if (rows === 'changes' && !TABLES.includes(as)) {
    throw new UserError(`--since-release: ${as} cannot say what changed; --as ${TABLES.join(', ')} can`);
  }
  const book = await chosenCodebook({ ...(codebook && { codebook }), ...(codebookOnly && { codebookOnly }) });
  const progress = await startProgress('exporting');
  await withLedger(address, async (ledger) => {
    const parts = format.write({ ledger, codebook: book, filter, of: rows });
    if (output !== undefined) await writeFile(output, parts);
    else for await (const part of parts) await write(part);
  }).finally(() => progress.stop());
}

/** Writes a file that is there whole or not at all. */
async function writeFile(path: string, parts: AsyncIterable<string | Uint8Array>): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await pipeline(Readable.from(parts), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new UserError(`${path} could not be written: ${message}`, { cause: error });
  }
}
