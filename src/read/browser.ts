/** What of reading needs no Node: a text as it is typed or pasted. */
export type { Hints } from './hints.js';
export { fromText } from './text/index.js';
