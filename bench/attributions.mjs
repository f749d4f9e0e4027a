// Who says what, against articles in which people marked every attribution.
import { readFileSync } from 'node:fs';
import { code, parseSpans } from '../dist/code/index.js';
import { openActJudge } from '../dist/code/node.js';
import { loadCodebook } from '../dist/codebook/node.js';
import { createParser } from '../dist/parse/index.js';
import { readInputs } from '../dist/read/index.js';
import { f1, overlap, places } from './overlap.mjs';

export const about =
  'attributions: F1 of characters by role, and linked; --set FILE (JSON lines: id, text, gold: [{source, cue, content}]); --model FILE not taught on the fold, --hold FOLD of five (blocks of eight articles)';

const ROLES = ['source', 'cue', 'content'];

/** Rows: for each role, and for source and content linked, precision, recall and F1. What ships was taught on the published set: give a model that was not. */
export async function run({ set, model, hold } = {}) {
  if (!set) throw new Error('--set FILE is needed');
  const shipped = new URL('../model/english.onrm', import.meta.url);
  const kernels = readFileSync(new URL('../dist/parse/kernels.wasm', import.meta.url));
  const parser = createParser(readFileSync(model ?? shipped), kernels, ['speech']);
  const [codebook, judge] = await Promise.all([loadCodebook(), openActJudge(parser.vectors)]);
  const counts = Object.fromEntries([...ROLES, 'linked'].map((name) => [name, { right: 0, wrong: 0, missed: 0 }]));
  const count = (name, right, found, wanted) => {
    counts[name].right += right;
    counts[name].wrong += found - right;
    counts[name].missed += wanted - right;
  };
  let article = 0;
  for await (const { document, record } of readInputs([set])) {
    if (hold !== undefined && Math.floor(article++ / 8) % 5 !== Number(hold)) continue;
    const { gold } = record;
    const sentences = parser.parse(document.text, parseSpans(document));
    const { attributions } = code(document, sentences, codebook, { judge });
    for (const role of ROLES) {
      const [found, wanted] = [attributions, gold].map((all) => places(all.flatMap((one) => one[role])));
      count(role, [...found].filter((at) => wanted.has(at)).length, found.size, wanted.size);
    }
    const told = gold.filter(({ content }) => content.length);
    count('linked', linked(attributions, told), attributions.length, told.length);
  }
  return Object.entries(counts).map(([what, { right, wrong, missed }]) => ({
    what,
    precision: percent(right / (right + wrong || 1)),
    recall: percent(right / (right + missed || 1)),
    F1: percent(f1(right, wrong, missed)),
  }));
}

/** How many attributions have a content and a source that overlap the marked ones by half; the best pairs first, each once. */
function linked(found, wanted) {
  const pairs = wanted
    .flatMap((a, x) =>
      found.map((b, y) => {
        const [content, source] = [overlap(a.content, b.content), overlap(a.source, b.source)];
        return { x, y, score: content >= 0.5 && source >= 0.5 ? content + source : 0 };
      }),
    )
    .filter(({ score }) => score)
    .sort((a, b) => b.score - a.score);
  const [taken, used] = [new Set(), new Set()];
  for (const { x, y } of pairs)
    if (!taken.has(x) && !used.has(y)) {
      taken.add(x);
      used.add(y);
    }
  return taken.size;
}

const percent = (share) => (100 * share).toFixed(1);
