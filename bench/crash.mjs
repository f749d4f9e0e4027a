// Reading that is killed again and again (kill -9 at random instants) against reading that is left alone.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { random, readings } from './generated.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const about = 'kill -9 while reading: the same ledger in the end (--kills 200 --documents 400 --seed 1)';

/** One row; throws where the ledgers differ. */
export async function run({ kills = '200', documents = '400', seed = '1' }) {
  const { openLedger, verify } = await import('../dist/ledger/index.js');
  const next = random(Number(seed));
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
  try {
    const file = join(folder, 'reports.jsonl');
    const lines = Array.from(readings({ documents: Number(documents), claims: 5 }), ({ document }) => {
      const { paragraphs, ...rest } = document;
      return JSON.stringify(rest);
    });
    writeFileSync(file, lines.join('\n'));
    const whole = join(folder, 'whole.db');
    const started = performance.now();
    await read(file, whole);
    const duration = performance.now() - started;
    let ledger = join(folder, 'killed-0.db');
    const expected = await contents(openLedger, whole);
    let killed = 0;
    let ledgers = 1;
    while (killed < Number(kills)) {
      // Instants spread over the whole run, the start with its migrations among them.
      if (await read(file, ledger, next() * duration)) killed++;
      else {
        await compare(await contents(openLedger, ledger), expected, ledger);
        ledger = join(folder, `killed-${ledgers++}.db`);
      }
    }
    await read(file, ledger);
    await compare(await contents(openLedger, ledger), expected, ledger);
    return [{ kills: killed, ledgers, entries: expected.length, 'seconds undisturbed': Math.round(duration / 1000) }];

    async function compare(found, wanted, path) {
      if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`after ${killed} kills ${path} differs`);
      const opened = await openLedger(path, { readOnly: true });
      const { fault } = await verify(opened);
      await opened.close();
      if (fault) throw new Error(`after ${killed} kills: entry ${fault.sequence}: ${fault.reason}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the file into the ledger, and kills that after some milliseconds; whether it was killed before its end. */
function read(file, ledger, killAfter) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['bin/onrecord', 'read', '--ledger', ledger, '--format', 'jsonl', file], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === null && code !== 0) fail(new Error(`read ended with ${code}`));
      else done(signal !== null);
    });
  });
}

async function contents(openLedger, path) {
  const ledger = await openLedger(path, { readOnly: true });
  const entries = await ledger.db.selectFrom('entries').select(['kind', 'content_hash']).orderBy('sequence').execute();
  await ledger.close();
  return entries;
}
