// node onrecord.mjs TEXTS.json: our engine, measured in a process of its own.
import { readFileSync } from 'node:fs';
import { openParser } from '../../dist/parse/node.js';

const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const began = performance.now();
const parser = await openParser();
const loadMs = performance.now() - began;
let best;
for (let pass = 0; pass < 2; pass++) {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let [tokens, sentences] = [0, 0];
  for (const text of texts) {
    const reading = parser.parse(text);
    tokens += reading.length;
    sentences += reading.sentences.length - 1;
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  if (!best || cpuSeconds < best.cpuSeconds) best = { tokens, sentences, seconds, cpuSeconds };
}
console.log(JSON.stringify({ ...best, loadMs, peakMegabytes: process.resourceUsage().maxRSS / 1000 }));
