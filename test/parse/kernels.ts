import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileKernels, type KernelModule } from '../../src/parse/kernels/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The kernels, compiled from their present sources; kept in the system's temporary folder for the next test file. */
export function kernelBytes(): Uint8Array {
  const folder = join(root, 'src/parse/kernels');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.as.ts'))
    .sort())
    hash.update(readFileSync(join(folder, name)));
  const path = join(tmpdir(), `onrecord-kernels-${hash.digest('hex').slice(0, 16)}.wasm`);
  if (!existsSync(path)) {
    const partial = `${path}.${process.pid}`;
    execFileSync(process.execPath, [join(root, 'scripts/build-kernels.mjs'), partial]);
    renameSync(partial, path);
  }
  return new Uint8Array(readFileSync(path));
}

export function kernels(): KernelModule {
  const module = compileKernels(kernelBytes());
  if (!module) throw new Error('this machine has no WebAssembly SIMD: the compiled kernels cannot be tested');
  return module;
}
