export * from './clause.js';
export * from './phrases.js';
export { exactly, relations, Tree } from './tree.js';
