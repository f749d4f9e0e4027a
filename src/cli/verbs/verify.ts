import type { Command } from 'commander';
import type { Verification } from '../../ledger/index.js';
import { ledgerOption, withLedger } from '../ledger.js';
import { type Column, chosenFormat, type Format, formatOption, printRows, write } from '../output.js';
import { startProgress } from '../progress.js';

/** The verb `verify`: whether a ledger is as it was written. */
export function define(command: Command): void {
  command
    .option('--head <hash>', 'prove too that the ledger still contains this head')
    .addOption(ledgerOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  onrecord verify
  onrecord verify --ledger desk.db --head 5d41…`,
    )
    .action(run);
}

async function run({ ledger: address, head, format: asked }: { ledger: string; head?: string; format?: Format }) {
  const progress = await startProgress('checking');
  const found = await withLedger(address, async (ledger) => {
    const { verify } = await import('../../ledger/index.js');
    const tell = (entries: number) => progress.update(`${entries} entries checked`);
    return verify(ledger, { ...(head !== undefined && { head }), progress: tell });
  }).finally(() => progress.stop());
  const format = chosenFormat(asked);
  if (format === 'table') {
    if (!found.fault) await write(`${found.entries} entries, none altered, removed or moved\nhead ${found.head}\n`);
  } else await printRows([found], COLUMNS, format);
  if (!found.fault) return;
  console.error(`onrecord: ledger ${address}: entry ${found.fault.sequence}: ${found.fault.reason}`);
  process.exitCode = 1;
}

const COLUMNS: readonly Column<Verification>[] = [
  { header: 'entries', value: ({ entries }) => entries },
  { header: 'head', value: ({ head }) => head },
  { header: 'recorded', value: ({ recorded }) => recorded },
  { header: 'faulty entry', value: ({ fault }) => fault?.sequence },
  { header: 'reason', value: ({ fault }) => fault?.reason },
];
