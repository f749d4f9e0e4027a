// The ledger at size: a generated, seeded corpus is recorded, then asked, traced and verified.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { questions as disputes, random, readings } from './generated.mjs';

/** Documents in one transaction, as `onrecord read` has. */
const BATCH = 128;

/** Questions of each kind. */
const QUESTIONS = 200;

export const about =
  'recording, asking, tracing and verifying a generated ledger (--documents 10000 --claims 10 --ledger postgres://… --keep yes)';

/**
 * Rows of what was measured: seconds are wall-clock, without the generating; `cpu` is this process's time. In PostgreSQL the tables stand in a schema
 * of their own, which is dropped in the end.
 */
export async function run({ documents = '10000', claims = '10', ledger: server, keep }) {
  const { openLedger, verify } = await import('../dist/ledger/index.js');
  const ask = await import('../dist/ask/index.js');
  const { loadCodebook } = await import('../dist/codebook/node.js');
  const place = server ? inPostgres(server) : inFile();
  const rows = [];
  try {
    let ledger = await openLedger(place.address);
    const appended = await append(ledger, { documents: Number(documents), claims: Number(claims) });
    rows.push({ what: 'claims', per: 'ledger', value: appended.claims });
    rows.push({
      what: 'claims appended',
      per: 'second',
      value: Math.round(appended.claims / appended.seconds),
      cpu: Math.round(appended.claims / appended.cpu),
    });
    rows.push({ what: 'claims appended', per: 'second, last tenth', value: appended.last });
    await ledger.close();
    const size = await place.size();
    rows.push({ what: 'bytes on disk', per: 'claim', value: Math.round(size / appended.claims) });

    ledger = await openLedger(place.address, { readOnly: true });
    const samples = await sample(ledger, QUESTIONS);
    const codebook = { ...(await loadCodebook()), questions: disputes() };
    const issues = Object.keys(codebook.questions);
    const month = (day) => ({ since: day.slice(0, 7), until: day.slice(0, 7) });
    const questions = {
      'events of a pair of actors in a month': (one) =>
        ask.events(ledger, { source: [one.source], target: [one.target], ...month(one.day) }),
      'events of an actor in a month': (one) => ask.events(ledger, { actor: [one.source], ...month(one.day) }),
      'events of an actor in a day': (one) =>
        ask.events(ledger, { actor: [one.source], since: one.day, until: one.day }),
      'latest 20 claims with two words': (one) => all(ask.claims(ledger, { search: one.words, limit: 20 })),
      'latest 20 claims with a frequent word': () => all(ask.claims(ledger, { search: 'said', limit: 20 })),
      'positions on a question on a day': (one, i) =>
        ask.positions(ledger, codebook, { question: [issues[i % issues.length]], asOf: one.day }),
      "an actor's positions on all questions": (one) => ask.positions(ledger, codebook, { actor: [one.source] }),
      'a claim traced': (one) => ask.trace(ledger, one.id),
    };
    for (const [what, question] of Object.entries(questions)) {
      rows.push({ what, per: 'answer, ms, 95th percentile', ...(await percentiles(samples, question)) });
    }
    rows.push({ what: 'memory so far, at most', per: 'process, MB', value: memory() });
    const started = performance.now();
    const { entries, fault } = await verify(ledger);
    if (fault) throw new Error(`entry ${fault.sequence}: ${fault.reason}`);
    const seconds = (performance.now() - started) / 1000;
    rows.push({ what: 'entries verified', per: 'second', value: Math.round(entries / seconds) });
    rows.push({ what: 'memory with verify, at most', per: 'process, MB', value: memory() });
    await ledger.close();
    return rows;
  } finally {
    if (keep) console.log(place.address);
    else await place.tidy();
  }
}

function memory() {
  return Math.round(process.resourceUsage().maxRSS / 1000);
}

function inFile() {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
  const address = join(folder, 'ledger.db');
  return {
    address,
    size: async () => statSync(address).size,
    tidy: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function inPostgres(server) {
  const schema = `bench_${process.pid}`;
  const query = async (text) => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    address: `${server}${server.includes('?') ? '&' : '?'}schema=${schema}`,
    size: async () => {
      const tables = `select tablename from pg_tables where schemaname = '${schema}'`;
      await query(`vacuum analyze`);
      const [{ bytes }] = await query(
        `select sum(pg_total_relation_size(format('%I.%I', '${schema}', tablename)))::float8 as bytes from (${tables}) t`,
      );
      return bytes;
    },
    tidy: () => query(`drop schema if exists ${schema} cascade`),
  };
}

async function append(ledger, corpus) {
  const progress = [];
  let seconds = 0;
  let claims = 0;
  let cpu = 0;
  const record = async (batch) => {
    const started = performance.now();
    const used = process.cpuUsage();
    for (const result of await ledger.record(batch)) claims += result.claims;
    const { user, system } = process.cpuUsage(used);
    seconds += (performance.now() - started) / 1000;
    cpu += (user + system) / 1e6;
    progress.push({ seconds, claims });
  };
  let batch = [];
  for (const reading of readings(corpus)) {
    batch.push(reading);
    if (batch.length < BATCH) continue;
    await record(batch);
    batch = [];
  }
  if (batch.length) await record(batch);
  const before = progress[Math.floor(progress.length * 0.9) - 1] ?? { seconds: 0, claims: 0 };
  return { seconds, claims, cpu, last: Math.round((claims - before.claims) / (seconds - before.seconds)) };
}

/** Claims from all over the ledger, with what to ask about them. */
async function sample({ db }, count) {
  const next = random(7);
  const { max } = await db
    .selectFrom('claims')
    .select((eb) => eb.fn.max('sequence').as('max'))
    .executeTakeFirstOrThrow();
  const found = [];
  while (found.length < count) {
    const claim = await db
      .selectFrom('claims')
      .select(['sequence', 'id', 'starts', 'words'])
      .where('sequence', '>=', Math.floor(next() * max))
      .orderBy('sequence')
      .limit(1)
      .executeTakeFirst();
    if (!claim) continue;
    const sides = await db
      .selectFrom('participants')
      .select(['role', 'actor'])
      .where('claim', '=', claim.sequence)
      .execute();
    const side = (role) => sides.find((one) => one.role === role).actor;
    const words = claim.words.split(' ').slice(-4, -2).join(' ').replace(/\W+/g, ' ');
    found.push({ id: claim.id, day: claim.starts, source: side('source'), target: side('target'), words });
  }
  return found;
}

/** The 95th percentile of what an answer takes: on the clock, and of this process's time (which others do not stretch). */
async function percentiles(samples, question) {
  const clock = [];
  const cpu = [];
  for (const [i, one] of samples.entries()) {
    const started = performance.now();
    const used = process.cpuUsage();
    await question(one, i);
    const { user, system } = process.cpuUsage(used);
    clock.push(performance.now() - started);
    cpu.push((user + system) / 1000);
  }
  const high = (values) => Number(values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)].toFixed(1));
  return { value: high(clock), cpu: high(cpu) };
}

async function all(items) {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
}
