// Installs the package as others would (npm pack, npm install of the tarball) and opens each of its doors.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'onrecord-packed-'));
const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  npm(['install', '--silent', '--no-audit', '--no-fund', join(folder, filename)], folder);
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const doors = Object.keys(exports).filter((door) => exports[door].types);
  const files = ['model/english.onrm', 'model/acts.json', 'parse/kernels.wasm', 'codebook.json'];
  const script = `
    import { accessSync } from 'node:fs';
    for (const door of ${JSON.stringify(doors)}) {
      const names = Object.keys(await import('onrecord' + door.slice(1)));
      if (!names.length) throw new Error(door + ' exports nothing');
      console.log(door, names.length, 'names');
    }
    for (const file of ${JSON.stringify(files)}) accessSync(new URL(import.meta.resolve('onrecord/' + file)));`;
  console.log(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' }));
  console.log(
    execFileSync(join(folder, 'node_modules/.bin/onrecord'), ['--version'], { cwd: folder, encoding: 'utf8' }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
