// node train/verdict.mjs ARTICLES_JSONL MODEL FOLD > FEATURES: what the coder weighs of each attribution that the engine saw, and which of them
// are right, of a fold's articles {id, text, gold: [{source, cue, content}]}; the MODEL must not have been taught on them (train.speech --hold FOLD).
// Needs a built checkout. A line an article: {wanted, signs, pairs: [overlap, wanted, seen][]}, for train.verdict.
import { readFileSync } from 'node:fs';
import { matched } from '../dist/code/attribution/evidence.js';
import { quotationOf, ruledReports } from '../dist/code/attribution/rules.js';
import { attributionSpans } from '../dist/code/attribution/spans.js';
import { signsOf } from '../dist/code/attribution/verdict.js';
import { withLemmas } from '../dist/code/forms.js';
import { parseSpans } from '../dist/code/index.js';
import { lexiconOf, wordsOf } from '../dist/code/lexicon.js';
import { repair, Tree } from '../dist/code/tree/index.js';
import { loadCodebook } from '../dist/codebook/node.js';
import { createParser, findQuotes } from '../dist/parse/index.js';

const [articles, model, fold] = process.argv.slice(2);
if (!fold) throw new Error('usage: node train/verdict.mjs ARTICLES_JSONL MODEL FOLD');
const kernels = readFileSync(new URL('../dist/parse/kernels.wasm', import.meta.url));
const parser = createParser(readFileSync(model), kernels, ['speech']);
const lexicon = lexiconOf(await loadCodebook());

const within = (spans) => new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
const dice = (a, b) => (2 * [...a].filter((i) => b.has(i)).length) / (a.size + b.size || 1);

for (const [i, line] of readFileSync(articles, 'utf8').trim().split('\n').entries()) {
  if (Math.floor(i / 8) % 5 !== Number(fold)) continue;
  const { id, text, gold } = JSON.parse(line);
  const reading = parser.parse(text, parseSpans({ id, text }));
  const tree = new Tree(withLemmas(repair(reading, wordsOf(reading, lexicon)), lexicon.forms));
  const quotes = findQuotes(text);
  const rules = matched(ruledReports(tree, lexicon.cues, undefined, quotes, quotationOf(tree, quotes)), tree.s.speech);
  const spans = (runs) => within(runs.map(([first, last]) => tree.span(first, last - 1)));
  const seen = tree.s.speech.map((found) => {
    const rule = rules.get(found);
    const source = found.source || !rule ? spans(found.source ? [found.source] : []) : within(attributionSpans(tree, rule).source);
    return { source, content: spans(found.content) };
  });
  const wanted = gold
    .filter(({ content }) => content.length)
    .map(({ source, content }) => ({ source: within(source), content: within(content) }));
  const pairs = wanted.flatMap((a, x) =>
    seen.flatMap((b, y) => {
      const content = dice(a.content, b.content);
      const source = a.source.size || b.source.size ? dice(a.source, b.source) : 1;
      return content >= 0.5 && source >= 0.5 ? [[content + source, x, y]] : [];
    }),
  );
  const signs = tree.s.speech.map((found, k) => signsOf(tree.s.speech, k, rules.get(found)));
  console.log(JSON.stringify({ wanted: wanted.length, signs, pairs }));
}
