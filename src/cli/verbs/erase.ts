import type { Command } from 'commander';
import type { ErasedDocument } from '../../ledger/index.js';
import { ledgerOption, withWritableLedger } from '../ledger.js';
import { type Column, chosenFormat, type Format, formatOption, printRows } from '../output.js';

/** The verb `erase`: takes a document's words out of the ledger. */
export function define(command: Command): void {
  command
    .argument('<document>', "the document's id")
    .requiredOption('--by <name>', 'who has it erased')
    .requiredOption('--reason <words>', 'why')
    .addOption(ledgerOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
There is no way back. A tombstone stays where the words were, \`verify\` still passes, and the document is not read again.

Examples:
  onrecord erase page-7 --by Ada --reason "takedown of 2 May"`,
    )
    .action(run);
}

type Flags = { by: string; reason: string; ledger: string; format?: Format };

async function run(document: string, { by, reason, ledger, format }: Flags): Promise<void> {
  const { erase } = await import('../../ledger/index.js');
  const done = await withWritableLedger(ledger, (open) => erase(open, { document, by, reason }));
  await printRows([done], COLUMNS, chosenFormat(format));
}

const COLUMNS: readonly Column<ErasedDocument>[] = [
  { header: 'document', value: ({ document }) => document },
  { header: 'entry', value: ({ entry }) => entry },
  { header: 'erased entries', value: ({ erased }) => erased },
  { header: 'by', value: ({ by }) => by },
  { header: 'reason', value: ({ reason }) => reason },
];
