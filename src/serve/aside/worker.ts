import { workerData } from 'node:worker_threads';
import { news } from '../../ask/index.js';
import type { Codebook } from '../../codebook/index.js';
import { UserError } from '../../errors.js';
import { openLedger } from '../../ledger/index.js';
import { listRows } from '../routes/lists.js';
import type { AsideAnswer, AsideQuestion } from './index.js';

// The pool puts its own data first.
const [, { address, codebook }] = workerData as [unknown, { address: string; codebook: Codebook }];
const opened = openLedger(address, { readOnly: true });

/** Answers one question, in the thread of `openAside`. */
export async function answer({ list, filter, page }: AsideQuestion): Promise<AsideAnswer> {
  const ledger = await opened;
  try {
    if (list === 'news') return { rows: await news(ledger, codebook, { ...filter, limit: page.limit }) };
    return { rows: await listRows(list, { ledger, codebook }, filter, page) };
  } catch (error) {
    if (error instanceof UserError) return { refused: error.message, ...(error.faults && { faults: error.faults }) };
    throw error;
  }
}
