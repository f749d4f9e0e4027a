import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../bin/onrecord', import.meta.url));

/**
 * A resolve hook that names every module on stderr, handed to Node as data so that no file is needed. It writes to the
 * descriptor: hooks run on a thread of their own, whose console is lost where the process ends first.
 */
const hook = `import { writeSync } from 'node:fs'; export async function resolve(s, c, next) { const r = await next(s, c); writeSync(2, 'LOADED ' + r.url + '\\n'); return r; }`;
const register = `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));`;

function run(...args: string[]): { stdout: string; loaded: string[] } {
  const script = `const { spawnSync } = require('node:child_process');
    const r = spawnSync(process.execPath, ['--import', 'data:text/javascript,' + encodeURIComponent(${JSON.stringify(register)}), ...process.argv.slice(1)], { encoding: 'utf8' });
    console.log(JSON.stringify({ stdout: r.stdout, loaded: r.stderr.split('\\n').filter((l) => l.startsWith('LOADED ')).map((l) => l.slice(7)) }));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script, bin, ...args], { encoding: 'utf8' }));
}

describe('the command at start-up', () => {
  it('prints its help without loading a stage or a library that only verbs need', () => {
    const { stdout, loaded } = run('--help');
    expect(stdout).toContain('Usage: onrecord');
    const packages = new Set(loaded.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []));
    expect([...packages]).toEqual(['commander']);
    expect(loaded.filter((url) => /dist\/(read|parse|code|codebook|ledger|ask|serve)\//.test(url))).toEqual([]);
  });

  it('answers a mistyped verb with the verbs there are, and exit code 2', () => {
    try {
      execFileSync(process.execPath, [bin, 'raed'], { encoding: 'utf8', stdio: 'pipe' });
      expect.unreachable('it should have failed');
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string };
      expect(status).toBe(2);
      expect(stderr).toContain('Did you mean read?');
    }
  });
});
