import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { ClaimRow, EventRow } from '../../ask/index.js';
import { UserError } from '../../errors.js';
import type { Ledger } from '../../ledger/index.js';
import { EVENT_TABLE } from '../answers.js';
import { Seen } from '../demo-text.js';
import { Failures, printable } from '../failures.js';
import { port, printRows, write } from '../output.js';
import { startProgress } from '../progress.js';

const SAMPLES = fileURLToPath(new URL('../../../samples', import.meta.url));

/** In this order: a page comes before its revision. */
const INPUTS = [
  'dispatches.jsonl',
  'pages',
  'feeds',
  'mail',
  'archive/ambrel-monitor.warc.gz',
  'real.jsonl',
  'revisions',
].map((name) => join(SAMPLES, name));

/** Events that are listed. */
const MOST = 8;

/** Of the columns that `ask events` shows, those that fit 80 characters. */
const COLUMNS = EVENT_TABLE.filter(({ header }) =>
  ['date', 'who does what to whom', 'as', 'docs', 'trace'].includes(header),
);

interface Flags {
  ledger?: string;
  replace?: boolean;
  serve: boolean;
  port: number;
}

/** The verb `demo`: the samples that ship, from the page to the answers. */
export function define(command: Command): void {
  command
    .option('--ledger <file>', 'where to make the ledger (default: in a new folder for temporary files)')
    .option('--replace', 'make it anew where there is one')
    .option('--port <n>', 'where to serve the desk; 0 for any port that is free', port, 0)
    .option('--no-serve', 'end after printing')
    .addHelpText(
      'after',
      `
Examples:
  onrecord demo
  onrecord demo --ledger selmoor.db`,
    )
    .action(demo);
}

async function demo({ ledger: asked, replace = false, serve, port }: Flags): Promise<void> {
  const address = asked ?? join(await mkdtemp(join(tmpdir(), 'onrecord-demo-')), 'ledger.db');
  const [{ default: colors }, { openLedger }, { claims, events, trace }, { traceText }] = await Promise.all([
    import('picocolors'),
    import('../../ledger/index.js'),
    import('../../ask/index.js'),
    import('../trace-text.js'),
  ]);
  const section = (title: string) => write(`\n${colors.bold(title)}\n`);
  if (existsSync(address)) await makeRoom(address, replace);

  await write(INTRODUCTION);
  const failures = new Failures();
  const ledger = await openLedger(address);
  try {
    const seen = await readSamples(ledger, failures);
    const found = await events(ledger);
    await section('What was read');
    await write(`${seen.text()}  ${seen.claims} claims, of ${found.length} events\n`);

    await section('Most reported');
    await printRows(found.toSorted(byReports).slice(0, MOST), COLUMNS, 'table');

    const claim = await exemplary(claims(ledger, { headline: false, factuality: ['actual'], novelty: 'new' }));
    if (claim) {
      await section('One claim, traced to its words and to those who say so');
      await write(await traceText(await trace(ledger, claim.id)));
    }
    await section('Where to go next');
    await write(nextSteps(address, claim?.id.slice(0, 12)));
    failures.finish(seen.documents, 'inputs');
    if (serve) {
      await section('The desk');
      await serveDesk(ledger, port);
    }
  } finally {
    await ledger.close();
  }
}

/** Serves the desk over the samples; whoever opens the address that is printed may also correct what they find. */
async function serveDesk(ledger: Ledger, port: number): Promise<void> {
  const [{ loadCodebook }, { createToken }, { serveLedger }] = await Promise.all([
    import('../../codebook/node.js'),
    import('../../ledger/index.js'),
    import('../serving.js'),
  ]);
  const folder = join(SAMPLES, 'world');
  const codebook = await loadCodebook({ dir: folder });
  const token = await createToken(ledger, 'you');
  const announce = (address: string) => write(`  ${address}#token=${token}\n  Ctrl-C ends it\n`);
  await serveLedger({ ledger, codebook, folder, port, host: '127.0.0.1', options: {}, log: 'warn', announce });
}

const INTRODUCTION = `Reads the samples that ship with Onrecord: how governments answer a contested
vote in a world that does not exist, and eight notes on public facts.
`;

/** Takes the place of an earlier ledger, where that is wished; never of a file that is something else. */
async function makeRoom(address: string, replace: boolean): Promise<void> {
  if (!replace) throw new UserError(`${address} exists: name another file, or --replace it with a new ledger`);
  const { openLedger } = await import('../../ledger/index.js');
  await (await openLedger(address)).close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${address}${suffix}`, { force: true });
}

/** Reads, codes and records the samples as the verb `read` does, with their world's codebook over ours. */
async function readSamples(ledger: Ledger, failures: Failures): Promise<Seen> {
  const [{ loadCodebook }, { openAnalyst }, { recordReads }, { readInputs }] = await Promise.all([
    import('../../codebook/node.js'),
    import('../analyst.js'),
    import('../recording.js'),
    import('../../read/index.js'),
  ]);
  const analyst = await openAnalyst(await loadCodebook({ dir: join(SAMPLES, 'world') }));
  const progress = await startProgress('reading the samples');
  const seen = new Seen();
  try {
    for await (const read of recordReads(readInputs(INPUTS, { pages: true }), ledger, analyst)) {
      if ('failure' in read) {
        progress.stop();
        failures.add(read.failure);
      } else {
        seen.add(read.document, read.recorded);
        progress.update(`${seen.documents} documents, ${seen.claims} claims; now ${printable(read.where)}`);
      }
    }
  } finally {
    progress.stop();
    await analyst.close();
  }
  return seen;
}

/**
 * A claim to show: of those whose actors and speakers are all known, the one that went through most hands, and of those
 * the surest.
 */
async function exemplary(rows: AsyncIterable<ClaimRow>): Promise<ClaimRow | undefined> {
  const { chainNames } = await import('../../ask/index.js');
  let best: { row: ClaimRow; hands: number } | undefined;
  for await (const row of rows) {
    const speakers = row.attribution.slice(0, -1).flatMap((link) => link.speakers);
    if (!row.source.length || ![...row.source, ...speakers].every(({ actor }) => actor)) continue;
    const hands = new Set(chainNames(row)).size;
    const more = hands - (best?.hands ?? 0);
    if (more > 0 || (more === 0 && row.confidence > (best?.row.confidence ?? 0))) best = { row, hands };
  }
  return best?.row;
}

/** Events told by more documents first; of those told by as many, the ones of which more actors are known. */
function byReports(a: EventRow, b: EventRow): number {
  const actors = ({ source, target }: EventRow) => source.length + target.length;
  return b.documents.length - a.documents.length || actors(b) - actors(a);
}

/** Commands to copy. */
function nextSteps(address: string, claim: string | undefined): string {
  const call = invocation();
  const ledger = `--ledger ${quoted(address)}`;
  const world = `--codebook ${quoted(relative(process.cwd(), join(SAMPLES, 'world')) || '.')}`;
  const steps: [string, string][] = [
    [
      'who held which position on the contested vote on 8 October 2025',
      `ask positions --question selmoor-accession --as-of 2025-10-08 ${world} ${ledger}`,
    ],
    ['and at the end of November', `ask positions --question selmoor-accession --as-of 2025-11-30 ${world} ${ledger}`],
    ['what Tarqesh is reported to have done; it changes its mind', `ask events --actor Tarqesh ${ledger}`],
    ['what somebody denies', `ask claims --factuality denied ${ledger}`],
    ['what rests on the word of one agency', `ask claims --speaker Drovpress ${ledger}`],
    ...(claim === undefined ? [] : [['the claim above again', `trace ${claim} ${ledger}`] as [string, string]]),
    ['a page of your own', 'read PAGE-OR-ADDRESS --ledger my.db'],
  ];
  return steps.map(([what, command]) => `  # ${what}\n  ${call} ${command}\n`).join('');
}

/** How the command was called, so that what is printed can be copied as it stands. */
function invocation(): string {
  const path = process.argv[1] ?? 'onrecord';
  if ((process.env.PATH ?? '').split(delimiter).includes(dirname(path))) return basename(path);
  const near = relative(process.cwd(), path);
  return quoted(near.startsWith('..') ? path : near);
}

/** A word for the shell. */
const quoted = (word: string): string =>
  /^[\w./:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
