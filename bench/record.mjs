// The main job at volume: generated reports as JSON lines, parsed, coded and recorded through `onrecord read`.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { readings } from './generated.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const about = 'reading, parsing, coding and recording through read (--documents 10000)';

/** A row for the first reading and one for a second, in which everything is known. */
export async function run({ documents = '10000' }) {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
  try {
    const file = join(folder, 'reports.jsonl');
    function* lines() {
      for (const { document } of readings({ documents: Number(documents), claims: 10 })) {
        const { paragraphs, ...rest } = document;
        yield `${JSON.stringify(rest)}\n`;
      }
    }
    await pipeline(Readable.from(lines()), createWriteStream(file));
    const ledger = join(folder, 'ledger.db');
    return [await read('first', file, ledger), await read('again', file, ledger)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function read(time, file, ledger) {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', join(ROOT, 'bench/peak.mjs'), 'bin/onrecord', 'read', '--ledger', ledger, '--format', 'jsonl', file],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit', 'pipe'] },
  );
  let output = '';
  let documents = 0;
  let claims = 0;
  child.stdout.on('data', (chunk) => {
    output += chunk;
    const rows = output.split('\n');
    output = rows.pop();
    documents += rows.length;
    for (const row of rows) claims += JSON.parse(row).claims;
  });
  let peak = '';
  child.stdio[3].on('data', (chunk) => {
    peak += chunk;
  });
  await new Promise((resolve) => child.on('close', resolve));
  const seconds = (performance.now() - started) / 1000;
  return {
    time,
    documents,
    claims,
    'documents a second': Math.round(documents / seconds),
    'MB of the file': Math.round(statSync(file).size / 1e6),
    'MB of memory at most': Math.round(Number(peak) / 1000),
  };
}
