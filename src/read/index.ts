/** Bytes in, Documents out: pages, feeds, archives, mail and texts from files, standard input and the web. */

export { decode } from './bytes/charset.js';
export { lines } from './bytes/lines.js';
export { failureOf } from './failure.js';
export type { Hints } from './hints.js';
export { type Opened, openInputs } from './opened.js';
export { DEFAULTS, type FieldMap, parseFieldMap, type ReadOptions } from './options.js';
export { fromHtml } from './page/index.js';
export { readInputs } from './reading.js';
export type { JsonRecord, Read } from './source.js';
export { fromText } from './text/index.js';
export { MemoryVisits, type Visit, type Visits } from './visits.js';
export { type WatchOptions, watch } from './watch.js';
