export * from './clause.js';
export * from './phrases.js';
export { repair } from './repair.js';
export { exactly, relations, Tree } from './tree.js';
