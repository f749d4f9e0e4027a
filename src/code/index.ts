export { code, type CodeOptions } from './code.js';
export type { CodeInput } from './input.js';
