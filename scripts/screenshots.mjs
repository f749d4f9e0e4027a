// Pictures of the desk's pages over the samples' ledger, light and dark, wide and narrow:
//   node scripts/screenshots.mjs FOLDER [PAGE…]
// or those of the documentation, as far as a screen shows:
//   node scripts/screenshots.mjs docs/desk --docs
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [folder = 'screenshots', ...wanted] = process.argv.slice(2);
const isDocs = wanted.includes('--docs');
const bin = fileURLToPath(new URL('../bin/onrecord', import.meta.url));
const world = fileURLToPath(new URL('../samples/world', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'onrecord-screenshots-'));
const ledger = join(work, 'ledger.db');

const LOOKS = {
  wide: { viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  'wide-dark': { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  'phone-dark': { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
};

/** Pictures of the documentation. */
const DOCS = ['question-wide', 'document-wide-dark', 'events-wide', 'try-wide', 'question-phone-dark', 'claim-phone'];

async function picture(page, path) {
  if (!isDocs) return page.screenshot({ path: `${path}.png`, fullPage: true });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 75 });
  writeFileSync(`${path}.webp`, Buffer.from(data, 'base64'));
}

const run = (...args) =>
  once(spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'ignore', 'inherit'] }), 'exit');
await run('demo', '--no-serve', '--ledger', ledger);
const server = spawn(process.execPath, [
  bin,
  'serve',
  '--port',
  '0',
  '--log',
  'error',
  '--ledger',
  ledger,
  '--codebook',
  world,
]);
const [printed] = await once(server.stdout, 'data');
const address = printed.toString().trim();
const browser = await chromium.launch({
  executablePath: process.env.ONRECORD_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

const ask = async (path) => (await fetch(new URL(`/api/v1${path}`, address))).json();
const chained = (await ask('/claims?speaker=Drovpress&limit=50')).rows.find(
  ({ document }) => document === 's017-drovnia-skaldal',
);
const changed = (await ask('/documents?limit=500')).rows.find(({ revisions }) => revisions > 1);
const { revisions } = await ask(`/documents/${encodeURIComponent(changed.id)}`);
const [event] = (await ask('/events?limit=500')).rows.toSorted((a, b) => b.documents.length - a.documents.length);
const of = encodeURIComponent;

/** Addresses, and what is to be there before the picture is taken. */
const PAGES = {
  overview: ['/'],
  question: ['/questions/selmoor-accession?as-of=2025-10-20', 'svg .area'],
  events: ['/events?type=COERCE'],
  documents: ['/documents'],
  document: [`/documents/${of(chained.document)}?claim=${chained.id}`],
  revisions: [`/documents/${of(changed.id)}?against=${revisions[0].sequence}`],
  kept: [`/documents/${of(changed.id)}?view=source`],
  claim: [`/claims/${chained.id}`],
  actors: ['/actors'],
  actor: ['/actors/XTQ'],
  event: [`/events/${of(event.id)}`],
  review: ['/review'],
  try: ['/try?sample=s003-calderre-warns', 'article button'],
  missing: ['/nowhere'],
};

mkdirSync(folder, { recursive: true });
try {
  for (const [look, context] of Object.entries(LOOKS)) {
    const opened = await browser.newContext({ ...context, reducedMotion: 'reduce' });
    const page = await opened.newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(`${page.url()}: ${message.text()}`));
    page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`));
    for (const [name, [path, awaited]] of Object.entries(PAGES)) {
      if (isDocs ? !DOCS.includes(`${name}-${look}`) : wanted.length && !wanted.includes(name)) continue;
      await page.goto(new URL(path, address).href);
      await page.waitForLoadState('networkidle');
      if (awaited) await page.locator(awaited).first().waitFor();
      await picture(page, join(folder, `${name}-${look}`));
    }
    await opened.close();
  }
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(work, { recursive: true, force: true });
}
