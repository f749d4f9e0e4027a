import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { createToken, openLedger, type Reading } from '../../src/ledger/index.js';

/** The path of a Chromium, where tests are to use one. */
export const executablePath = process.env.ONRECORD_TEST_CHROMIUM;
if (!executablePath) console.log('skipped: the desk in a browser (ONRECORD_TEST_CHROMIUM has no path)');

const bin = fileURLToPath(new URL('../../bin/onrecord', import.meta.url));
const samples = fileURLToPath(new URL('../../samples', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How a page is looked at. */
export interface Look {
  width?: number;
  dark?: boolean;
  /** Signs in with this token. */
  token?: string;
  /** Keeps the page's own policy in force; axe cannot be put into it then. */
  strict?: boolean;
  /** What is done to the page before it goes anywhere. */
  before?: (page: Page) => Promise<unknown>;
}

/** The desk over a ledger of the samples, served by the command, and a browser that looks at it. */
export class ServedDesk {
  readonly address: string;
  /** A token of Ada Example. */
  readonly token: string;
  /** Errors that pages threw, and requests that went elsewhere. */
  readonly wrong: string[] = [];
  readonly #folder: string;
  readonly #server: ChildProcess;
  readonly #browser: Browser;

  private constructor(address: string, token: string, folder: string, server: ChildProcess, browser: Browser) {
    this.address = address;
    this.token = token;
    this.#folder = folder;
    this.#server = server;
    this.#browser = browser;
  }

  /**
   * Reads samples (the dispatches, where not said otherwise) into a ledger of its own, with some readings more, and
   * serves it, with further options of `serve`.
   */
  static async start(
    more: readonly Reading[] = [],
    { read: paths = ['dispatches.jsonl'], options = [] }: { read?: string[]; options?: string[] } = {},
  ): Promise<ServedDesk> {
    const folder = mkdtempSync(join(tmpdir(), 'onrecord-desk-'));
    const ledger = join(folder, 'ledger.db');
    const world = ['--codebook', join(samples, 'world'), '--ledger', ledger];
    for (const path of paths) {
      const read = spawn(process.execPath, [bin, 'read', join(samples, path), ...world], { stdio: 'ignore' });
      await once(read, 'exit');
    }
    const opened = await openLedger(ledger);
    await opened.record([...more]);
    const token = await createToken(opened, 'Ada Example');
    await opened.close();
    const server = spawn(process.execPath, [bin, 'serve', '--port', '0', '--log', 'error', ...world, ...options]);
    const [printed] = (await once(server.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const browser = await chromium.launch({ executablePath: executablePath as string, args: ['--no-sandbox'] });
    return new ServedDesk(printed.toString().trim(), token, folder, server, browser);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.kill('SIGTERM');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async open(path: string, { width = 1280, dark = false, token, strict = false, before }: Look = {}): Promise<Page> {
    const context: BrowserContext = await this.#browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      bypassCSP: !strict,
    });
    // A busy machine shows late what an idle one shows at once.
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.wrong.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) this.wrong.push(`${path}: ${message.text()}`);
    });
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(this.address) || /^(?:data|blob):/.test(request.url());
      if (!isOwn) this.wrong.push(`${path}: ${request.url()}`);
    });
    await before?.(page);
    await page.goto(new URL(path + (token ? `#token=${token}` : ''), this.address).href);
    // A connection that the browser keeps open can hold off "idle" for ever: what is shown is waited for then.
    await page.waitForLoadState('networkidle', { timeout: 20_000 }).catch(() => page.locator('h1').first().waitFor());
    return page;
  }

  /** An answer of the API. */
  async get<T>(path: string): Promise<T> {
    const answer = await fetch(new URL(`/api/v1${path}`, this.address), {
      headers: { Authorization: `Bearer ${this.token}` },
    });
    return (await answer.json()) as T;
  }
}

/** What axe finds on a page that is serious or critical: the rule, and where. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** By how many pixels a page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number;
}
