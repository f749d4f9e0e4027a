// From raw text to claims on one core: parsing with the speech head, then coding, timed apart.
import { readFileSync } from 'node:fs';
import { code, parseSpans } from '../dist/code/index.js';
import { openActJudge } from '../dist/code/node.js';
import { loadCodebook } from '../dist/codebook/node.js';
import { openParser } from '../dist/parse/node.js';

export const about =
  'raw text to claims on one core; --text FILE (JSON lines with "text"), --every N (each Nth text only)';

/** Rows: what part, tokens a second of CPU time, and how many claims came of it. */
export async function run({ text, every = '1' } = {}) {
  if (!text) throw new Error('--text FILE is missing');
  const inputs = readFileSync(text, 'utf8')
    .split('\n')
    .filter((line, i) => line.trim() && i % Number(every) === 0)
    .map((line, i) => ({ id: String(i), ...JSON.parse(line), pairs: undefined }));
  const [parser, plain, codebook] = [await openParser(['speech']), await openParser(), await loadCodebook()];
  const options = { judge: await openActJudge(parser.vectors) };
  for (const input of inputs.slice(0, 1 + inputs.length / 20)) code(input, parser.parse(input.text), codebook, options);
  const seconds = { trees: 0, read: 0, coded: 0 };
  let [tokens, claims] = [0, 0];
  const timed = (part, work) => {
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    seconds[part] += (user + system) / 1e6;
    return result;
  };
  for (const input of inputs) {
    const spans = parseSpans(input);
    timed('trees', () => plain.parse(input.text, spans));
    const reading = timed('read', () => parser.parse(input.text, spans));
    tokens += reading.length;
    claims += timed('coded', () => code(input, reading, codebook, options)).claims.length;
  }
  const row = (part, cpu) => ({ part, 'tokens/s': Math.round(tokens / cpu), tokens, claims });
  return [
    row('text to trees', seconds.trees),
    row('text to trees and who says what', seconds.read),
    row('trees to claims', seconds.coded),
    row('text to claims', seconds.read + seconds.coded),
  ];
}
