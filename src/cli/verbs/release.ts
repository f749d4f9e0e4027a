import { type Command, Option } from 'commander';
import { ledgerOption, withWritableLedger } from '../ledger.js';
import { chosenFormat, type Format, formatOption, printRows } from '../output.js';
import { RELEASE_COLUMNS } from '../review-columns.js';

/** The verb `release`: marks the ledger's present head. */
export function define(command: Command): void {
  command
    .argument('<name>', 'a name that no other release has')
    .addOption(new Option('--by <name>', 'who makes it'))
    .addOption(ledgerOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  onrecord release 2031-05
  onrecord ask changes --since-release 2031-05`,
    )
    .action(run);
}

async function run(name: string, { ledger, by, format }: { ledger: string; by?: string; format?: Format }) {
  const { release } = await import('../../ledger/index.js');
  const made = await withWritableLedger(ledger, (open) => release(open, { name, ...(by !== undefined && { by }) }));
  await printRows([made], RELEASE_COLUMNS, chosenFormat(format));
}
