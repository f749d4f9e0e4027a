// Compiles the AssemblyScript kernels to dist/parse/kernels.wasm, or to the path given.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = process.argv[2] ?? `${root}dist/parse/kernels.wasm`;
mkdirSync(dirname(out), { recursive: true });
const options = [
  '-O3',
  '--converge',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--importMemory',
  '--noAssert',
  '--use',
  'abort=',
];
const { error, stderr } = await asc.main([`${root}src/parse/kernels/index.as.ts`, '-o', out, ...options]);
if (error) {
  console.error(stderr.toString());
  process.exitCode = 1;
}
