// Builds dist/: the TypeScript, the WebAssembly kernels, the codebook compiled and checked against its schemas, and the desk.
// It is built aside and swapped in whole, so that a command which runs meanwhile never sees half of it.
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const aside = `dist.${process.pid}`;
let failed = false;

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) {
    failed = true;
    console.error(`build: ${script} failed`);
  }
}

run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', aside);
run('scripts/build-kernels.mjs', `${aside}/parse/kernels.wasm`);
run('scripts/build-codebook.mjs', aside);
run(
  'node_modules/vite/bin/vite.js',
  'build',
  'desk',
  '--logLevel',
  'warn',
  '--emptyOutDir',
  '--outDir',
  `../${aside}/desk`,
);
rmSync(`${aside}.old`, { recursive: true, force: true });
if (existsSync('dist')) renameSync('dist', `${aside}.old`);
renameSync(aside, 'dist');
rmSync(`${aside}.old`, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
