import type { ChangeFilter, EventFilter, PositionFilter } from '../ask/index.js';
import type { Codebook } from '../codebook/index.js';
import type { Ledger } from '../ledger/index.js';

/** What is asked for: a filter's claims, events or positions, as one view of the ledger has them. */
export interface Request {
  ledger: Ledger;
  codebook: Codebook;
  filter: EventFilter & PositionFilter & ChangeFilter;
  /** Of the formats that are tables of anything: what the rows are. */
  of: Subject;
}

export const SUBJECTS = ['events', 'claims', 'positions', 'changes'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** A format that other tools read. */
export interface Export {
  /** RFC 6838. */
  mediaType: string;
  /** Of the file's name, without a dot. */
  extension: string;
  /** Whether it is text, so that it can be shown on a terminal. */
  text: boolean;
  write(request: Request): AsyncGenerator<string | Uint8Array>;
}
