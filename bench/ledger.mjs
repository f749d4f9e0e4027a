// The ledger at size: a generated, seeded corpus is recorded, then asked, traced and verified.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random, readings } from './generated.mjs';

/** Documents in one transaction, as `onrecord read` has. */
const BATCH = 32;

/** Questions of each kind. */
const QUESTIONS = 200;

export const about = 'recording, asking, tracing and verifying a generated ledger (--documents 10000 --claims 10)';

/** Rows of what was measured: seconds are wall-clock, without the generating. */
export async function run({ documents = '10000', claims = '10' }) {
  const { openLedger, verify } = await import('../dist/ledger/index.js');
  const ask = await import('../dist/ask/index.js');
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
  const path = join(folder, 'ledger.db');
  const rows = [];
  try {
    let ledger = await openLedger(path);
    const appended = await append(ledger, { documents: Number(documents), claims: Number(claims) });
    rows.push({ what: 'claims appended', per: 'second', value: Math.round(appended.claims / appended.seconds) });
    await ledger.close();
    rows.push({ what: 'file', per: 'claim, bytes', value: Math.round(statSync(path).size / appended.claims) });

    ledger = await openLedger(path, { readOnly: true });
    const samples = await sample(ledger, QUESTIONS);
    const month = (day) => ({ since: day.slice(0, 7), until: day.slice(0, 7) });
    const questions = {
      'events of a pair of actors in a month': (one) =>
        ask.events(ledger, { source: [one.source], target: [one.target], ...month(one.day) }),
      'events of an actor in a month': (one) => ask.events(ledger, { actor: [one.source], ...month(one.day) }),
      'latest 20 claims with two words': (one) => all(ask.claims(ledger, { search: one.words, limit: 20 })),
      'a claim traced': (one) => ask.trace(ledger, one.id),
    };
    for (const [what, question] of Object.entries(questions)) {
      rows.push({ what, per: 'answer, 95th percentile, ms', value: await percentile(samples, question) });
    }
    const started = performance.now();
    const { entries, fault } = await verify(ledger);
    if (fault) throw new Error(`entry ${fault.sequence}: ${fault.reason}`);
    const seconds = (performance.now() - started) / 1000;
    rows.push({ what: 'entries verified', per: 'second', value: Math.round(entries / seconds) });
    rows.push({ what: 'memory at most', per: 'process, MB', value: Math.round(process.resourceUsage().maxRSS / 1000) });
    await ledger.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function append(ledger, corpus) {
  let seconds = 0;
  let claims = 0;
  const record = async (batch) => {
    const started = performance.now();
    for (const result of await ledger.record(batch)) claims += result.claims;
    seconds += (performance.now() - started) / 1000;
  };
  let batch = [];
  for (const reading of readings(corpus)) {
    batch.push(reading);
    if (batch.length < BATCH) continue;
    await record(batch);
    batch = [];
  }
  if (batch.length) await record(batch);
  return { seconds, claims };
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

async function percentile(samples, question) {
  const times = [];
  for (const one of samples) {
    const started = performance.now();
    await question(one);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return Number(times[Math.floor(times.length * 0.95)].toFixed(1));
}

async function all(items) {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
}
