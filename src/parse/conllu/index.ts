/** CoNLL-U in and out (https://universaldependencies.org/format.html). */

export type { Frame, Multiword } from './frame.js';
export { looksLikeConllu } from './look.js';
export { ConlluReader, fromConllu, type Treebank } from './read.js';
export { conlluSentences, type Numbering, toConllu } from './write.js';
