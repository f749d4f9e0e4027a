import type { Codebook } from '../codebook/index.js';
import type { Failure } from '../errors.js';
import type { Ledger, Recorded } from '../ledger/index.js';
import type { Read } from '../read/index.js';
import type { Coded, Document, Versions } from '../types.js';
import type { Column } from './answer.js';
import type { Aside } from './aside/index.js';
import type { TileMap } from './map.js';

/** What a served desk stands on. */
export interface Desk {
  ledger: Ledger;
  codebook: Codebook;
  /** Of what a document that is handed in now would be coded by. */
  versions: Versions;
  /** Parses, codes and records what is read; what it gives back is on the disk. Absent where nothing may be written. */
  record?: (reads: AsyncIterable<Read>) => AsyncIterable<RecordedRead>;
  /** Codes a document by `versions`, and says of each claim how it came about. */
  analyse?: (document: Document) => Promise<Coded>;
  /** Where answers are made that look at much of the ledger; without it, where all others are. */
  aside?: Aside;
  /** How each list's rows are laid out for a spreadsheet, by the list's name: as the command does it. */
  columns?: Readonly<Record<string, readonly Column<never>[]>>;
  /** A map for actors that have no country's shape. */
  map?: TileMap;
}

export type RecordedRead = { document: Document; where: string; recorded: Recorded } | { failure: Failure };

/** How it is served. */
export interface ServeOptions {
  /** Whether reading needs a token too. */
  closed: boolean;
  /** Names under which the server may be addressed, beside the loopback ones. */
  hosts: readonly string[];
  /** Requests that one address may make in a minute. */
  rate: number;
  /** The most bytes that a request's body may have. */
  maxBody: number;
}

export const DEFAULTS: ServeOptions = { closed: false, hosts: [], rate: 1200, maxBody: 5_000_000 };
