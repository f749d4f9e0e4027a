import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingOf } from '../readings.js';
import { executablePath, overflow, ServedDesk, seriousFaults } from './browser.js';

const SCRIPT = '<script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">';
const LONG = 'Donaudampfschifffahrts'.repeat(60);
/** Turns what follows around, and is never closed. */
const OVERRIDE = '\u202Eesrever';
const ARABIC = 'وزارة الخارجية: لا نعترف بالتصويت';
const NAMES = [SCRIPT, LONG, OVERRIDE, ARABIC];

/** Where two words of the line under the outlet's name are seen, in pixels from the left. */
const PLACES = `['published', '2025'].map((words) => {
  const walker = document.createTreeWalker(document.querySelector('main p.soft'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const from = node.textContent.indexOf(words);
    if (from < 0) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, from + words.length);
    return range.getBoundingClientRect().left;
  }
  return -1;
})`;

const FOCUS = 'document.activeElement.tagName + " " + document.activeElement.textContent.trim()';

const EVERYWHERE = ['/', '/events', '/documents', '/review', '/questions/selmoor-accession', '/try'];

describe.runIf(executablePath)('a desk over hostile and odd reports', () => {
  let desk: ServedDesk;
  beforeAll(async () => {
    const more = NAMES.map((name, i) =>
      readingOf({
        id: `odd-${i}`,
        title: name,
        outlet: name,
        published: '2025-12-01',
        tellings: [
          { source: name, verb: 'condemned', type: 'ACCUSE', target: `${name} two`, speaker: `${name} three` },
        ],
      }),
    );
    desk = await ServedDesk.start(more, { read: [] });
  }, 240_000);
  afterAll(() => desk?.stop());

  it('shows them as text, within the page, the right way round', async () => {
    const { rows } = await desk.get<{ rows: { id: string }[] }>('/claims');
    const paths = [
      ...EVERYWHERE,
      ...NAMES.map((_, i) => `/documents/odd-${i}`),
      ...rows.map(({ id }) => `/claims/${id}`),
    ];
    for (const path of paths) {
      const page = await desk.open(path, { width: 390 });
      expect(await page.title(), path).not.toBe('taken');
      expect(await page.locator('main img, main script').count(), path).toBe(0);
      expect(await overflow(page), path).toBe(0);
      expect(await seriousFaults(page), path).toEqual([]);
      await page.context().close();
    }
    expect(desk.wrong).toEqual([]);
  }, 300_000);

  it('lets no name turn around what stands after it', async () => {
    const page = await desk.open('/documents/odd-2');
    const places = (await page.evaluate(PLACES)) as number[];
    expect(places[0]).toBeGreaterThan(0);
    expect(places[0]).toBeLessThan(places[1] as number);
    await page.context().close();
    const arabic = await desk.open('/documents/odd-3');
    expect(await arabic.evaluate("getComputedStyle(document.querySelector('article h1')).direction")).toBe('rtl');
    await arabic.context().close();
  });

  it('says what is not there, and lets one try again where the server did not answer', async () => {
    for (const path of ['/claims/none', '/documents/none', '/questions/none', '/events?since=yesterday']) {
      const page = await desk.open(path);
      expect(await page.locator('main [role=alert]').first().textContent(), path).toMatch(/none|yesterday/);
      expect(await page.locator('h1').count(), path).toBe(1);
      expect(await seriousFaults(page), path).toEqual([]);
      await page.context().close();
    }
    let stopped = true;
    const before = (page: Page) =>
      page.route('**/api/v1/documents**', (route) => (stopped ? route.abort() : route.continue()));
    const page = await desk.open('/documents', { before });
    expect(await page.locator('main [role=alert]').textContent()).toContain('does not answer');
    stopped = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('tbody tr').first().waitFor();
    await page.context().close();
  });

  it('shows that it waits where the server is slow, without moving where one wants none of it', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const before = async (page: Page) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.route('**/api/v1/documents**', async (route) => {
        await released;
        await route.continue();
      });
    };
    const opened = desk.open('/documents', {
      before: async (page) => {
        await before(page);
        page.once('domcontentloaded', async () => {
          await page.locator('main [role=status]').first().waitFor();
          expect(await page.locator('main [role=status]').first().textContent()).toContain('Loading documents');
          expect(await page.evaluate('document.getAnimations().length')).toBe(0);
          release();
        });
      },
    });
    const page = await opened;
    await page.locator('tbody tr').first().waitFor();
    await page.context().close();
  });

  it('takes the keyboard along: past the header, to the title of each page, and back', async () => {
    const page = await desk.open('/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('To the page');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('page');
    await page.getByRole('link', { name: 'Documents', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(FOCUS)).toBe('H1 Documents');
    expect(await page.title()).toBe('Documents · Onrecord');
    await page.locator('tbody a').last().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(FOCUS)).toMatch(/^H1 (?!Documents)/);
    await expect.poll(() => page.title()).toContain(' · Onrecord');
    await page.goBack();
    await expect.poll(() => page.evaluate(FOCUS)).toBe('H1 Documents');
    await page.context().close();
  });
});

describe.runIf(executablePath)('a desk over an empty ledger', () => {
  let desk: ServedDesk;
  beforeAll(async () => {
    desk = await ServedDesk.start([], { read: [] });
  }, 240_000);
  afterAll(() => desk?.stop());

  it('says on every page that nothing is there, and how to begin', async () => {
    for (const path of EVERYWHERE) {
      const page = await desk.open(path);
      expect(await page.locator('h1').count(), path).toBe(1);
      expect(await seriousFaults(page), path).toEqual([]);
      expect(await page.locator('main [role=alert]').count(), path).toBe(0);
      await page.context().close();
    }
    const page = await desk.open('/');
    expect(await page.locator('main').textContent()).toContain('onrecord read');
    await page.context().close();
    expect(desk.wrong).toEqual([]);
  });
});

describe.runIf(executablePath)('a desk over a closed ledger', () => {
  let desk: ServedDesk;
  beforeAll(async () => {
    desk = await ServedDesk.start([], { options: ['--closed'] });
  }, 240_000);
  afterAll(() => desk?.stop());

  it('asks for a token on every page, and shows the page to who has one', async () => {
    for (const path of ['/', '/documents/s017-drovnia-skaldal', '/try?sample=s046-veto']) {
      const page = await desk.open(path);
      expect(await page.locator('h1').textContent(), path).toBe('This ledger is closed');
      expect(await seriousFaults(page), path).toEqual([]);
      await page.locator('main').getByLabel('Token').fill('nothing');
      await page.locator('main').getByRole('button', { name: 'Use it' }).click();
      await expect.poll(() => page.locator('main [role=alert]').textContent()).toMatch(/token/);
      await page.locator('main').getByLabel('Token').fill(desk.token);
      await page.locator('main').getByRole('button', { name: 'Use it' }).click();
      await expect.poll(() => page.locator('h1').textContent()).not.toBe('This ledger is closed');
      await page.context().close();
    }
    const page = await desk.open('/try?sample=s046-veto', { token: desk.token });
    await page.locator('article button').first().waitFor();
    await page.context().close();
  });

  it('saves files for who has a token', async () => {
    const page = await desk.open('/questions/selmoor-accession', { token: desk.token });
    const link = page.getByRole('link', { name: 'as CSV' });
    await link.waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(saved.suggestedFilename()).toBe('onrecord-positions.csv');
    const path = await saved.path();
    expect(readFileSync(path, 'utf8')).toContain('selmoor-accession');
  });
});
