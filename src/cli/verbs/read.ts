import { type Command, InvalidArgumentError } from 'commander';
import { addCodebookOptions, type CodebookFlags, chosenCodebook } from '../codebook.js';
import { Failures } from '../failures.js';
import { ledgerOption } from '../ledger.js';
import { NEWS_COLUMNS, type NewsRow, newsRow, printNews, Tally } from '../news.js';
import { chosenFormat, type Format, formatOption, printRows, write } from '../output.js';
import { startProgress } from '../progress.js';
import { addReadOptions, type ReadFlags, readOptions } from '../reading.js';
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

/** Documents that are named one by one to people, unless they come in over days. */
const MOST_NAMED = 30;

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
  const failures = new Failures();
  const tally = new Tally();
  let progress = await startProgress('reading');
  /** Prints something while no progress line is in the way. */
  const aside = async (print: () => void | Promise<void>) => {
    progress.stop();
    await print();
    progress = await startProgress(tally.line());
  };

  async function* news(): AsyncGenerator<NewsRow> {
    for await (const read of recordReads(visits.counted(reads), ledger, analyst, stop.signal)) {
      await visits.done('failure' in read);
      if ('failure' in read) {
        await aside(() => failures.add(read.failure));
        continue;
      }
      tally.add(read.recorded);
      progress.update(tally.line());
      yield newsRow(read.document, read.recorded);
    }
  }
  try {
    if (format === 'table')
      await printNews(news(), aside, flags.watch === undefined ? MOST_NAMED : Number.POSITIVE_INFINITY);
    else await printRows(news(), NEWS_COLUMNS, format);
    await visits.keep();
  } finally {
    progress.stop();
    stop.release();
    await analyst.close();
    await ledger.close();
  }
  if (format === 'table') {
    const unchanged = visits.unchanged ? `; addresses without news: ${visits.unchanged}` : '';
    await write(`${tally.line()}${unchanged}, in ${shownAddress(flags.ledger)}\n`);
  }
  failures.finish(tally.documents, 'inputs');
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
