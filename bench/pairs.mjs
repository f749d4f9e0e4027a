// What events are found between marked pairs of actors, against the types that people gave them.
import { code, parseSpans } from '../dist/code/index.js';
import { openActJudge, openKinWeights } from '../dist/code/node.js';
import { loadCodebook } from '../dist/codebook/node.js';
import { openParser } from '../dist/parse/node.js';
import { readInputs } from '../dist/read/index.js';
import { f1, overlap } from './overlap.mjs';

export const about =
  'types of marked pairs: macro-F1 with the pair given, and from the text alone; --set FILE (JSON lines: id, text, pairs, gold: [{pair, root}])';

/** In the published set, giving way is one type. */
const rootOf = (type) => (type === 'CONCEDE' || type === 'RETREAT' ? 'YIELD' : type);

/** Rows: for the pair given (by rules alone; with kin) and for claims alone, the macro-F1 and how many pairs have an answer. */
export async function run({ set } = {}) {
  if (!set) throw new Error('--set FILE is needed');
  const parser = await openParser(['speech']);
  const [codebook, judge, weights] = await Promise.all([
    loadCodebook(),
    openActJudge(parser.vectors),
    openKinWeights(),
  ]);
  const rows = { 'pair given, rules alone': [], 'pair given, as shipped': [], 'open: claims that join the pair': [] };
  for await (const { document, record } of readInputs([set])) {
    const { pairs, gold } = record;
    const sentences = parser.parse(document.text, parseSpans(document));
    const input = { ...document, pairs };
    const coded = code(input, sentences, codebook, { judge, kin: { vectors: parser.vectors, weights } });
    const ruled = code(input, sentences, codebook, { judge });
    for (const { pair, root } of gold) {
      const said = ({ relations }) => relations.filter((one) => one.pair === pair).map(({ type }) => rootOf(type));
      const found = coded.claims.filter((claim) => joins(claim, pairs[pair])).map(({ event }) => rootOf(event.type));
      for (const [name, types] of Object.entries({
        'pair given, rules alone': said(ruled),
        'pair given, as shipped': said(coded),
        'open: claims that join the pair': found,
      }))
        rows[name].push({ root, said: new Set(types) });
    }
  }
  return Object.entries(rows).map(([what, answers]) => ({
    what,
    pairs: answers.length,
    'macro-F1': (100 * macro(answers)).toFixed(1),
    answered: answers.filter(({ said }) => said.size).length,
  }));
}

/** Whether a claim's source and target are the pair's: mentions, or what they stand for, that overlap by a Dice of 0.4. */
function joins({ source, target, reciprocal }, pair) {
  const is = (side, wanted) =>
    side.some(({ span, antecedent }) =>
      [span, antecedent].some((one) => one && wanted.some((each) => overlap([one], [each]) >= 0.4)),
    );
  const all = [...source, ...target];
  return reciprocal ? is(all, pair.source) && is(all, pair.target) : is(source, pair.source) && is(target, pair.target);
}

/** The mean over types of the F1 of saying them; each type said of a pair counts. */
function macro(answers) {
  const types = [...new Set(answers.map(({ root }) => root))];
  const scores = types.map((type) => {
    const count = (isRoot, isSaid) =>
      answers.filter(({ root, said }) => (root === type) === isRoot && said.has(type) === isSaid).length;
    return f1(count(true, true), count(false, true), count(true, false));
  });
  return scores.reduce((a, b) => a + b, 0) / scores.length;
}
