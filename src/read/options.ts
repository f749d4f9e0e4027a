import type { FieldMap } from './mapping/index.js';
import type { Visits } from './visits.js';

export { type FieldMap, parseFieldMap } from './mapping/index.js';

/** How inputs are read and fetched. Everything is optional; the defaults are in `DEFAULTS`. */
export interface ReadOptions {
  /** Which field of a JSON record or CSV row gives which field of the Document; unnamed ones go by common names. */
  map?: FieldMap;
  /** The most bytes that one page, record or line may have once it is unpacked. Archives may hold any number of them. */
  maxSize?: number;
  /** Whether addresses in private, loopback and link-local networks may be fetched. */
  allowPrivate?: boolean;
  /** The whole User-Agent header; robots.txt is read for its first word. */
  userAgent?: string;
  /** The least seconds between two requests to one host. */
  delay?: number;
  /** The most seconds until a server starts to answer, and after which it must have kept up a least speed. */
  timeout?: number;
  /** A cookie file in Netscape's format. */
  cookies?: string;
  /** What earlier visits left: an address that has not changed since gives nothing. */
  visits?: Visits;
  /** Whether each document of a page or text comes with its bytes. */
  pages?: boolean;
  /** Ends the reading: no further input is opened, a running request is given up. */
  signal?: AbortSignal;
}

export const DEFAULTS = {
  maxSize: 20_000_000,
  delay: 1,
  timeout: 30,
} as const;
