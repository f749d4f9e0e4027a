/** Copies and relays: which reports are one, told by their texts and by whom they credit. */
export { originsProjection } from './projection.js';
export { agencyName } from './relays.js';
export type { OriginTables } from './tables.js';
