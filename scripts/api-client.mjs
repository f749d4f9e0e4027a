// Makes the types of the desk's API client, desk/src/api/schema.d.ts, from the OpenAPI document. They are committed, since the tool
// needs a TypeScript of its own (5.x), which npm fetches for the while; a test fails when they are stale.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeApi } from '../dist/serve/index.js';

const target = fileURLToPath(new URL('../desk/src/api/schema.d.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'onrecord-api-'));
try {
  const text = JSON.stringify(describeApi());
  const [from, to] = [join(folder, 'openapi.json'), join(folder, 'schema.d.ts')];
  writeFileSync(from, text);
  const tools = ['--package=typescript@5.9.3', '--package=openapi-typescript@7.13.0'];
  const call = ['exec', '--yes', ...tools, '--', 'openapi-typescript', from, '--output', to];
  const { status } = spawnSync('npm', call, { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder });
  if (status !== 0) throw new Error('openapi-typescript failed');
  const hash = createHash('sha256').update(text).digest('hex');
  writeFileSync(
    target,
    `// Of the OpenAPI document with SHA-256 ${hash}: npm run api-client\n${readFileSync(to, 'utf8')}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
