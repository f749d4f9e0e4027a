import type { Failure } from '../errors.js';
import type { Document, Page } from '../types.js';
import type { Fetcher } from './fetch/index.js';
import type { Hints } from './hints.js';
import type { ReadOptions } from './options.js';

/** One stream of bytes to be read, and what is known about it beforehand. */
export interface Source {
  /** How a failure names it: a path, an address, or a place in an archive. */
  where: string;
  /** A file name, from which the kind is guessed where the content does not tell. */
  name: string;
  bytes: AsyncIterable<Uint8Array>;
  /** The file that the bytes are, for a format that must be read from its end. */
  file?: string;
  hints: Hints;
  /** The media type (without parameters) and charset that a server or archive states. */
  mediaType?: string;
  charset?: string;
  /** How the server, or the archive's record of it, answered. */
  answer?: { status: number; headers: Record<string, string> };
  /** How many containers (gzip, ZIP, WARC, mailbox) it lies in. */
  depth: number;
  /** Whether it was fetched, so that what it links to may be fetched too. */
  fetched?: true;
}

/**
 * What reading gives: a document (with the JSON record that it was made from, where there was one, and the page, where
 * pages are asked for), or the name of an input that could not be read and the reason.
 */
export type Read =
  | {
      document: Document;
      where: string;
      record?: JsonRecord;
      page?: Page;
      /** A line for each of the record's fields that could not be taken; the document does without them. */
      faults?: readonly string[];
    }
  | {
      failure: Failure;
      /** Where it was a record: its own id, else its place. Who answers record by record can answer this one too. */
      id?: string;
    };

export type JsonRecord = Readonly<Record<string, unknown>>;

/** What every reader of a format is given beside its source. */
export interface Context {
  options: ReadOptions;
  maxSize: number;
  /** The one fetcher of this run, made when first asked for. */
  fetcher: () => Promise<Fetcher>;
  /** Reads a source that was found inside another one. */
  readSource: (source: Source) => AsyncGenerator<Read>;
}

/** Reads one source. It may throw; what it has given until then stands. */
export type Reader = (source: Source, context: Context) => AsyncGenerator<Read>;
