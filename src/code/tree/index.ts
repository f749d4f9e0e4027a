export * from './clause.js';
export { isAnnounced, readHeadline } from './headline.js';
export * from './phrases.js';
export { repair, type Words } from './repair.js';

export { exactly, relations, Tree } from './tree.js';
export { type NamedStretch, readNames } from './whole.js';
