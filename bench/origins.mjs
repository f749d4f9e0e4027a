// Copies found among seeded edits of given reports, and how long a look-up takes in a ledger that knows many.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from './generated.mjs';
import { variants } from './variants.mjs';

export const about =
  'copies among edited reports (--data FILE.jsonl with id, text, published, outlet; --seeds 3 --copies 1.2), look-ups with --known 100000 texts';

/** Texts in one transaction. */
const BATCH = 64;

/** Texts that share so many of the runs of five words of the shorter one are copies in the data itself. */
const SAME = 0.5;

/** Rows: precision, recall and F1 over pairs of one origin, and times of look-ups. */
export async function run({ data, seeds = '3', copies = '1.2', known = '100000' }) {
  const rows = [];
  if (data) {
    const texts = readFileSync(data, 'utf8').split('\n').filter(Boolean).map(JSON.parse);
    for (let seed = 1; seed <= Number(seeds); seed++)
      rows.push(...(await quality(texts, { seed, copies: Number(copies) })));
  }
  rows.push(...(await speed(Number(known))));
  return rows;
}

async function quality(texts, options) {
  const made = variants(texts, options);
  const stories = joined(texts);
  const { origins } = await import('../dist/ask/index.js');
  return inLedger(async (ledger) => {
    await record(
      ledger,
      made.map(({ document }) => document),
    );
    const originOf = new Map((await origins(ledger)).flatMap((row) => row.documents.map((id) => [id, row.origin])));
    let [right, found, true_] = [0, 0, 0];
    for (const [i, a] of made.entries()) {
      for (const b of made.slice(0, i)) {
        const same = stories[a.story] === stories[b.story];
        const joins = originOf.get(a.document.id) === originOf.get(b.document.id);
        if (same) true_++;
        if (joins) found++;
        if (same && joins) right++;
      }
    }
    const percent = (part, whole) => Number(((100 * part) / whole).toFixed(2));
    const what = `pairs of ${made.length} texts, seed ${options.seed}`;
    return [
      { what, per: 'precision, %', value: percent(right, found) },
      { what, per: 'recall, %', value: percent(right, true_) },
      { what, per: 'F1, %', value: percent(2 * right, found + true_) },
      { what, per: 'false joins', value: found - right },
    ];
  });
}

/** For each text the first one that it shares most of its words with: data holds copies, too. */
function joined(texts) {
  const runs = texts.map(({ text }) => {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return new Set(words.slice(4).map((_, i) => words.slice(i, i + 5).join(' ')));
  });
  const first = texts.map((_, i) => i);
  for (let i = 0; i < texts.length; i++) {
    for (let j = 0; j < i; j++) {
      const [less, more] = runs[i].size < runs[j].size ? [runs[i], runs[j]] : [runs[j], runs[i]];
      let common = 0;
      for (const one of less) if (more.has(one)) common++;
      if (common < SAME * less.size) continue;
      const [from, to] = [first[i], first[j]];
      for (const [k, value] of first.entries()) if (value === from) first[k] = to;
    }
  }
  return first;
}

async function speed(count) {
  const { readings } = await import('./generated.mjs');
  const { insertRows } = await import('../dist/ledger/rows.js');
  return inLedger(async (ledger, path) => {
    await fill(ledger, count, insertRows);
    const { originsProjection } = await import('../dist/ledger/origins/index.js');
    const [clock, cpu] = [[], []];
    let revision = 2_000_000_000;
    for (const { document, coded } of readings({ documents: 500, claims: 10, seed: 5 })) {
      const entries = [
        { sequence: ++revision, kind: 'revision', hash: `revision ${revision}`, content: { document } },
        { sequence: ++revision, kind: 'coding', hash: 'coding', content: { revision: `revision ${revision - 1}` } },
        ...coded.claims.map((claim) => ({ sequence: ++revision, kind: 'claim', content: { coding: 'coding', claim } })),
      ];
      const used = process.cpuUsage();
      const started = performance.now();
      await ledger.db.transaction().execute((db) => originsProjection.write(db, entries));
      clock.push(performance.now() - started);
      const { user, system } = process.cpuUsage(used);
      cpu.push((user + system) / 1000);
    }
    const at = (times, share) => Number(times.sort((a, b) => a - b)[Math.floor(times.length * share)].toFixed(2));
    const what = `a text taken in among ${count}: fingerprint, look-up, rows`;
    return [
      { what, per: 'ms, median', value: at(clock, 0.5), cpu: at(cpu, 0.5) },
      { what, per: 'ms, 95th percentile', value: at(clock, 0.95), cpu: at(cpu, 0.95) },
      { what: 'file', per: 'text, bytes', value: Math.round(statSync(path).size / count) },
    ];
  });
}

/** Keys that a text of the usual length is found by. */
const KEYS = 22;

/**
 * As many fingerprints as there would be, of texts that nothing is like: the index is what takes the time. They come in the
 * order of the index, which takes a tenth of the time that the order of the texts does.
 */
async function fill(ledger, count, insertRows) {
  const { sql } = await import('kysely');
  const next = random(11);
  const [first, most] = [1_000_000_000, 2 ** 21];
  const all = new Float64Array(KEYS * count);
  for (let i = 0; i < all.length; i++) all[i] = Math.floor(next() * 2 ** 32) * most + (i % count);
  all.sort();
  await sql`drop index prints_revision`.execute(ledger.db);
  const some = 64_000;
  for (let at = 0; at < all.length; at += some) {
    const prints = Array.from(all.subarray(at, at + some), (one) => ({
      print: Math.floor(one / most),
      revision: first + (one % most),
    }));
    await ledger.db.transaction().execute((db) => insertRows(db, 'prints', prints, { ignore: true }));
  }
  await sql`create index prints_revision on prints (revision)`.execute(ledger.db);
  for (let at = 0; at < count; at += some) {
    const sketches = Array.from({ length: Math.min(some, count - at) }, (_, i) => ({
      revision: first + at + i,
      top: 0,
      hashes: Buffer.alloc(800),
    }));
    await ledger.db.transaction().execute((db) => insertRows(db, 'sketches', sketches));
  }
}

async function record(ledger, documents) {
  for (let at = 0; at < documents.length; at += BATCH) {
    await ledger.record(
      documents.slice(at, at + BATCH).map((document) => ({
        document,
        coded: { id: document.id, claims: [], attributions: [], relations: [], times: [], errors: [] },
        versions: { coder: 'bench', codebook: 'bench' },
      })),
    );
  }
}

async function inLedger(work) {
  const { openLedger } = await import('../dist/ledger/index.js');
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
  try {
    const path = join(folder, 'ledger.db');
    const ledger = await openLedger(path);
    try {
      return await work(ledger, path);
    } finally {
      await ledger.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
