// Writes docs/codebook.md from codebook/, by the built package: npm run build && node scripts/document-codebook.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const { readCodebook } = await import(new URL('dist/codebook/node.js', root).href);
const { compileCodebook, documentCodebook } = await import(new URL('dist/codebook/index.js', root).href);
const codebook = compileCodebook(await readCodebook(fileURLToPath(new URL('codebook', root))));
writeFileSync(new URL('docs/codebook.md', root), documentCodebook(codebook));
