// node onrecord.mjs TEXTS.json: our engine, measured in a process of its own.
import { readFileSync } from 'node:fs';
import { openParser } from '../../dist/parse/node.js';

const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const began = performance.now();
const parser = await openParser();
const loadMs = performance.now() - began;

/** Reads texts; gives tokens and sentences. */
function read(list) {
  let [tokens, sentences] = [0, 0];
  for (const text of list) {
    const reading = parser.parse(text);
    tokens += reading.length;
    sentences += reading.sentences.length - 1;
  }
  return { tokens, sentences };
}

read(texts.slice(0, texts.length / 20)); // compilers warm up
const start = performance.now();
const cpu = process.cpuUsage();
const counts = read(texts);
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    ...counts,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    loadMs,
    peakMegabytes: process.resourceUsage().maxRSS / 1000,
  }),
);
