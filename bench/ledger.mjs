// The ledger at size: a generated, seeded corpus is recorded, then asked, traced and verified.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { questions as disputes, random, readings } from './generated.mjs';

export const about =
  'recording, asking, tracing and verifying a generated ledger (--documents 10000 --claims 10 --order time --batch 128 --samples 200 --ledger postgres://… --keep yes, --at ADDRESS for one that was kept, --verify no)';

/**
 * Rows of what was measured: seconds are wall-clock, without the generating; `cpu` is the time of this process and of its server
 * connections, which others do not take. In PostgreSQL the tables stand in a schema of their own, which is dropped in the end.
 */
export async function run({
  documents = '10000',
  claims = '10',
  order = 'any',
  batch = '128',
  samples = '200',
  ledger: server,
  keep,
  at,
  verify: verifies = 'yes',
}) {
  const { openLedger, verify } = await import('../dist/ledger/index.js');
  const place = at ? { address: at } : server ? inPostgres(server) : inFile();
  // As many in one transaction as `onrecord read` has at most, unless asked otherwise.
  const corpus = { documents: Number(documents), claims: Number(claims), order, batch: Number(batch) };
  const questions = Number(samples);
  const rows = [];
  try {
    if (!at) rows.push(...(await filled(await openLedger(place.address), place, corpus)));
    rows.push(...(await answers(await openLedger(place.address, { readOnly: true }), questions)));
    rows.push({ what: 'memory so far, at most', per: 'process, MB', value: memory() });
    rows.push(...(await oneMore(await openLedger(place.address), corpus, questions)));
    if (verifies === 'no') return rows;
    const ledger = await openLedger(place.address, { readOnly: true });
    const started = performance.now();
    const used = await usage(ledger);
    const { entries, fault } = await verify(ledger);
    if (fault) throw new Error(`entry ${fault.sequence}: ${fault.reason}`);
    const seconds = (performance.now() - started) / 1000;
    const cpu = ((await usage(ledger)) - used) / 1000;
    await ledger.close();
    rows.push({
      what: 'entries verified',
      per: 'second',
      value: Math.round(entries / seconds),
      cpu: Math.round(entries / cpu),
    });
    rows.push({ what: 'memory with verify, at most', per: 'process, MB', value: memory() });
    return rows;
  } finally {
    if (keep || at) console.log(place.address);
    else await place.tidy();
  }
}

/** Records the corpus, and tells how fast and how large. */
async function filled(ledger, place, corpus) {
  const appended = await append(ledger, corpus);
  await ledger.close();
  return [
    { what: 'claims', per: 'ledger', value: appended.claims },
    {
      what: 'claims appended',
      per: 'second',
      value: Math.round(appended.claims / appended.seconds),
      cpu: Math.round(appended.claims / appended.cpu),
    },
    {
      what: 'claims appended',
      per: 'second, last tenth',
      value: Math.round(appended.last.claims / appended.last.seconds),
      cpu: Math.round(appended.last.claims / appended.last.cpu),
    },
    { what: 'bytes on disk', per: 'claim', value: Math.round((await place.size()) / appended.claims) },
  ];
}

async function answers(ledger, count) {
  const ask = await import('../dist/ask/index.js');
  const { loadCodebook } = await import('../dist/codebook/node.js');
  const samples = await sample(ledger, count);
  const codebook = { ...(await loadCodebook()), questions: disputes() };
  const issues = Object.keys(codebook.questions);
  const month = (day) => ({ since: day.slice(0, 7), until: day.slice(0, 7) });
  const keeping = new Map();
  // As the desk does while the ledger stays as it is.
  const kept = (id) => {
    if (!keeping.has(id)) keeping.set(id, ask.positions(ledger, codebook, { question: [id] }));
    return keeping.get(id);
  };
  for (const id of issues) await kept(id);
  const questions = {
    'events of a pair of actors in a month': (one) =>
      ask.events(ledger, { source: [one.source], target: [one.target], ...month(one.day) }),
    'latest 20 events of an actor in a month': (one) =>
      ask.events(ledger, { actor: [one.source], ...month(one.day), limit: 20 }),
    'events of an actor in a day': (one) => ask.events(ledger, { actor: [one.source], since: one.day, until: one.day }),
    'latest 20 claims with two words': (one) => all(ask.claims(ledger, { search: one.words, limit: 20 })),
    'latest 20 claims with a word that all hold': () => all(ask.claims(ledger, { search: 'said', limit: 20 })),
    'positions on a question on a day, kept': (one, i) =>
      ask.positions(ledger, codebook, { question: [issues[i % issues.length]], asOf: one.day }, kept),
    "an actor's positions on all questions, kept": (one) =>
      ask.positions(ledger, codebook, { actor: [one.source] }, kept),
    'a claim traced': (one) => ask.trace(ledger, one.id),
  };
  const long = {
    'all events of a month, counted by type': (one) => ask.counts(ledger, codebook, { by: 'type', ...month(one.day) }),
    'all positions on a question, read anew': (_, i) =>
      ask.positions(ledger, codebook, { question: [issues[i % issues.length]] }),
    'all events of an actor in a month': (one) => ask.events(ledger, { actor: [one.source], ...month(one.day) }),
  };
  const rows = [];
  const measured = async (what, some, question) => {
    rows.push({ what, per: `${some.length} answers, ms`, ...(await percentiles(ledger, some, question)) });
    console.error(rows.at(-1));
  };
  try {
    for (const [what, question] of Object.entries(questions)) await measured(what, samples, question);
    for (const [what, question] of Object.entries(long)) await measured(what, samples.slice(0, 10), question);
    await measured('all events counted by type and month', samples.slice(0, 1), () => ask.counts(ledger, codebook));
    return rows;
  } finally {
    await ledger.close();
  }
}

/** Reports that come one by one into a ledger that holds many. */
async function oneMore(ledger, { claims }, count) {
  const more = [...readings({ documents: count, claims, seed: 1 + Math.floor(Date.now() / 1000) })];
  try {
    const figures = await percentiles(ledger, more, (reading) => ledger.record([reading]));
    return [{ what: 'a report added, its copies and events found', per: `${count} reports, ms`, ...figures }];
  } finally {
    await ledger.close();
  }
}

/** CPU time so far, in milliseconds: this process's, and that of a local server's connections with it. */
async function usage({ db, address }) {
  const { user, system } = process.cpuUsage();
  let sum = (user + system) / 1000;
  if (!address.startsWith('postgres')) return sum;
  const { sql } = await import('kysely');
  const { rows } = await sql`select pid from pg_stat_activity where application_name = 'onrecord'`.execute(db);
  for (const { pid } of rows) {
    const [nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
    sum += Number(nanoseconds) / 1e6;
  }
  return sum;
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
  const progress = [{ seconds: 0, claims: 0, cpu: 0 }];
  const record = async (batch) => {
    const { seconds, claims, cpu } = progress.at(-1);
    const started = performance.now();
    const used = await usage(ledger);
    const results = await ledger.record(batch);
    progress.push({
      seconds: seconds + (performance.now() - started) / 1000,
      claims: claims + results.reduce((sum, one) => sum + one.claims, 0),
      cpu: cpu + ((await usage(ledger)) - used) / 1000,
    });
    if (progress.length % 100 === 0) console.error(progress.at(-1));
  };
  let batch = [];
  for (const reading of corpus.order === 'time' ? byDay(corpus) : readings(corpus)) {
    batch.push(reading);
    if (batch.length < corpus.batch) continue;
    await record(batch);
    batch = [];
  }
  if (batch.length) await record(batch);
  const total = progress.at(-1);
  const before = progress[Math.floor(progress.length * 0.9) - 1];
  const last = Object.fromEntries(Object.keys(total).map((key) => [key, total[key] - before[key]]));
  return { ...total, last };
}

/** The same corpus in the order of publication, as reports come in. */
function* byDay(corpus) {
  const days = new Map();
  for (const reading of readings(corpus)) {
    const day = reading.document.published;
    const packed = deflateRawSync(JSON.stringify(reading), { level: 1 });
    if (days.has(day)) days.get(day).push(packed);
    else days.set(day, [packed]);
  }
  for (const day of [...days.keys()].sort()) {
    for (const packed of days.get(day)) yield JSON.parse(inflateRawSync(packed));
    days.delete(day);
  }
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

/** The median and the 95th percentile of what an answer takes: on the clock, and of CPU time (which others do not stretch as much). */
async function percentiles(ledger, samples, question) {
  // The first answers load code and fill caches.
  if (samples.length > 1) for (const [i, one] of samples.slice(0, 3).entries()) await question(one, i);
  const clock = [];
  const cpu = [];
  for (const [i, one] of samples.entries()) {
    const used = await usage(ledger);
    const started = performance.now();
    await question(one, i);
    clock.push(performance.now() - started);
    cpu.push((await usage(ledger)) - used);
  }
  const at = (values, share) => Number(values.sort((a, b) => a - b)[Math.floor(values.length * share)].toFixed(1));
  return {
    'clock p50': at(clock, 0.5),
    'clock p95': at(clock, 0.95),
    'cpu p50': at(cpu, 0.5),
    'cpu p95': at(cpu, 0.95),
  };
}

async function all(items) {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
}
