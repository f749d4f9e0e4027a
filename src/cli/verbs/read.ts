import { type Command, InvalidArgumentError } from 'commander';
import { addCodebookOptions, type CodebookFlags, chosenCodebook } from '../codebook.js';
import { ledgerOption } from '../ledger.js';
import { tellNews } from '../news.js';
import { chosenFormat, type Format, formatOption, write } from '../output.js';
import { addReadOptions, type ReadFlags, readOptions } from '../reading.js';
import type { RecordedRead } from '../recording.js';
import { stopOnSignals } from '../signals.js';

/** The verb `read`: whatever can be read in, and on record. */
export function define(command: Command): void {
  addReadOptions(command.argument('<input...>', 'files, folders, globs, http(s) addresses, or - for standard input'));
  addCodebookOptions(command)
    .option('--watch <minutes>', 'go on asking feeds and addresses for what is new', minutes)
    .option('--no-pages', 'do not keep the pages themselves')
    .addOption(ledgerOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
What is known already is skipped, so the same call can be made again after an interruption.

Examples:
  onrecord read page.html reports/ 'crawl/*.warc.gz'
  onrecord read --ledger desk.db --watch 15 https://news.example/feed.xml`,
    )
    .action(run);
}

type Flags = ReadFlags & CodebookFlags & { watch?: number; pages: boolean; ledger: string; format?: Format };

async function run(inputs: string[], flags: Flags): Promise<void> {
  const format = chosenFormat(flags.format);
  const codebook = await chosenCodebook(flags);
  const [{ openLedger, shownAddress }, { openAnalyst }, { recordReads }, { HeldVisits }, { readInputs, watch }] =
    await Promise.all([
      import('../../ledger/index.js'),
      import('../analyst.js'),
      import('../recording.js'),
      import('../visits.js'),
      import('../../read/index.js'),
    ]);
  const ledger = await openLedger(flags.ledger);
  const analyst = await openAnalyst(codebook);
  const stop = stopOnSignals();
  const visits = new HeldVisits(ledger, analyst.versions);
  const options = { ...readOptions(flags), pages: flags.pages, visits, signal: stop.signal };
  const reads =
    flags.watch === undefined ? readInputs(inputs, options) : watch(inputs, { ...options, minutes: flags.watch });
  async function* news(): AsyncGenerator<RecordedRead> {
    for await (const read of recordReads(visits.counted(reads), ledger, analyst, stop.signal)) {
      await visits.done('failure' in read);
      yield read;
    }
  }
  try {
    const { tally, failures } = await tellNews(news(), { format, doing: 'reading', all: flags.watch !== undefined });
    await visits.keep();
    if (format === 'table') {
      const unchanged = visits.unchanged ? `; addresses without news: ${visits.unchanged}` : '';
      await write(`${tally.line()}${unchanged}, in ${shownAddress(flags.ledger)}\n`);
    }
    failures.finish(tally.documents, 'inputs');
  } finally {
    stop.release();
    await analyst.close();
    await ledger.close();
  }
  if (stop.code === undefined) return;
  // Standard input may still wait for more. To end a watch is no failure, to end anything else leaves it unfinished.
  process.stdin.destroy();
  if (flags.watch === undefined) process.exitCode = stop.code;
}

function minutes(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1e6)) throw new InvalidArgumentError('a number of minutes is expected.');
  return value;
}
