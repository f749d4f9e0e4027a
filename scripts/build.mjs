// Builds dist/: the WebAssembly kernels, the TypeScript, and the codebook compiled and checked against its schemas.
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const run = (script, ...args) => execFileSync(process.execPath, [script, ...args], { stdio: 'inherit' });

rmSync('dist', { recursive: true, force: true });
if (existsSync('scripts/build-kernels.mjs')) run('scripts/build-kernels.mjs');
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
if (existsSync('scripts/build-codebook.mjs')) run('scripts/build-codebook.mjs');
