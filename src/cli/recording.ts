import { type Failure, UserError } from '../errors.js';
import { checkReading, type Ledger, packPage, type Reading, type Recorded } from '../ledger/index.js';
import type { Read } from '../read/index.js';
import type { Document } from '../types.js';
import type { Analyst } from './analyst.js';
import { inBatches, mapInOrder } from './queue.js';

/**
 * What became of one thing that was read: a document, what recording it came to and which of its fields could not be taken, or
 * why there is none.
 */
export type RecordedRead =
  | { document: Document; where: string; recorded: Recorded; faults?: readonly string[] }
  | { failure: Failure };

/** Documents that are recorded in one transaction, where they come fast. */
const BATCH = 128;

/** How long a document waits for others to be recorded with, in milliseconds. */
const PATIENCE = 250;

type Analysed =
  | { failure: Failure }
  | (Omit<Exclude<RecordedRead, { failure: Failure }>, 'recorded'> & { reading?: Reading });

/**
 * Parses, codes and records what is read, in the order in which it is read, on all cores and in bounded memory. A
 * document that the ledger has, coded by the same versions, is neither parsed nor coded. What is given back is on the
 * disk.
 *
 * @param signal once aborted, nothing further is taken in; what is under way is finished and recorded
 */
export async function* recordReads(
  reads: AsyncIterable<Read>,
  ledger: Ledger,
  analyst: Analyst,
  signal?: AbortSignal,
): AsyncGenerator<RecordedRead> {
  const analysed = mapInOrder(reads, analyst.width, (read) => analysedRead(read, ledger, analyst), signal);
  for await (const batch of inBatches(analysed, BATCH, PATIENCE)) yield* recordBatch(batch, ledger);
}

async function analysedRead(read: Read, ledger: Ledger, analyst: Analyst): Promise<Analysed> {
  if ('failure' in read) return read;
  const { document, where, faults } = read;
  const told = { document, where, ...(faults && { faults }) };
  const { versions } = analyst;
  if (await ledger.has(document, versions)) return told;
  try {
    const [coded, page] = await Promise.all([analyst.analyse(document), read.page && packPage(read.page)]);
    const reading = { document, coded, versions, ...(page && { page }) };
    // What cannot be recorded must not take the others of its batch with it.
    checkReading(reading);
    return { ...told, reading };
  } catch (error) {
    return { failure: { where, reason: error instanceof UserError ? error.message : `could not be coded: ${error}` } };
  }
}

async function* recordBatch(batch: readonly Analysed[], ledger: Ledger): AsyncGenerator<RecordedRead> {
  const readings = batch.flatMap((one) => ('reading' in one && one.reading ? [one.reading] : []));
  const results = readings.length ? await ledger.record(readings) : [];
  for (const one of batch) {
    if ('failure' in one) yield one;
    else {
      const { reading, ...told } = one;
      const known: Recorded = { document: told.document.id, status: 'known', claims: 0 };
      yield { ...told, recorded: (reading && results.shift()) ?? known };
    }
  }
}
