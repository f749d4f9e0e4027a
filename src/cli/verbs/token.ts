import { type Command, Option } from 'commander';
import type { TokenRow } from '../../ledger/index.js';
import { ledgerOption } from '../ledger.js';
import { type Column, chosenFormat, type Format, formatOption, printRows, write } from '../output.js';

/** The verb `token`: who may write to a ledger over HTTP. */
export function define(command: Command): void {
  command
    .argument('[name]', 'who will use it: what is done with it is done in this name')
    .addOption(new Option('--list', 'list the tokens that were made').conflicts('revoke'))
    .option('--revoke', 'end all tokens of this name')
    .addOption(ledgerOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
The token is printed once; the ledger keeps only a hash of it.

Examples:
  onrecord token "Ada Example"
  onrecord token --revoke "Ada Example"
  onrecord token --list`,
    )
    .action(run);
}

interface Flags {
  ledger: string;
  list?: boolean;
  revoke?: boolean;
  format?: Format;
}

async function run(name: string | undefined, { ledger: address, list, revoke, format }: Flags): Promise<void> {
  const [{ UserError }, { createToken, listTokens, openLedger, revokeTokens }] = await Promise.all([
    import('../../errors.js'),
    import('../../ledger/index.js'),
  ]);
  if (name === undefined && !list) throw new UserError('token: the name of whoever will use it is expected, or --list');
  const ledger = await openLedger(address);
  try {
    if (list || name === undefined) {
      await printRows(await listTokens(ledger), COLUMNS, chosenFormat(format));
    } else if (revoke) {
      const count = await revokeTokens(ledger, name);
      if (!count) throw new UserError(`token ${name}: there is none, or it is revoked already`);
      console.error(`onrecord: ${count} of ${name} revoked`);
    } else {
      await write(`${await createToken(ledger, name)}\n`);
    }
  } finally {
    await ledger.close();
  }
}

const COLUMNS: readonly Column<TokenRow>[] = [
  { header: 'name', value: ({ name }) => name },
  { header: 'created', value: ({ created }) => created },
  { header: 'revoked', value: ({ revoked }) => revoked ?? undefined },
];
