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

type Result = { input: CodeInput; coded: Coded; where: string } | { failure: Failure; id?: string };

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
    const { document, where, record, faults = [] } = read;
    const input = { ...document, ...(record?.pairs !== undefined && { pairs: record.pairs }) } as CodeInput;
    try {
      const coded = await analyst.analyse(input);
      return { input, where, coded: { ...coded, errors: [...faults, ...coded.errors] } };
    } catch (error) {
      const reason = `could not be coded: ${error instanceof Error ? error.message : error}`;
      return { failure: { where, reason }, id: document.id };
    }
  };
  try {
    if (format === 'csv') await write(CLAIM_CSV.header());
    for await (const result of mapInOrder(readInputs(inputs, readOptions(flags)), analyst.width, analyse)) {
      if ('failure' in result) {
        await aside(() => failures.add(result.failure));
        if (format === 'jsonl' && result.id !== undefined)
          await write(`${JSON.stringify(uncoded(result.id, result.failure.reason))}\n`);
        continue;
      }
      done++;
      progress.update(`${done} documents coded`);
      const { input, where, coded } = result;
      if (format === 'jsonl') await write(`${JSON.stringify(coded)}\n`);
      else if (format === 'csv') await write(CLAIM_CSV.rows(claimRows(input, coded)));
      else await aside(async () => write(await claimTexts(input, coded)));
      if (coded.errors.length) await aside(() => failures.addParts(where, coded.errors));
    }
  } finally {
    progress.stop();
    await analyst.close();
  }
  failures.finish(done, 'inputs');
}

/** What is said of a record that could not be read: a line out for each line in. */
function uncoded(id: string, reason: string): Coded {
  return { id, claims: [], attributions: [], relations: [], times: [], errors: [reason] };
}
