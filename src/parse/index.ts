/**
 * The reading engine: text to sentences with tags, trees, lemmas and mentions. Nothing here needs Node; `node.ts` opens the files.
 */
import type { Head } from './heads/head.js';
import { compileKernels, type KernelModule } from './kernels/index.js';
import { openModel } from './model.js';
import { Parser } from './parser.js';

export type { Batch } from './batch.js';
export {
  ConlluReader,
  conlluSentences,
  type Frame,
  fromConllu,
  looksLikeConllu,
  type Numbering,
  type Treebank,
  toConllu,
} from './conllu/index.js';
export type { Encodings } from './encoder.js';
export type { Head } from './heads/head.js';
export type { TokenScores } from './heads/sequence.js';
export { compileKernels, type KernelModule } from './kernels/index.js';
export { type Notice, Parser, type Reading } from './parser.js';
export { findQuotes, isContinued, isSpeech, type Quote } from './quotes.js';
export type { TokenSpans } from './tokens/index.js';
export { drawTree, type TreeStyle } from './tree.js';

/**
 * A parser from the bytes of a model file, which must not change while it is in use.
 *
 * `kernels`: the compiled kernels, as the bytes of `kernels.wasm` or a `WebAssembly.Module` of them. Without them, or where the machine has
 * no WebAssembly SIMD, the plain twins serve, some thirty times slower.
 *
 * `heads`: further heads to be read too: `speech` (who is said to say what), names of others that the model holds (see `SequenceHead`),
 * or a head of one's own.
 *
 * @throws UserError where the model is damaged or of another release.
 */
export function createParser(
  model: Uint8Array,
  kernels?: Uint8Array | KernelModule,
  heads?: readonly (string | Head)[],
): Parser {
  return new Parser(openModel(model), kernels instanceof Uint8Array ? compileKernels(kernels) : kernels, heads);
}
