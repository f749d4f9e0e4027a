import type { Command } from 'commander';
import type { Ledger } from '../../ledger/index.js';
import type { Versions } from '../../types.js';
import { addCodebookOptions, type CodebookFlags, chosenCodebook } from '../codebook.js';
import { ledgerOption, withWritableLedger } from '../ledger.js';
import { tellNews } from '../news.js';
import { chosenFormat, type Format, formatOption, write } from '../output.js';
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
  const [{ recordReads }, { shownAddress }] = await Promise.all([
    import('../recording.js'),
    import('../../ledger/index.js'),
  ]);
  const stop = stopOnSignals();
  try {
    const news = recordReads(reads(ledger, analyst.versions), ledger, analyst, stop.signal);
    const { tally, failures } = await tellNews(news, { format, doing: 'coding anew' });
    if (format === 'table') await write(`${tally.line()}, in ${shownAddress(flags.ledger)}\n`);
    failures.finish(tally.documents, 'documents');
  } finally {
    stop.release();
  }
  if (stop.code !== undefined) process.exitCode = stop.code;
}

async function* reads(ledger: Ledger, versions: Versions) {
  const { outdated } = await import('../../ledger/index.js');
  for await (const document of outdated(ledger, versions)) yield { document, where: document.id };
}
