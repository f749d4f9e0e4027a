import type { Command } from 'commander';
import type { CodeInput } from '../../code/index.js';
import type { Failure } from '../../errors.js';
import type { Read } from '../../read/index.js';
import type { Coded } from '../../types.js';
import { addCodebookOptions, type CodebookFlags, chosenCodebook } from '../codebook.js';
import { Failures } from '../failures.js';
import { chosenFormat, type Format, formatOption, write } from '../output.js';
import { startProgress } from '../progress.js';
import { addReadOptions, type ReadFlags, readOptions } from '../reading.js';

/** The verb `code`: Documents in, attributed claims out, a line each, in input order. */
export function define(command: Command): void {
  addReadOptions(command.argument('<input...>', 'Documents or texts as JSON lines, pages, folders, globs, or -'));
  addCodebookOptions(command)
    .option('--explain', 'say of each claim which entry, path and cue made it')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A JSON line may be a Document, or {"id": …, "text": …} with some of its fields, and "pairs" to be answered in "relations".

Examples:
  onrecord code documents.jsonl > coded.jsonl
  onrecord extract page.html | onrecord code --explain --format table -
  onrecord code --codebook my-codebook/ reports/`,
    )
    .action(run);
}

type Flags = ReadFlags & CodebookFlags & { explain?: true; format?: Format };

type Result = { input: CodeInput; coded: Coded } | { failure: Failure };

async function run(inputs: string[], flags: Flags): Promise<void> {
  const format = chosenFormat(flags.format);
  const codebook = await chosenCodebook(flags);
  const [{ openAnalyst }, { mapInOrder }, { readInputs }, { claimTexts, claimRows, CLAIM_CSV }] = await Promise.all([
    import('../analyst.js'),
    import('../queue.js'),
    import('../../read/index.js'),
    import('../claim-text.js'),
  ]);
  const analyst = await openAnalyst(codebook, { explain: flags.explain ?? false });
  const failures = new Failures();
  let done = 0;
  let progress = await startProgress('coding');
  /** Does something while no progress line is in the way. */
  const aside = async (work: () => void | Promise<void>) => {
    progress.stop();
    await work();
    progress = await startProgress(`${done} documents coded`);
  };

  const analyse = async (read: Read): Promise<Result> => {
    if ('failure' in read) return read;
    const pairs = read.record?.pairs;
    const input = { ...read.document, ...(pairs !== undefined && { pairs }) } as CodeInput;
    try {
      return { input, coded: await analyst.analyse(input) };
    } catch (error) {
      return {
        failure: { where: read.where, reason: `could not be coded: ${error instanceof Error ? error.message : error}` },
      };
    }
  };
  try {
    if (format === 'csv') await write(CLAIM_CSV.header());
    for await (const result of mapInOrder(readInputs(inputs, readOptions(flags)), analyst.width, analyse)) {
      if ('failure' in result) {
        await aside(() => failures.add(result.failure));
        continue;
      }
      if (!result.coded.errors.length) done++;
      progress.update(`${done} documents coded`);
      const { input, coded } = result;
      if (format === 'jsonl') await write(`${JSON.stringify(coded)}\n`);
      else if (format === 'csv') await write(CLAIM_CSV.rows(claimRows(input, coded)));
      else await aside(async () => write(await claimTexts(input, coded)));
      for (const reason of coded.errors) await aside(() => failures.add({ where: coded.id, reason }));
    }
  } finally {
    progress.stop();
    await analyst.close();
  }
  failures.finish(done, 'inputs');
}
