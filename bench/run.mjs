// node bench/run.mjs [NAME…] [--OPTION VALUE…]: runs the benches named; without a name, says which there are.
//
// A bench is a file of this folder that exports `about` (a line: what it measures, and its options) and
// `run(options)`, which gives rows of one shape. Options are handed over as they are: `--documents 500` is {documents: '500'}.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

const folder = new URL('.', import.meta.url);
const benches = new Map();
for (const file of readdirSync(folder).filter(
  (name) => name.endsWith('.mjs') && !['run.mjs', 'peak.mjs', 'overlap.mjs'].includes(name),
)) {
  const { run, about } = await import(new URL(file, folder).href);
  if (run) benches.set(basename(file, '.mjs'), { run, about });
}

const names = [];
const options = {};
for (let i = 2; i < process.argv.length; i++) {
  const word = process.argv[i];
  if (word.startsWith('--')) options[word.slice(2)] = process.argv[++i] ?? '';
  else names.push(word);
}
const unknown = names.filter((name) => !benches.has(name));
if (!names.length || unknown.length) {
  if (unknown.length) console.error(`no such bench: ${unknown.join(', ')}`);
  console.error('usage: npm run bench -- NAME… [--OPTION VALUE…]');
  for (const [name, { about = '' }] of benches) console.error(`  ${name.padEnd(10)}${about}`);
  process.exitCode = names.length ? 2 : 0;
} else {
  for (const name of names) {
    console.log(`\n${name}: ${benches.get(name).about ?? ''}`);
    try {
      console.table(await benches.get(name).run(options));
    } catch (error) {
      console.error(`${name}: ${error.message}`);
      process.exitCode = 1;
    }
  }
}
