// How often a short English text is taken for another language: our own sentences, examples and dispatches, whole and cut
// to what a headline or a teaser holds. With `--texts FILE` (JSON lines with `text`) also those of a file.
import { readdirSync, readFileSync } from 'node:fs';
import { detectLanguage } from '../dist/read/language/index.js';

export const about = 'short English texts taken for another language (--texts FILE: JSON lines of your own)';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const cut = (text, words) => text.split(/\s+/).slice(0, words).join(' ');
const plain = (text) => text.replace(/\[[ST]:([^\]]*)\]/g, '$1').replace(/[{}*[\]]/g, '');

function ownTexts() {
  const clauses = read('train/labels/clauses.txt')
    .split('\n')
    .filter((line) => /^[A-Z~]+ \w+ \w+ \| /.test(line))
    .map((line) => plain(line.slice(line.indexOf('|') + 1).trim()));
  const examples = readdirSync(new URL('../codebook/lexicon', import.meta.url)).flatMap((name) =>
    [...read(`codebook/lexicon/${name}`).matchAll(/example: "([^"]+)"/g)].map((m) => plain(m[1])),
  );
  const dispatches = read('samples/dispatches.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((d) => (d.language ?? 'en') === 'en')
    .flatMap(({ title, text }) => [title, ...text.split('\n\n')].filter(Boolean));
  return [...clauses, ...examples, ...dispatches];
}

function rowsOf(name, texts) {
  return [undefined, 12, 8, 5, 4].map((words) => {
    const shown = [...new Set(words ? texts.map((t) => cut(t, words)) : texts)];
    const found = shown.map((text) => [detectLanguage(text), text]);
    const wrong = found.filter(([language]) => language !== 'en' && language !== 'und');
    return {
      texts: name,
      words: words ?? 'whole',
      count: shown.length,
      wrong: wrong.length,
      undetermined: found.filter(([language]) => language === 'und').length,
      examples: wrong
        .slice(0, 4)
        .map(([language, text]) => `${language}: ${text}`)
        .join(' / '),
    };
  });
}

export function run({ texts } = {}) {
  const rows = rowsOf('own', ownTexts());
  if (!texts) return rows;
  const given = readFileSync(texts, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).text);
  return [...rows, ...rowsOf('given', given)];
}
