// Factuality and novelty of marked events against labels: of this project's own sentences, and of texts that are not ours.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { code, parseSpans } from '../dist/code/index.js';
import { loadCodebook } from '../dist/codebook/node.js';
import { openParser } from '../dist/parse/node.js';

export const about =
  'factuality and novelty against labels; --text FILE,… (JSON lines with "id" and "text") for the labels by offset; --errors COUNT shows wrong ones';

const LABELS = new URL('../train/labels/', import.meta.url);
const linesOf = (path) => readFileSync(path, 'utf8').split('\n').filter(Boolean);

/** Own clauses: the sentence without its marks, and where the trigger stands in it. */
function* own(file) {
  for (const [i, line] of linesOf(new URL(file, LABELS)).entries()) {
    const [label, marked] = line.split(' | ');
    if (!marked.includes('{')) continue;
    const [, factuality, novelty] = label.split(' ');
    const text = marked.replace(/\[[ST]:|\]|[{}]/g, '');
    const before = marked.slice(0, marked.indexOf('{')).replace(/\[[ST]:|\]/g, '');
    const trigger = /\{([^}]*)\}/.exec(marked)[1].replace(/\[[ST]:|\]/g, '');
    yield {
      id: `${file}:${i + 1}`,
      text,
      start: before.length,
      end: before.length + trigger.length,
      factuality,
      novelty,
    };
  }
}

/** Labels by offset, where a text with their hash is at hand. */
function* foreign(files) {
  const texts = new Map();
  for (const file of files)
    for (const line of linesOf(file)) {
      const { text, published } = JSON.parse(line);
      texts.set(createHash('sha256').update(text).digest('hex').slice(0, 12), { text, published });
    }
  for (const line of linesOf(new URL('sureness.txt', LABELS))) {
    const [id, hash, start, end, factuality, novelty] = line.split(' ');
    const found = texts.get(hash);
    if (found) yield { id, ...found, start: Number(start), end: Number(end), factuality, novelty };
  }
}

/** Rows: for each set and value, how many labels, how many of them were given it (recall), and how many given it have it (precision). */
export async function run({ text, errors = '0' } = {}) {
  const sets = { own: [...own('clauses.txt'), ...own('scopes.txt')], texts: text ? [...foreign(text.split(','))] : [] };
  const [parser, codebook] = [await openParser(['speech']), await loadCodebook()];
  const coded = new Map();
  const claimsOf = ({ text, published }) => {
    if (!coded.has(text)) {
      const input = { id: 'x', text, ...(published && { published }) };
      coded.set(text, code(input, parser.parse(text, parseSpans(input)), codebook).claims);
    }
    return coded.get(text);
  };
  const rows = [];
  let shown = 0;
  for (const [set, labels] of Object.entries(sets)) {
    const found = labels.flatMap((label) => {
      const near = claimsOf(label).filter(({ trigger }) => trigger.start < label.end && label.start < trigger.end);
      const best = near.sort((a, b) => apart(a.trigger, label) - apart(b.trigger, label))[0];
      return best ? [{ label, claim: best }] : [];
    });
    for (const part of ['factuality', 'novelty']) {
      const known = found.filter(({ label }) => label[part] !== '?' && label[part] !== undefined);
      const right = known.filter(({ label, claim }) => label[part] === claim[part]);
      rows.push({ set, what: part, labels: known.length, right: percent(right.length, known.length) });
      for (const value of new Set(known.map(({ label }) => label[part]))) {
        const is = known.filter(({ label }) => label[part] === value);
        const said = known.filter(({ claim }) => claim[part] === value);
        const both = is.filter(({ claim }) => claim[part] === value).length;
        rows.push({
          set,
          what: value,
          labels: is.length,
          recall: percent(both, is.length),
          precision: percent(both, said.length),
        });
      }
      for (const { label, claim } of known.filter((k) => !right.includes(k))) {
        if (shown++ >= Number(errors)) break;
        const { text, start, end } = label;
        const [from, to] = [Math.max(0, start - 110), Math.min(text.length, end + 70)];
        console.error(
          `${label.id}: ${label[part]}, not ${claim[part]}: ${text.slice(from, start)}«${text.slice(start, end)}»${text.slice(end, to)}`.replace(
            /\s+/g,
            ' ',
          ),
        );
      }
    }
  }
  return rows;
}

const apart = (a, b) => Math.abs(a.start - b.start) + Math.abs(a.end - b.end);
const percent = (n, of) => (of ? `${((100 * n) / of).toFixed(1)} %` : '');
