import type { Command } from 'commander';
import type { Trace } from '../../ask/index.js';
import { ledgerOption, withLedger } from '../ledger.js';
import { type Column, chosenFormat, type Format, formatOption, printRows, write } from '../output.js';
import { traceText } from '../trace-text.js';

/** The verb `trace`: a claim, its words in context, and those who say so. */
export function define(command: Command): void {
  command
    .argument('<claim...>', "claims' ids, or as much of their beginning as no other has")
    .option('--page', 'the page in which the claim was read, byte for byte')
    .addOption(ledgerOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  onrecord ask claims --actor Selmoor --limit 5
  onrecord trace 3f9a0c
  onrecord trace 3f9a0c --page > page.html`,
    )
    .action(run);
}

type Flags = { ledger: string; format?: Format; page?: true };

async function run(ids: string[], { ledger: address, format: asked, page }: Flags) {
  const format = chosenFormat(asked);
  await withLedger(address, async (ledger) => {
    const { pageOfClaim, trace } = await import('../../ask/index.js');
    if (page) {
      for (const id of ids) await write((await pageOfClaim(ledger, id)).bytes);
      return;
    }
    async function* traces(): AsyncGenerator<Trace> {
      for (const id of ids) yield await trace(ledger, id);
    }
    if (format === 'table') for await (const found of traces()) await write(await traceText(found));
    else await printRows(traces(), COLUMNS, format);
  });
}

/** What fits a spreadsheet's row; JSON lines have all of it. */
const COLUMNS: readonly Column<Trace>[] = [
  { header: 'claim', value: ({ claim }) => claim.id },
  { header: 'words', value: ({ context }) => context.sentence },
  {
    header: 'by',
    value: ({ chain }) => chain.map(({ speakers }) => speakers.map(({ name }) => name).join(' and ')).join(' < '),
  },
  { header: 'document', value: ({ claim }) => claim.document },
  {
    header: 'read in',
    value: ({ readIn }) => readIn.map(({ url, path, document }) => url ?? path ?? document).join('; '),
  },
  { header: 'published', value: ({ claim }) => claim.published },
  { header: 'recorded', value: ({ claim }) => claim.recorded },
];
