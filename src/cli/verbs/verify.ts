import type { Command } from 'commander';
import type { Timestamped, Verification } from '../../ledger/index.js';
import { ledgerOption, withLedger } from '../ledger.js';
import { type Column, chosenFormat, type Format, formatOption, printRows, write } from '../output.js';
import { startProgress } from '../progress.js';
import { checkKept } from './timestamp.js';

/** The verb `verify`: whether a ledger is as it was written. */
export function define(command: Command): void {
  command
    .option('--head <hash>', 'prove too that the ledger still contains this head')
    .option(
      '--timestamp <file>',
      "prove too that an authority's answer (RFC 3161) is over a head of it, and when that was",
    )
    .option('--trusted <file>', "certificates (PEM) to one of which the authority's must lead")
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

interface Flags {
  ledger: string;
  head?: string;
  timestamp?: string;
  trusted?: string;
  format?: Format;
}

async function run({ ledger: address, head, timestamp, trusted, format: asked }: Flags) {
  const progress = await startProgress('checking');
  const found = await withLedger(address, async (ledger) => {
    const { verify } = await import('../../ledger/index.js');
    const tell = (entries: number) => progress.update(`${entries} entries checked`);
    const result = await verify(ledger, { ...(head !== undefined && { head }), progress: tell });
    if (timestamp === undefined || result.fault) return result;
    return { ...result, timestamp: await checkKept(ledger, timestamp, trusted) };
  }).finally(() => progress.stop());
  const format = chosenFormat(asked);
  if (format === 'table') {
    if (!found.fault) await write(`${found.entries} entries, none altered, removed or moved\nhead ${found.head}\n`);
    if ('timestamp' in found) await write(`${seen(found.timestamp)}\n`);
  } else await printRows([found], COLUMNS, format);
  if (!found.fault) return;
  console.error(`onrecord: ledger ${address}: entry ${found.fault.sequence}: ${found.fault.reason}`);
  process.exitCode = 1;
}

function seen({ entry, head, time, authority, trusted }: Timestamped): string {
  const whom = trusted ? authority : `${authority} (not checked whom: --trusted FILE does)`;
  return `entry ${entry}, head ${head}: seen ${time} by ${whom}`;
}

const COLUMNS: readonly Column<Verification>[] = [
  { header: 'entries', value: ({ entries }) => entries },
  { header: 'head', value: ({ head }) => head },
  { header: 'recorded', value: ({ recorded }) => recorded },
  { header: 'faulty entry', value: ({ fault }) => fault?.sequence },
  { header: 'reason', value: ({ fault }) => fault?.reason },
];
