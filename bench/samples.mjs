// What is found in the samples' dispatches, against what a careful reader takes from them (samples/expected.yaml).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { code, parseSpans } from '../dist/code/index.js';
import { openActJudge } from '../dist/code/node.js';
import { loadCodebook } from '../dist/codebook/node.js';
import { openParser } from '../dist/parse/node.js';
import { readInputs } from '../dist/read/index.js';

export const about = 'claims of the samples against samples/expected.yaml; --errors COUNT shows wrong ones';

const SAMPLES = new URL('../samples/', import.meta.url);
const pathOf = (name) => fileURLToPath(new URL(name, SAMPLES));

/** Rows: of what is expected, how much is found; of claims found, how many have the part right; how many wrong readings are made. */
export async function run({ errors = '0' } = {}) {
  const parser = await openParser(['speech']);
  const judge = await openActJudge(parser.vectors);
  const codebook = await loadCodebook({ dir: pathOf('world') });
  const expected = parse(readFileSync(pathOf('expected.yaml'), 'utf8'));
  const is = (actor, id) => actor !== undefined && (actor.id === id || codeOf(codebook, id) === actor.code);
  const counts = new Map();
  let left = Number(errors);
  const count = (what, right, where) => {
    const row = counts.get(what) ?? { what, of: 0, right: 0 };
    counts.set(what, { what, of: row.of + 1, right: row.right + (right ? 1 : 0) });
    if (!right && left-- > 0) console.log(`${what}: ${where}`);
  };
  for await (const { document } of readInputs([pathOf('dispatches.jsonl')])) {
    const { claims = [], not = [] } = expected[document.id] ?? {};
    const coded = code(document, parser.parse(document.text, parseSpans(document)), codebook, { judge });
    for (const wanted of claims) scoreClaim(wanted, document, coded.claims, is, count);
    for (const reading of not) {
      const [type, factuality] = reading.type.split(' ');
      const isReading = ({ event, source, target, ...claim }) =>
        event.type === type &&
        (factuality === undefined || claim.factuality === factuality) &&
        claim.novelty === 'new' &&
        source.some(({ actor }) => is(actor, reading.source)) &&
        (reading.target === undefined || target.some(({ actor }) => is(actor, reading.target)));
      const made = coded.claims.some(
        (claim) =>
          isReading(claim) && !claims.some((wanted) => near(wanted, document, claim) && hasType(wanted, claim)),
      );
      count('wrong reading not made', !made, `${document.id}: ${reading.type} by ${reading.source}`);
    }
  }
  return [...counts.values()].map((row) => ({ ...row, share: `${((100 * row.right) / row.of).toFixed(1)} %` }));
}

/** A state's code, by which its organs do as well; undefined for what is no state. */
function codeOf({ actors }, id) {
  const actor = actors.find((one) => one.id === id);
  return actor?.code.startsWith('X') ? actor.code : id;
}

function scoreClaim(wanted, document, found, is, count) {
  const where = `${document.id}: ${wanted.in}`;
  const close = found.filter((claim) => near(wanted, document, claim));
  count('trigger', close.length, where);
  count(
    'type',
    close.some((claim) => [wanted.is].flat().some((one) => one.split(' ')[0] === claim.event.type)),
    where,
  );
  count(
    'type and factuality',
    close.some((claim) => hasType(wanted, claim)),
    where,
  );
  const claim = close.find((one) => hasType(wanted, one)) ?? close[0];
  if (!claim) return;
  for (const side of ['source', 'target']) {
    if (wanted[side] === undefined) continue;
    const parties = mutual(claim) ? [...claim.source, ...claim.target] : claim[side];
    const named = Object.entries(wanted[side]);
    const right = named.every(([words, ids]) =>
      [ids].flat().every((id) => parties.some(({ actor, text }) => (id === null ? alike(text, words) : is(actor, id)))),
    );
    count(`${side}, of those found`, named.length ? right : !claim[side].length, where);
  }
  if (wanted.by) {
    const chain = claim.attribution.slice(0, -1).map(({ speakers }) => speakers.map(({ text }) => text));
    const right = wanted.by.every((names, i) =>
      [names].flat().every((name) => chain[i]?.some((text) => alike(text, name))),
    );
    count('chain, of those found', right && wanted.by.length === chain.length, where);
  }
  count('novelty, of those found', (wanted.novelty ?? 'new') === claim.novelty, where);
  if (wanted.on) count('day, of those found', claim.time?.start.startsWith(wanted.on.split('/')[0]), where);
}

const alike = (a, b) => a.includes(b) || b.includes(a);

const mutual = ({ event, reciprocal }) => reciprocal || event.type === 'CONSULT' || event.type === 'AGREE';

const hasType = (wanted, { event, factuality }) => [wanted.is].flat().includes(`${event.type} ${factuality}`);

/** Whether a claim's trigger touches the one that is wanted. */
function near(wanted, { text, title }, { trigger }) {
  const sentence = text.indexOf(wanted.in, wanted.headline ? 0 : title.length);
  const start = sentence + wanted.in.indexOf(wanted.trigger);
  return trigger.start < start + wanted.trigger.length && start < trigger.end;
}
