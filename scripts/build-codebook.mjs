// Compiles codebook/ into DIST/codebook.json, checked against its schemas: node scripts/build-codebook.mjs DIST
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = resolve(process.argv[2] ?? 'dist');
const { readCodebook } = await import(pathToFileURL(`${dist}/codebook/node.js`).href);
const { compileCodebook } = await import(pathToFileURL(`${dist}/codebook/index.js`).href);
try {
  const ours = fileURLToPath(new URL('../codebook', import.meta.url));
  writeFileSync(`${dist}/codebook.json`, JSON.stringify(compileCodebook(await readCodebook(ours))));
} catch (error) {
  if (error.name !== 'UserError') throw error;
  console.error(error.message);
  process.exitCode = 1;
}
