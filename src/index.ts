/** What all stages share. The stages have doors of their own: `onrecord/read`, `/parse`, `/codebook`, `/code`, `/ledger`, `/ask`, `/serve`. */
export { type Failure, UserError } from './errors.js';
export type * from './types.js';
export { packageVersion } from './version.js';
