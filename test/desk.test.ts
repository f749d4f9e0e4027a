import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../src/ledger/index.js';
import { readingOf } from './readings.js';

/** The path of a Chromium. */
const executablePath = process.env.ONRECORD_TEST_CHROMIUM;
if (!executablePath) console.log('skipped: the desk in a browser (ONRECORD_TEST_CHROMIUM has no path)');

const bin = fileURLToPath(new URL('../bin/onrecord', import.meta.url));
const samples = fileURLToPath(new URL('../samples', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const HOSTILE = '<script>document.title = "taken"</script><img src=x onerror="document.title = \'taken\'">';

describe.runIf(executablePath)('the desk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-desk-'));
  const ledger = join(folder, 'ledger.db');
  let server: ChildProcess;
  let browser: Browser;
  let address: string;
  const wrong: string[] = [];

  beforeAll(async () => {
    const world = ['--codebook', join(samples, 'world'), '--ledger', ledger];
    const read = spawn(process.execPath, [bin, 'read', join(samples, 'dispatches.jsonl'), ...world], {
      stdio: 'ignore',
    });
    await once(read, 'exit');
    const opened = await openLedger(ledger);
    await opened.record([
      readingOf({
        id: 'hostile',
        title: HOSTILE,
        published: '2025-12-01',
        tellings: [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' }],
      }),
    ]);
    await opened.close();
    server = spawn(process.execPath, [bin, 'serve', '--port', '0', '--log', 'error', ...world]);
    const [printed] = (await once(server.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    address = printed.toString().trim();
    browser = await chromium.launch({ executablePath: executablePath as string, args: ['--no-sandbox'] });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(path: string, options: { width?: number; dark?: boolean } = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: 900 },
      colorScheme: options.dark ? 'dark' : 'light',
      // Axe is put into the page from outside; the pages' own policy is tested elsewhere.
      bypassCSP: true,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(`${path}: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith('data:'))
        wrong.push(`${path}: ${request.url()}`);
    });
    await page.goto(new URL(path, address).href);
    await page.waitForLoadState('networkidle');
    return page;
  }

  const claimPath = async () => {
    const answer = await fetch(new URL('/api/v1/claims?limit=1&search=recognize*', address));
    const { rows } = (await answer.json()) as { rows: { id: string; document: string }[] };
    return rows[0] as { id: string; document: string };
  };

  const PAGES: Record<string, () => Promise<string>> = {
    overview: async () => '/',
    question: async () => '/questions/selmoor-accession?at=2025-10-20',
    events: async () => '/events?type=COERCE',
    documents: async () => '/documents',
    document: async () =>
      `/documents/${encodeURIComponent((await claimPath()).document)}?claim=${(await claimPath()).id}`,
    claim: async () => `/claims/${(await claimPath()).id}`,
    'a page that is none': async () => '/nowhere',
  };

  it.each(Object.keys(PAGES))(
    'shows the page %s, light and dark, wide and narrow, with nothing serious for axe',
    async (name) => {
      const path = await (PAGES[name] as () => Promise<string>)();
      for (const look of [{}, { width: 390, dark: true }]) {
        const page = await open(path, look);
        expect((await page.locator('h1').textContent())?.length).toBeGreaterThan(3);
        await page.addScriptTag({ content: axe });
        const found = (await page.evaluate('axe.run()')) as {
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        };
        const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(overflow, `${path} is wider than the screen`).toBe(0);
        await page.context().close();
      }
      expect(wrong).toEqual([]);
    },
  );

  it('changes the table with the slider, and the address with it', async () => {
    const page = await open('/questions/selmoor-accession');
    const all = await page.locator('tbody tr').count();
    await page.locator('input[type=range]').focus();
    await page.keyboard.press('Home');
    await expect.poll(() => page.locator('tbody tr').count()).toBeLessThan(all);
    expect(page.url()).toContain('at=2025-');
  });

  it('shows a hostile title as text', async () => {
    const page = await open('/documents/hostile');
    expect(await page.locator('h1').textContent()).toBe(HOSTILE);
    expect(await page.title()).not.toBe('taken');
  });
});
