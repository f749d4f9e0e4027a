import { answer, api, type Corrected } from '../api/client.ts';
import { session } from '../session.svelte.ts';

/** A correction as the API takes it; its other fields depend on the action. */
export interface Request {
  action: 'accept' | 'reject' | 'amend' | 'add' | 'merge' | 'split' | 'reviewed' | 'undo';
  reason: string;
  [field: string]: unknown;
}

/** Puts a correction on record, under the name of the reader's token. */
export async function correct(body: Request): Promise<Corrected[]> {
  const { rows } = await answer(api.POST('/corrections', { body }));
  void session.refresh();
  return rows;
}

/** Takes corrections back, the last one first. */
export async function undo(entries: readonly number[], reason: string): Promise<void> {
  for (const entry of entries.toReversed()) await correct({ action: 'undo', entry, reason });
}

/** "accepted", of "accept". */
export const DONE: Record<string, string> = {
  accept: 'accepted',
  reject: 'rejected',
  amend: 'amended',
  add: 'added',
  merge: 'merged',
  split: 'split',
  reviewed: 'completely reviewed',
  undo: 'taken back',
};
