import { type Command, Option } from 'commander';
import { addCodebookOptions, type CodebookFlags, chosenCodebook } from '../codebook.js';
import { ledgerOption } from '../ledger.js';
import { port, wholeNumber } from '../output.js';

/** The verb `serve`: the HTTP API and the desk over a ledger. */
export function define(command: Command): void {
  addCodebookOptions(command)
    .option('--port <n>', 'the port to listen on; 0 for any that is free', port, 8321)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--host-name <name>', 'a name under which browsers may address it; again: another', collect)
    .option('--closed', 'let nobody read without a token either')
    .option('--read-only', 'take nothing in, whoever asks')
    .option('--rate <n>', 'most requests a minute from one address', wholeNumber(1), 1200)
    .option('--max-body <megabytes>', 'the largest body of a request', wholeNumber(1), 5)
    .addOption(
      new Option('--log <level>', 'the least severe of what is logged, as JSON lines on stderr')
        .choices(LEVELS)
        .default('info'),
    )
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      `
Who is to write, correct or hand in documents needs a token: onrecord token NAME.

Examples:
  onrecord serve
  onrecord serve --ledger desk.db --port 0
  onrecord serve --closed --host 0.0.0.0 --host-name desk.example`,
    )
    .action(run);
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

interface Flags extends CodebookFlags {
  ledger: string;
  port: number;
  host: string;
  hostName?: string[];
  closed?: boolean;
  readOnly?: boolean;
  rate: number;
  maxBody: number;
  log: string;
}

async function run(flags: Flags): Promise<void> {
  const { ledger: address, port, host, hostName = [], closed = false, readOnly = false, rate, maxBody, log } = flags;
  const codebook = await chosenCodebook(flags);
  const folder = flags.codebook ?? flags.codebookOnly;
  const [{ openLedger }, { serveLedger }] = await Promise.all([
    import('../../ledger/index.js'),
    import('../serving.js'),
  ]);
  const ledger = await openLedger(address, { readOnly });
  try {
    const options = { closed, rate, maxBody: maxBody * 1_000_000, hosts: [...hostName, host] };
    await serveLedger({
      ledger,
      codebook,
      ...(folder !== undefined && { folder }),
      readOnly,
      port,
      host,
      options,
      log,
    });
  } finally {
    await ledger.close();
  }
}

const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];
