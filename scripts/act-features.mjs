#!/usr/bin/env node
// act-features.mjs TEXTS.jsonl …: what `train/acts.py` learns from, a claim whose act is labelled a line: {text, right, type, facts, vectors}.
// TEXTS: {id, text} lines that `train/labels/acts.jsonl` knows by the hash of their text, or {id, text, pairs, gold: [{pair, root}]}, whose pairs
// label the claims that join them. The sentences of `train/labels/clauses.txt` are always read too.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { hash } from '../dist/code/hash.js';
import { code, parseSpans } from '../dist/code/index.js';
import { loadCodebook } from '../dist/codebook/node.js';
import { openParser } from '../dist/parse/node.js';

const labels = new URL('../train/labels/', import.meta.url);
const lines = (path) => readFileSync(path, 'utf8').trim().split('\n');
const parser = await openParser(['speech']);
const codebook = await loadCodebook();
const root = (type) => (type === 'RETREAT' || type === 'YIELD' ? 'CONCEDE' : type);
/** Entries whose words announce an act: one labelled as that act, planned, is right too. */
const ANNOUNCE = new Set(['will-do', 'expect-to-visit', 'agree-to-do', 'ready-to-do']);
const SAME_SIDE = 0.4;

const known = new Map();
for (const line of lines(new URL('acts.jsonl', labels))) {
  const { text, at, type } = JSON.parse(line);
  if (!known.has(text)) known.set(text, new Map());
  known.get(text).set(at[0], type);
}

for (const path of process.argv.slice(2))
  for (const line of lines(path)) {
    const { id, text, pairs, gold } = JSON.parse(line);
    const here = known.get(hash(text));
    if (here || gold) emit(basename(path), { id, text }, (claim, at) => here?.get(at) ?? byPair(claim, pairs, gold));
  }
lines(new URL('clauses.txt', labels)).forEach((line, k) => {
  const { text, trigger, type } = ownClause(line);
  emit('own', { id: `own-${k}`, text }, ({ trigger: t }) =>
    t.start < trigger?.end && trigger.start < t.end ? type : undefined,
  );
});

/** Prints the claims of a text that have a label. */
function emit(set, input, labelOf) {
  const weighed = [];
  // Each claim's confidence tells which weighing was its own.
  const judge = { vectors: parser.vectors, weigh: (features, type, at) => weighed.push({ features, type, at }) };
  const { claims } = code(input, parser.parse(input.text, parseSpans(input)), codebook, { judge });
  const told = new Map();
  for (const claim of claims) {
    const { at } = weighed[claim.confidence - 1];
    const label = labelOf(claim, at);
    if (label) told.set(at, label);
  }
  // All readings of the same words, whichever of them made the claim.
  for (const { features, type, at } of weighed) {
    const label = told.get(at);
    if (!label) continue;
    const announced = features.facts.some((f) => f.startsWith('entry ') && ANNOUNCE.has(f.slice(6)));
    const right = root(label) === root(type) || (announced && label !== 'NONE' && label !== 'THREATEN');
    const vectors = Array.from(features.vectors, (x) => +x.toFixed(4));
    console.log(JSON.stringify({ set, text: input.id, at, right, type, label, facts: features.facts, vectors }));
  }
}

function byPair({ source, target, reciprocal }, pairs, gold) {
  const [from, to] = reciprocal
    ? [
        [...source, ...target],
        [...source, ...target],
      ]
    : [source, target];
  const isSide = (sides, wanted) =>
    sides.some((p) => [p.span, p.antecedent].some((s) => s && wanted.some((w) => dice(s, w) >= SAME_SIDE)));
  return gold?.find(({ pair }) => isSide(from, pairs[pair].source) && isSide(to, pairs[pair].target))?.root;
}

function dice(a, b) {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return both <= 0 ? 0 : (2 * both) / (a.end - a.start + b.end - b.start);
}

/** A line of `clauses.txt`: its sentence without the marks, where its trigger stands, its type. */
function ownClause(line) {
  const [head, marked] = line.split(' | ');
  let text = '';
  let trigger;
  for (let i = 0; i < marked.length; i++) {
    if (marked.startsWith('[S:', i) || marked.startsWith('[T:', i)) i += 2;
    else if (marked[i] === '{') trigger = { start: text.length, end: text.length };
    else if (marked[i] === '}') trigger.end = text.length;
    else if (marked[i] !== ']') text += marked[i];
  }
  return { text, trigger, type: root(head.split(' ')[0].replace('~', '')) };
}
