// What goes wrong while reading (kills, a full disk, locks, two writers, power cuts) against reading that is left alone.
import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { random, readings } from './generated.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const about =
  'faults while reading pages: the same ledger in the end (--only kill,disk,lock,writers,power,connection --times 200 --documents 400 --seed 1 --ledger postgres://…)';

/** A row a fault; throws where something confirmed is lost or doubled, or where `verify` finds fault. */
export async function run({ only, times = '200', documents = '400', seed = '1', ledger: server }) {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
  const bench = await prepare(folder, { documents: Number(documents), seed: Number(seed), server });
  const chosen =
    only?.split(',') ?? (server ? ['kill', 'connection', 'writers'] : ['kill', 'disk', 'lock', 'writers', 'power']);
  const rows = [];
  try {
    for (const name of chosen) rows.push({ fault: name, ...(await FAULTS[name](bench, Number(times))) });
    return rows;
  } finally {
    await bench.tidy();
    rmSync(folder, { recursive: true, force: true });
  }
}

const FAULTS = {
  /** kill -9 at instants spread over the whole run, the start with its migrations among them. */
  async kill(bench, times) {
    let killed = 0;
    let ledgers = 1;
    let ledger = bench.fresh();
    while (killed < times) {
      const { signal, code, errors } = await bench.read(ledger, {
        after: bench.next() * bench.duration,
        act: (child) => child.kill('SIGKILL'),
      });
      if (signal) {
        killed++;
        if (killed % 20 === 0) console.error(`killed ${killed} of ${times} times`);
        await bench.check(ledger, { whole: false });
      } else {
        if (code !== 0) throw new Error(errors);
        await bench.check(ledger);
        ledger = bench.fresh();
        ledgers++;
      }
    }
    await bench.finish(ledger);
    return { times: killed, ledgers, pages: bench.pages };
  },

  /** A disk (as root) or a file-size limit that is too small, by ever other amounts. */
  async disk(bench, times) {
    const runs = Math.min(times, 20);
    const named = new Set();
    for (let i = 0; i < runs; i++) {
      const room = Math.ceil(bench.next() * bench.size * 1.3);
      const disk = bench.disk(room);
      const ledger = disk ? join(disk.folder, 'ledger.db') : bench.fresh();
      const ended = await bench.read(ledger, disk ? {} : { limit: room });
      if (ended.code !== 0) {
        named.add(ended.errors.replace(/^.*ledger\.db: |^.*killed-\d+\.db: /, '').trim());
        if (!/^onrecord: ledger [^\n]*\n$/.test(ended.errors)) throw new Error(`not one clear line: ${ended.errors}`);
      }
      if (existsSync(ledger) && statSync(ledger).size) await bench.check(ledger, { whole: ended.code === 0 });
      const kept = disk ? bench.keep(ledger) : ledger;
      disk?.unmount();
      await bench.finish(kept);
    }
    return { times: runs, said: [...named].join(' | ') };
  },

  /** Another process holds the file: for a while, then for longer than anybody waits. */
  async lock(bench) {
    const ledger = bench.fresh();
    await bench.finish(ledger);
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const other = new DatabaseSync(ledger);
    const held = async (seconds) => {
      other.exec('begin immediate');
      const ended = bench.read(ledger, { input: bench.more });
      await Promise.race([ended, sleep(seconds * 1000)]);
      other.exec('rollback');
      return ended;
    };
    const short = await held(6);
    if (short.code !== 0) throw new Error(`it did not wait: ${short.errors}`);
    await bench.check(ledger, { whole: false });
    const again = bench.fresh();
    await bench.finish(again);
    other.close();
    const long = new DatabaseSync(again);
    long.exec('begin immediate');
    const ended = await bench.read(again, { input: bench.more });
    long.exec('rollback');
    long.close();
    if (ended.code === 0) throw new Error('it did not tell that the ledger is locked');
    await bench.check(again);
    return { times: 2, said: ended.errors.replace(/^.*?db: /, '').trim() };
  },

  /** Several processes read overlapping inputs into one ledger. */
  async writers(bench) {
    const ledger = bench.fresh();
    const inputs = [bench.input, bench.more, bench.input];
    const ended = await Promise.all(inputs.map((input) => bench.read(ledger, { input })));
    for (const { code, errors } of ended) if (code !== 0) throw new Error(errors);
    const found = await bench.check(ledger, { whole: false });
    const wanted = await bench.contents(await bench.both());
    const sorted = (entries) =>
      entries
        .map(({ kind, content_hash: hash }) => `${kind} ${hash}`)
        .sort()
        .join('\n');
    if (sorted(found) !== sorted(wanted)) throw new Error('the writers lost or doubled something');
    return { times: inputs.length };
  },

  /** The state of the files at random instants, with the log cut at a random byte. */
  async power(bench, times) {
    let cuts = 0;
    while (cuts < times) {
      const ledger = bench.fresh();
      const copies = [];
      const snap = () => {
        const copy = bench.fresh();
        if (!existsSync(ledger) || !existsSync(`${ledger}-wal`)) return;
        // Both at one instant: nothing is written in between while the process stands still.
        copyFileSync(ledger, copy);
        copyFileSync(`${ledger}-wal`, `${copy}-wal`);
        copies.push(copy);
      };
      const during = async (child, ended) => {
        while (!ended()) {
          await sleep(bench.next() * 400);
          if (ended()) break;
          child.kill('SIGSTOP');
          await sleep(5);
          snap();
          child.kill('SIGCONT');
        }
      };
      await bench.read(ledger, { during });
      for (const copy of copies) {
        truncateSync(`${copy}-wal`, Math.floor(bench.next() * (statSync(`${copy}-wal`).size + 1)));
        await bench.check(copy, { whole: false, empty: true });
        // To carry on takes long: now and then.
        if (cuts++ % 20 === 0) await bench.finish(copy);
        rmSync(copy, { force: true });
      }
    }
    return { times: cuts };
  },

  /** The server ends the connection, as when it is stopped, at random instants. */
  async connection(bench, times) {
    const runs = Math.min(times, 50);
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: bench.server });
    await client.connect();
    const said = new Set();
    let ledger = bench.fresh();
    let cut = 0;
    while (cut < runs) {
      const end = () =>
        client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'onrecord'");
      const { code, errors } = await bench.read(ledger, { after: bench.next() * bench.duration, act: end });
      if (code === 0) {
        await bench.check(ledger);
        ledger = bench.fresh();
        cut++;
        continue;
      }
      cut++;
      said.add(errors.replace(/^onrecord: ledger \S+ /, '').trim());
      if (!/^onrecord: ledger [^\n]*\n$/.test(errors)) throw new Error(`not one clear line: ${errors}`);
      await bench.check(ledger, { whole: false, empty: true });
    }
    await client.end();
    await bench.finish(ledger);
    return { times: cut, said: [...said].join(' | ') };
  },
};

function pageOf({ url, outlet, published, text, paragraphs }) {
  const body = paragraphs.map(({ start, end }) => `<p>${text.slice(start, end)}</p>`).join('\n');
  return `<!doctype html><html lang="en"><head><title>Of ${published}</title><link rel="canonical" href="${url}">
<meta property="og:site_name" content="${outlet.name}"><meta property="article:published_time" content="${published}Z">
</head><body><article><h1>Of ${published}</h1>
${body}</article></body></html>`;
}

/** What all faults share: inputs, a run that was left alone, and ways to read and to compare. */
async function prepare(folder, { documents, seed, server }) {
  const { openLedger, verify } = await import('../dist/ledger/index.js');
  // Pages, so that their bytes are kept, too.
  const pages = (name, corpus) => {
    const path = join(folder, name);
    mkdirSync(path);
    for (const { document } of readings(corpus)) writeFileSync(join(path, `${document.id}.html`), pageOf(document));
    return path;
  };
  let count = 0;
  const bench = {
    server,
    next: random(seed),
    input: pages('reports', { documents, claims: 5, seed }),
    more: pages('more', { documents: Math.ceil(documents / 2), claims: 5, seed: seed + 1 }),
    fresh() {
      count++;
      if (!server) return join(folder, `killed-${count}.db`);
      return `${server}${server.includes('?') ? '&' : '?'}schema=faults_${process.pid}_${count}`;
    },

    /** Reads the input into a ledger, with something done to it after a while or during it. */
    async read(ledger, { input = bench.input, after, act, during, limit } = {}) {
      const command = [process.execPath, 'bin/onrecord', 'read', '--ledger', ledger, '--format', 'jsonl', input];
      const [program, ...args] = limit
        ? ['bash', '-c', `ulimit -f ${Math.ceil(limit / 1024)}; exec "$@"`, 'bash', ...command]
        : command;
      const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
      const told = [];
      let errors = '';
      let rest = '';
      child.stdout.on('data', (data) => {
        const lines = (rest + data).split('\n');
        rest = lines.pop();
        for (const line of lines) told.push(JSON.parse(line).document);
      });
      child.stderr.on('data', (data) => {
        errors += data;
      });
      let over = false;
      const closed = new Promise((done) => {
        child.on('close', (code, signal) => {
          over = true;
          done({ code, signal });
        });
      });
      const timer = after === undefined ? undefined : setTimeout(() => act(child), after);
      await during?.(child, () => over);
      const { code, signal } = await closed;
      clearTimeout(timer);
      bench.told.set(ledger, [...(bench.told.get(ledger) ?? []), ...told]);
      return { code, signal, errors };
    },

    /** The documents that were told to be on record, by ledger: what was confirmed. */
    told: new Map(),

    async pagesIn(ledger) {
      const opened = await openLedger(ledger, { readOnly: true });
      try {
        return (await opened.db.selectFrom('revision_pages').select('revision').execute()).length;
      } finally {
        await opened.close();
      }
    },

    async contents(ledger) {
      const opened = await openLedger(ledger, { readOnly: true });
      try {
        return await opened.db.selectFrom('entries').select(['kind', 'content_hash']).orderBy('sequence').execute();
      } finally {
        await opened.close();
      }
    },

    /** Verifies a ledger; it must be the beginning of the one that was left alone, with all that was confirmed. */
    async check(ledger, { whole = true, empty = false } = {}) {
      let opened;
      try {
        opened = await openLedger(ledger, { readOnly: !empty });
      } catch (error) {
        // Killed before the first migration was through: there is nothing yet, and nothing was confirmed.
        if (!whole && !bench.told.get(ledger)?.length && /is empty|there is none/.test(error.message)) return [];
        throw error;
      }
      try {
        const { fault } = await verify(opened);
        if (fault) throw new Error(`${ledger}: entry ${fault.sequence}: ${fault.reason}`);
        const found = await opened.db
          .selectFrom('entries')
          .select(['kind', 'content_hash'])
          .orderBy('sequence')
          .execute();
        if (whole && JSON.stringify(found) !== bench.expected) throw new Error(`${ledger} is not what it should be`);
        const documents = await opened.db.selectFrom('documents').select('id').execute();
        const ids = new Set(documents.map(({ id }) => id));
        const lost = (bench.told.get(ledger) ?? []).find((id) => !ids.has(id));
        if (lost) throw new Error(`${ledger}: ${lost} was confirmed and is lost`);
        return found;
      } finally {
        await opened.close();
      }
    },

    /** The next run carries on to the same end. */
    async finish(ledger) {
      const { code, errors } = await bench.read(ledger);
      if (code !== 0) throw new Error(errors);
      await bench.check(ledger);
    },

    /** A ledger of both inputs. */
    async both() {
      const ledger = bench.fresh();
      await bench.finish(ledger);
      await bench.read(ledger, { input: bench.more });
      return ledger;
    },

    /** A small disk of its own, where one may be mounted. */
    disk(room) {
      const point = join(folder, 'disk');
      mkdirSync(point, { recursive: true });
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${Math.max(room, 65_536)}`, 'onrecord', point]);
      if (mounted.status !== 0) return undefined;
      return { folder: point, unmount: () => spawnSync('umount', ['-l', point]) };
    },

    /** Moves a ledger off its disk, as it stands. */
    keep(ledger) {
      const copy = bench.fresh();
      for (const side of ['', '-wal']) {
        if (existsSync(ledger + side)) copyFileSync(ledger + side, copy + side);
      }
      bench.told.set(copy, bench.told.get(ledger));
      bench.told.delete(ledger);
      return copy;
    },

    async tidy() {
      spawnSync('umount', ['-l', join(folder, 'disk')]);
      if (!server) return;
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: server });
      await client.connect();
      await client.query('set client_min_messages to warning');
      for (let i = 1; i <= count; i++) await client.query(`drop schema if exists faults_${process.pid}_${i} cascade`);
      await client.end();
    },
  };
  const alone = bench.fresh();
  const started = performance.now();
  const { code, errors } = await bench.read(alone);
  if (code !== 0) throw new Error(errors);
  bench.duration = performance.now() - started;
  bench.size = server ? 0 : statSync(alone).size;
  bench.expected = JSON.stringify(await bench.contents(alone));
  bench.pages = await bench.pagesIn(alone);
  if (bench.pages !== documents) throw new Error(`${bench.pages} pages were kept of ${documents}`);
  return bench;
}
