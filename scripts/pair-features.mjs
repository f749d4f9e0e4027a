#!/usr/bin/env node
// pair-features.mjs PAIRS.jsonl: what `train/relations.py` learns from, a pair a line: {id, type, said?, features}.
import { readFileSync } from 'node:fs';
import { code, parseSpans } from '../dist/code/index.js';
import { lexiconOf } from '../dist/code/lexicon.js';
import { pairFeatures } from '../dist/code/relations/kin.js';
import { repair, Tree } from '../dist/code/tree/index.js';
import { loadCodebook } from '../dist/codebook/node.js';
import { openParser } from '../dist/parse/node.js';

const parser = await openParser(['speech']);
const codebook = await loadCodebook();
const { sectors } = lexiconOf(codebook).nouns;
for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const { id, text, pairs, gold } = JSON.parse(line);
  const sentences = parser.parse(text, parseSpans({ id, text }));
  const { relations } = code({ id, text, pairs }, sentences, codebook);
  const tree = new Tree(repair(sentences, (i) => sectors.has(sentences.lemma[i]?.toLowerCase() ?? '')));
  for (const { pair, root } of gold) {
    const said = relations.find((one) => one.pair === pair);
    const features = pairFeatures(tree, parser.vectors, pairs[pair]);
    console.log(JSON.stringify({ id, type: root, said, features: Array.from(features) }));
  }
}
