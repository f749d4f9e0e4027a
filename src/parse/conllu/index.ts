/** CoNLL-U in and out (https://universaldependencies.org/format.html). */

export type { Frame, Multiword } from './frame.js';
export { ConlluReader, fromConllu, type Treebank } from './read.js';
export { conlluSentences, toConllu } from './write.js';
