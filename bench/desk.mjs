// The desk at size: a generated ledger is served; every list of the API is asked, every page is opened in a browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { questions, random, readings } from './generated.mjs';

/** Documents in one transaction, as `onrecord read` has. */
const BATCH = 128;

export const about =
  'the API by route and the first useful paint of the pages, over a generated ledger (--documents 100000 --claims 10 --ledger FILE --samples 20 --only pages)';

const bin = fileURLToPath(new URL('../bin/onrecord', import.meta.url));

/**
 * Milliseconds, median and 95th percentile: of answers until their last byte, of pages until what they are for is to be seen. Beside the
 * clock, the CPU time of the server, and for pages that of the browser's processes: what it takes where nobody else wants the cores.
 */
export async function run({ documents = '100000', claims = '10', ledger, samples = '20', only }) {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-desk-'));
  const address = ledger ?? join(folder, 'ledger.db');
  let server;
  try {
    if (!ledger) await make(address, { documents: Number(documents), claims: Number(claims) });
    server = spawn(
      process.execPath,
      [
        bin,
        'serve',
        '--ledger',
        address,
        '--read-only',
        '--codebook',
        codebook(folder),
        '--port',
        '0',
        '--log',
        'error',
        '--rate',
        '1000000',
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(server, 'exit').then(() => Promise.reject(new Error('the server could not begin')));
    const [printed] = await Promise.race([once(server.stdout, 'data'), ended]);
    ended.catch(() => {});
    const base = printed.toString().trim();
    const known = await knownOf(base);
    await settled(server.pid);
    const asked = only === 'pages' ? [] : await routes(base, known, Number(samples), server.pid);
    return [...asked, ...(await pages(base, known, Number(samples), server.pid))];
  } finally {
    server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CPU time that a process has had, in milliseconds (Linux). */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Waits until the server has made what the desk asks for first: it is measured as it is while it is used. */
async function settled(pid) {
  for (let calm = 0; calm < 3; ) {
    const before = cpuOf(pid);
    await new Promise((done) => setTimeout(done, 1000));
    calm = cpuOf(pid) - before < 50 ? calm + 1 : 0;
  }
}

async function make(address, corpus) {
  const { openLedger } = await import('../dist/ledger/index.js');
  const ledger = await openLedger(address);
  let batch = [];
  for (const reading of readings(corpus)) {
    batch.push(reading);
    if (batch.length < BATCH) continue;
    await ledger.record(batch);
    batch = [];
  }
  if (batch.length) await ledger.record(batch);
  await ledger.close();
}

/** The corpus's questions as files. */
function codebook(folder) {
  const place = join(folder, 'codebook', 'questions');
  mkdirSync(place, { recursive: true });
  for (const question of Object.values(questions())) {
    writeFileSync(join(place, `${question.id}.yaml`), JSON.stringify(question));
  }
  return join(folder, 'codebook');
}

/** Claims from all over the ledger, as things to ask about. */
async function knownOf(base) {
  const next = random(7);
  const found = [];
  for (let i = 0; i < 24; i++) {
    const day = new Date(Date.UTC(2030, 0, 1) + Math.floor(next() * 1000) * 86_400_000).toISOString().slice(0, 10);
    const { rows } = await (await fetch(`${base}api/v1/claims?since=${day}&until=${day}&limit=5`)).json();
    if (rows[0]) found.push({ ...rows[Math.floor(next() * rows.length)], day });
  }
  const { rows: events } = await (await fetch(`${base}api/v1/events?limit=24`)).json();
  return { claims: found, questions: Object.keys(questions()), events };
}

async function routes(base, { claims, questions: issues, events }, samples, pid) {
  const of = encodeURIComponent;
  const asked = {
    '/status': () => '/status',
    '/claims': () => '/claims',
    '/claims of an actor': (one) => `/claims?actor=${one.source[0].actor.id}`,
    '/claims with words': (one) => `/claims?search=${of(one.target[0].text)}`,
    '/claims/{id}': (one) => `/claims/${one.id}`,
    '/events': () => '/events',
    '/events of an actor': (one) => `/events?actor=${one.source[0].actor.id}`,
    '/events of a pair in a month': (one) =>
      `/events?source=${one.source[0].actor.id}&target=${one.target[0].actor.id}&since=${one.day.slice(0, 7)}&until=${one.day.slice(0, 7)}`,
    '/events with words': (one) => `/events?search=${of(one.target[0].text)}`,
    '/events/{id}': (_, i) => `/events/${events[i % events.length].id}`,
    '/documents': () => '/documents',
    '/documents/{id}': (one) => `/documents/${of(one.document)}`,
    '/positions on a question': (_, i) => `/positions?question=${issues[i % issues.length]}&limit=500`,
    '/positions': () => '/positions?limit=500',
    '/actors': () => '/actors',
    '/actors/{id}': (one) => `/actors/${of(one.source[0].actor.id)}`,
    '/origins of a document': (one) => `/origins?document=${of(one.document)}`,
    '/origins': () => '/origins',
    '/counts': () => '/counts',
    '/counts of an actor': (one) => `/counts?actor=${one.source[0].actor.id}`,
    '/coverage': () => '/coverage',
    '/review': () => '/review',
    '/review on a question': (_, i) => `/review?question=${issues[i % issues.length]}`,
    '/corrections': () => '/corrections',
    '/feeds/positions': (_, i) => `/feeds/positions?question=${issues[i % issues.length]}`,
  };
  const rows = [];
  for (const [what, path] of Object.entries(asked)) {
    const [times, cpu] = [[], []];
    for (let i = 0; i < samples; i++) {
      const used = cpuOf(pid);
      const began = performance.now();
      const response = await fetch(`${base}api/v1${path(claims[i % claims.length], i)}`);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${path(claims[i % claims.length], i)}: ${response.status}`);
      times.push(performance.now() - began);
      cpu.push(cpuOf(pid) - used);
      // What takes seconds need not be asked twenty times to be known as slow.
      if (times.reduce((sum, one) => sum + one, 0) > 20_000) break;
    }
    rows.push({ what, ...percentiles(times, cpu) });
  }
  return rows;
}

async function pages(base, { claims, questions: issues, events }, samples, pid) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: process.env.ONRECORD_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const system = await browser.newBrowserCDPSession();
  const used = async () => {
    const { processInfo } = await system.send('SystemInfo.getProcessInfo');
    return cpuOf(pid) + processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  };
  const of = encodeURIComponent;
  const opened = {
    'page Overview': [() => '/', 'main section li'],
    'page Actors': [() => '/actors', 'main tbody tr'],
    'page Question': [(_, i) => `/questions/${issues[i % issues.length]}`, 'main tbody tr'],
    'page Events': [() => '/events', 'main tbody tr'],
    'page Event': [(_, i) => `/events/${events[i % events.length].id}`, 'main .words'],
    'page Events of an actor': [(one) => `/events?actor=${one.source[0].actor.id}`, 'main tbody tr'],
    'page Documents': [() => '/documents', 'main tbody tr'],
    'page Document': [(one) => `/documents/${of(one.document)}`, 'main article p'],
    'page Claim': [(one) => `/claims/${one.id}`, 'main blockquote'],
    'page Actor': [(one) => `/actors/${of(one.source[0].actor.id)}`, 'main .lanes li'],
    'page Review': [() => '/review', 'main [data-claim]'],
    'page Try it': [() => '/try', 'main textarea'],
  };
  const rows = [];
  try {
    for (const [what, [path, sign]] of Object.entries(opened)) {
      const [times, cpu] = [[], []];
      for (let i = 0; i < Math.min(samples, 7); i++) {
        const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
        const page = await context.newPage();
        const before = await used();
        await page.goto(new URL(path(claims[i % claims.length], i), base).href, { waitUntil: 'commit' });
        const seen = await page.waitForFunction(
          (selector) => document.querySelector(selector) && performance.now(),
          sign,
          {
            timeout: 60_000,
          },
        );
        cpu.push((await used()) - before);
        times.push(await seen.jsonValue());
        await context.close();
      }
      rows.push({ what, ...percentiles(times, cpu) });
    }
  } finally {
    await browser.close();
  }
  return rows;
}

function percentiles(times, cpu) {
  const at = (some, share) => {
    const sorted = some.toSorted((a, b) => a - b);
    return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  };
  const [median, p95] = [at(times, 0.5), at(times, 0.95)];
  return { median, 'p95, ms': p95, 'CPU, median': at(cpu, 0.5), 'CPU, p95': at(cpu, 0.95), samples: times.length };
}
