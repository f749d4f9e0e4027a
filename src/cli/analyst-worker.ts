import { workerData } from 'node:worker_threads';
import { type CodeInput, code, parseSpans } from '../code/index.js';
import { openActJudge, openKinWeights } from '../code/node.js';
import type { Codebook } from '../codebook/index.js';
import { openParser } from '../parse/node.js';
import type { Coded } from '../types.js';

/** What a pool hands to each of its threads. */
interface Equipment {
  codebook: Codebook;
  explain: boolean;
}

// The pool puts its own data first.
const [, { codebook, explain }] = workerData as [unknown, Equipment];
const parser = openParser(['speech']);
const acts = parser.then(({ vectors }) => openActJudge(vectors));
let weights: ReturnType<typeof openKinWeights> | undefined;

/** Parses and codes one text, in a thread of `openAnalyst`. */
export async function analyse(input: CodeInput): Promise<Coded> {
  const { vectors } = await parser;
  const judge = await acts;
  const sentences = (await parser).parse(input.text, parseSpans(input));
  if (!input.pairs) return code(input, sentences, codebook, { explain, judge });
  weights ??= openKinWeights();
  return code(input, sentences, codebook, { explain, judge, kin: { vectors, weights: await weights } });
}
