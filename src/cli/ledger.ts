import { Option } from 'commander';

/** The `--ledger` option that every verb on a ledger has. */
export function ledgerOption(): Option {
  return new Option('--ledger <address>', 'the ledger: a file, or postgres://…')
    .env('ONRECORD_LEDGER')
    .default('onrecord.db');
}

/**
 * Does work with a ledger that is only looked at, and closes it.
 *
 * @throws UserError where the ledger: a file, or postgres://… cannot be used, and what the work throws
 */
export async function withLedger<T>(
  address: string,
  work: (ledger: import('../ledger/index.js').Ledger) => Promise<T>,
): Promise<T> {
  return workWith(address, true, work);
}

/**
 * Does work with a ledger that is written to, and closes it.
 *
 * @throws UserError where there is no such ledger or it cannot be used, and what the work throws
 */
export async function withWritableLedger<T>(
  address: string,
  work: (ledger: import('../ledger/index.js').Ledger) => Promise<T>,
): Promise<T> {
  // One that is not there must not be made by correcting it.
  await withLedger(address, async () => {});
  return workWith(address, false, work);
}

async function workWith<T>(
  address: string,
  readOnly: boolean,
  work: (ledger: import('../ledger/index.js').Ledger) => Promise<T>,
): Promise<T> {
  const { asUserError, openLedger } = await import('../ledger/index.js');
  const ledger = await openLedger(address, { readOnly });
  try {
    return await work(ledger);
  } catch (error) {
    throw asUserError(error, address);
  } finally {
    await ledger.close();
  }
}
