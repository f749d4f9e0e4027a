import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { UserError } from '../../errors.js';
import { ledgerOption, withLedger } from '../ledger.js';
import { write } from '../output.js';

/** The verb `timestamp`: has an authority vouch for the ledger's present head (RFC 3161). */
export function define(command: Command): void {
  command
    .argument('<file>', "where to write the authority's answer; without --tsa, the request to it")
    .option('--tsa <address>', 'the authority to ask')
    .addOption(ledgerOption())
    .addHelpText(
      'after',
      `
Keep the answer: \`verify --timestamp FILE\` proves with it what the ledger held, and when.

Examples:
  onrecord timestamp 2031-05.tsr --tsa https://tsa.example/
  onrecord timestamp request.tsq
  onrecord verify --timestamp 2031-05.tsr --trusted authority.pem`,
    )
    .action(run);
}

/** How long an authority may take, in milliseconds. */
const PATIENCE = 30_000;

async function run(file: string, { ledger: address, tsa }: { ledger: string; tsa?: string }): Promise<void> {
  await withLedger(address, async (ledger) => {
    const { checkTimestamp, timestampRequest } = await import('../../ledger/index.js');
    const { sequence, hash } = await ledger.head();
    const request = await timestampRequest(hash);
    if (tsa === undefined) {
      await writeFile(file, request);
      await write(`request over entry ${sequence}, head ${hash}, in ${file}\n`);
      return;
    }
    const reply = await ask(tsa, request);
    const { time, authority } = await checkTimestamp(ledger, reply);
    await writeFile(file, reply);
    await write(`entry ${sequence}, head ${hash}: seen ${time} by ${authority}, in ${file}\n`);
  });
}

async function ask(tsa: string, request: Uint8Array): Promise<Uint8Array> {
  try {
    const answer = await fetch(tsa, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(request),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) throw new Error(`it answers with status ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    const { message, cause } = error as Error;
    throw new UserError(`authority ${tsa}: ${cause instanceof Error ? cause.message : message}`, { cause: error });
  }
}

/**
 * Checks an authority's answer that was kept.
 *
 * @param trusted a file of certificates (PEM)
 * @throws UserError where a file cannot be read, and what `checkTimestamp` throws
 */
export async function checkKept(
  ledger: import('../../ledger/index.js').Ledger,
  file: string,
  trusted: string | undefined,
): Promise<import('../../ledger/index.js').Timestamped> {
  const { checkTimestamp } = await import('../../ledger/index.js');
  const read = async (path: string) => {
    try {
      return await readFile(path);
    } catch (error) {
      throw new UserError(`${path}: ${(error as Error).message}`, { cause: error });
    }
  };
  return checkTimestamp(ledger, await read(file), trusted === undefined ? undefined : String(await read(trusted)));
}
