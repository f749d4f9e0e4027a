// node train/speech.mjs ARTICLES_JSONL OUT: what the speech head reads, of articles {id, text, gold: [{source, cue, content}]} with spans as
// UTF-16 offsets. Writes OUT.jsonl (an article a line: tokens, tree, marks, attributions as tokens) and OUT.f16 (encodings, a row a token).
// Needs a built checkout. Nothing of it belongs into the repository: the texts are other people's.
import { closeSync, createReadStream, createWriteStream, openSync, readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseSpans } from '../dist/code/index.js';
import { marksOf, mentionMark } from '../dist/parse/heads/speech/marks.js';
import { createParser } from '../dist/parse/index.js';

const [articles, out] = process.argv.slice(2);
if (!out) throw new Error('usage: node train/speech.mjs ARTICLES_JSONL OUT');
const file = (path) => readFileSync(new URL(`../${path}`, import.meta.url));

/** Keeps the encodings of a text. */
class Rows {
  begin({ start }) {
    this.tokens = start.length;
    this.values = undefined;
  }
  read(batch, { x, dim, memory }) {
    this.values ??= new Float32Array(this.tokens * dim);
    for (let k = 0; k < batch.count; k++) {
      const from = x / 4 + (batch.first[k] + 1) * dim;
      this.values.set(memory().subarray(from, from + batch.size(k) * dim), batch.token[k] * dim);
    }
  }
}

const half = (() => {
  const f = new Float32Array(1);
  const u = new Uint32Array(f.buffer);
  return (value) => {
    f[0] = value;
    const sign = (u[0] >>> 16) & 0x8000;
    const exponent = ((u[0] >>> 23) & 0xff) - 112;
    if (exponent <= 0) return sign;
    return exponent > 30 ? sign | 0x7bff : sign | (exponent << 10) | ((u[0] & 0x7fffff) >>> 13);
  };
})();

const rows = new Rows();
const parser = createParser(file('model/english.onrm'), file('dist/parse/kernels.wasm'), [rows]);
const lines = createWriteStream(`${out}.jsonl`);
const encodings = openSync(`${out}.f16`, 'w');
for await (const line of createInterface({ input: createReadStream(articles) })) {
  const { id, text, gold } = JSON.parse(line);
  const r = parser.parse(text, parseSpans({ id, text }));
  const marks = marksOf(r);
  for (let m = 0; m < r.mentions.length; m++)
    for (let i = r.mentions.first[m]; i < r.mentions.last[m]; i++) marks[i] |= mentionMark(r.mentions.type[m]);
  const runs = (spans) =>
    spans.flatMap(({ start, end }) => {
      let first = r.end.findIndex((to) => to > start);
      let last = first;
      if (first < 0) return [];
      while (last < r.length && r.start[last] < end) last++;
      return last > first ? [[first, last]] : [];
    });
  writeSync(encodings, Uint16Array.from(rows.values ?? [], half));
  const list = (numbers) => Array.from(numbers);
  lines.write(
    `${JSON.stringify({
      id,
      words: list(r.start).map((start, i) => text.slice(start, r.end[i])),
      start: list(r.start),
      end: list(r.end),
      sentences: list(r.sentences),
      upos: list(r.upos),
      head: list(r.head),
      label: list(r.deprel),
      marks: list(marks),
      gold: (gold ?? []).map((a) => ({ cue: runs(a.cue), source: runs(a.source), content: runs(a.content) })),
    })}\n`,
  );
}
closeSync(encodings);
await new Promise((done) => lines.end(done));
