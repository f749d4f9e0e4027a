// From raw text to trees: our engine, UDPipe 1 and spaCy's small model with all its parts, on the same text, one after the other on one core.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('parse/', import.meta.url));

export const about =
  'raw text to trees, beside UDPipe 1 and spaCy; --text FILE (JSON lines with "text", or plain), --every N (each Nth text only), --udpipe MODEL, --python PYTHON that has ufal.udpipe and spacy';

/** Texts of a file: the "text" of each JSON line, else the file as it is. */
function texts(path) {
  const whole = readFileSync(path, 'utf8');
  if (!whole.startsWith('{')) return [whole];
  return whole.split('\n').flatMap((line) => (line.trim() ? [JSON.parse(line).text] : []));
}

/**
 * Runs a measuring program, which prints {tokens, sentences, cpuSeconds, seconds, loadMs, peakMegabytes} as its last line. Pinned to one core where `taskset` is at hand.
 */
function measure(command, args) {
  const pinned =
    process.platform === 'linux' && existsSync('/usr/bin/taskset')
      ? ['/usr/bin/taskset', '-c', '0', command]
      : [command];
  return new Promise((resolve) => {
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    const child = spawn(pinned[0], [...pinned.slice(1), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      error += chunk;
    });
    child.on('error', ({ message }) => resolve({ why: message }));
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(out.trim().split('\n').at(-1)));
      else resolve({ why: error.trim().split('\n').at(-1) ?? `ended with code ${code}` });
    });
  });
}

/** A row per engine; one that is not installed here says so. */
export async function run({ text, every = '1', udpipe, python = process.env.BENCH_PYTHON ?? 'python3' } = {}) {
  if (!text) throw new Error('--text FILE is missing');
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
  const input = join(folder, 'texts.json');
  try {
    writeFileSync(input, JSON.stringify(texts(text).filter((_, i) => i % Number(every) === 0)));
    const engines = {
      onrecord: () => measure(process.execPath, [join(here, 'onrecord.mjs'), input]),
      'UDPipe 1': () =>
        udpipe
          ? measure(python, [join(here, 'peers.py'), 'udpipe', input, udpipe])
          : { why: '--udpipe MODEL is missing' },
      'spaCy small': () => measure(python, [join(here, 'peers.py'), 'spacy', input]),
    };
    const rows = {};
    for (const [name, engine] of Object.entries(engines)) {
      const { why, tokens, sentences, cpuSeconds, seconds, loadMs, peakMegabytes } = await engine();
      rows[name] = why
        ? { 'not measured': why }
        : {
            tokens,
            sentences,
            'tokens / CPU s': Math.round(tokens / cpuSeconds),
            'tokens / s': Math.round(tokens / seconds),
            'load ms': Math.round(loadMs),
            'peak MB': Math.round(peakMegabytes),
          };
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
