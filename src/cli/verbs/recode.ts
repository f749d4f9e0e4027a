import type { Command } from 'commander';
import type { Ledger } from '../../ledger/index.js';
import type { Versions } from '../../types.js';
import { addCodebookOptions, type CodebookFlags, chosenCodebook } from '../codebook.js';
import { Failures } from '../failures.js';
import { ledgerOption, withWritableLedger } from '../ledger.js';
import { NEWS_COLUMNS, type NewsRow, newsRow, printNews, Tally } from '../news.js';
import { chosenFormat, type Format, formatOption, printRows, write } from '../output.js';
import { startProgress } from '../progress.js';
import { stopOnSignals } from '../signals.js';

/** The verb `recode`: the ledger's documents read again by the present coder and codebook. */
export function define(command: Command): void {
  addCodebookOptions(command)
    .addOption(ledgerOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
The claims made before stay. Interrupted at any instant, the next call carries on.

Examples:
  onrecord recode
  onrecord recode --ledger desk.db --codebook my-codebook/`,
    )
    .action(run);
}

/** Documents that are named one by one to people. */
const MOST_NAMED = 30;

type Flags = CodebookFlags & { ledger: string; format?: Format };

async function run(flags: Flags): Promise<void> {
  const codebook = await chosenCodebook(flags);
  const { openAnalyst } = await import('../analyst.js');
  await withWritableLedger(flags.ledger, async (ledger) => {
    const analyst = await openAnalyst(codebook);
    try {
      await recode(ledger, analyst, flags);
    } finally {
      await analyst.close();
    }
  });
}

async function recode(ledger: Ledger, analyst: import('../analyst.js').Analyst, flags: Flags): Promise<void> {
  const format = chosenFormat(flags.format);
  const { recordReads } = await import('../recording.js');
  const stop = stopOnSignals();
  const failures = new Failures();
  const tally = new Tally();
  let progress = await startProgress('coding anew');
  const aside = async (print: () => void | Promise<void>) => {
    progress.stop();
    await print();
    progress = await startProgress(tally.line());
  };
  async function* news(): AsyncGenerator<NewsRow> {
    for await (const read of recordReads(reads(ledger, analyst.versions), ledger, analyst, stop.signal)) {
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
    if (format === 'table') await printNews(news(), aside, MOST_NAMED);
    else await printRows(news(), NEWS_COLUMNS, format);
  } finally {
    progress.stop();
    stop.release();
  }
  if (format === 'table') await write(`${tally.line()}, in ${flags.ledger}\n`);
  failures.finish(tally.documents, 'documents');
  if (stop.code !== undefined) process.exitCode = stop.code;
}

async function* reads(ledger: Ledger, versions: Versions) {
  const { outdated } = await import('../../ledger/index.js');
  for await (const document of outdated(ledger, versions)) yield { document, where: document.id };
}
