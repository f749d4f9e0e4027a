export { type ActWeights, type Judge, openJudge } from './acts/index.js';
export { type CodeOptions, code } from './code.js';
export { type Example, faultOfExample, readExample } from './example.js';
export { type CodeInput, parseSpans } from './input.js';
export { CODER } from './version.js';
