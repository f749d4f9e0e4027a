import { Option } from 'commander';

/** The `--ledger` option that every verb on a ledger has. */
export function ledgerOption(): Option {
  return new Option('--ledger <file>', 'the ledger').env('ONRECORD_LEDGER').default('onrecord.db');
}

/**
 * Does work with a ledger that is only looked at, and closes it.
 *
 * @throws UserError where the ledger cannot be used, and what the work throws
 */
export async function withLedger<T>(
  address: string,
  work: (ledger: import('../ledger/index.js').Ledger) => Promise<T>,
): Promise<T> {
  const { asUserError, openLedger } = await import('../ledger/index.js');
  const ledger = await openLedger(address, { readOnly: true });
  try {
    return await work(ledger);
  } catch (error) {
    throw asUserError(error, address);
  } finally {
    await ledger.close();
  }
}
