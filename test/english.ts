import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Codebook } from '../src/codebook/index.js';
import { loadCodebook } from '../src/codebook/node.js';
import { createParser, type Parser } from '../src/parse/index.js';
import { kernelBytes } from './parse/kernels.js';

/** The bytes of a file of the model that ships. */
export const modelFile = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../model/${name}`, import.meta.url)));

/** The parser that ships, with these heads. */
export const shippedParser = (heads?: readonly string[]): Parser =>
  createParser(modelFile('english.onrm'), kernelBytes(), heads);

/** Our codebook with the samples' invented world laid over it. */
export const sampleWorld = (): Promise<Codebook> =>
  loadCodebook({ dir: fileURLToPath(new URL('../samples/world', import.meta.url)) });
