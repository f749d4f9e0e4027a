import { workerData } from 'node:worker_threads';
import { type KeptPositions, news, type Position, positions } from '../../ask/index.js';
import type { Codebook } from '../../codebook/index.js';
import { UserError } from '../../errors.js';
import { openLedger } from '../../ledger/index.js';
import { listRows } from '../routes/lists.js';
import type { AsideAnswer, AsideQuestion } from './index.js';

// The pool puts its own data first.
const [, { address, codebook }] = workerData as [unknown, { address: string; codebook: Codebook }];
const opened = openLedger(address, { readOnly: true });

/** All positions on each question that was asked for, as the ledger stood at one head: pages, actors and the queue share them. */
const positionsOn = new Map<string, Promise<Position[]>>();
let headOfThese = '';

function keptAt(head: string): KeptPositions {
  if (head !== headOfThese) positionsOn.clear();
  headOfThese = head;
  return async (question) => {
    const ledger = await opened;
    const found = positionsOn.get(question) ?? positions(ledger, codebook, { question: [question] });
    positionsOn.set(question, found);
    found.catch(() => positionsOn.delete(question));
    return found;
  };
}

/** Answers one question, in the thread of `openAside`. */
export async function answer({ list, filter, page, head }: AsideQuestion & { head: string }): Promise<AsideAnswer> {
  const ledger = await opened;
  const kept = keptAt(head);
  try {
    if (list === 'news') return { rows: await news(ledger, codebook, { ...filter, limit: page.limit }, kept) };
    return { rows: await listRows(list, { ledger, codebook, kept }, filter, page) };
  } catch (error) {
    if (error instanceof UserError) return { refused: error.message, ...(error.faults && { faults: error.faults }) };
    throw error;
  }
}
