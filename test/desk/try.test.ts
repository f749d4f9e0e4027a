import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, overflow, ServedDesk, seriousFaults } from './browser.js';

const TEXT = `Aldmere recalls its envoy

Calderre condemned Orvandia on 3 October 2025, Brennmark's foreign ministry said.

Tarqesh denied that it had supplied weapons to Orvandia.`;

describe.runIf(executablePath)('a text that is tried out', () => {
  let desk: ServedDesk;
  beforeAll(async () => {
    desk = await ServedDesk.start();
  }, 240_000);
  afterAll(() => desk?.stop());

  const ready = (page: Page) => page.locator('progress').waitFor({ state: 'detached' });
  const type = (page: Page, text: string) => page.getByLabel('Text', { exact: true }).fill(text);

  it('is read in the browser, under the policy that is served, and nothing of it is sent', async () => {
    const page = await desk.open('/try', { strict: true });
    await ready(page);
    await page.waitForLoadState('networkidle');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await type(page, TEXT);
    const claims = page.locator('.side li button');
    await expect.poll(() => claims.count()).toBeGreaterThan(1);
    const list = (await claims.allTextContents()).join('\n');
    expect(list).toMatch(/Calderre → accuses → Orvandia/);
    expect(list).toContain('Brennmark ←');
    expect(await page.locator('[role=status]').first().textContent()).toMatch(/[\d,]+ a second/);
    await type(page, '');
    await expect.poll(() => claims.count()).toBe(0);
    expect(requests).toEqual([]);
    expect(desk.wrong).toEqual([]);
    await page.context().close();
  });

  it('shows what stands behind a claim: the chain, the codes and how it was read, by keyboard alone', async () => {
    const page = await desk.open('/try?sample=s017-drovnia-skaldal');
    const triggers = page.locator('article button');
    await triggers.first().waitFor();
    await triggers.first().focus();
    const chosen = page.locator('article button[aria-pressed=true]');
    await page.keyboard.press('Home');
    for (let i = await triggers.count(); i > 0 && (await chosen.first().textContent()) !== 'backed'; i--) {
      await page.keyboard.press('ArrowRight');
    }
    expect(new URL(page.url()).searchParams.get('claim')).toMatch(/^[0-9a-f]{32}$/);
    const aside = page.locator('.chosen');
    const chain = await aside.locator('ol li').allTextContents();
    expect(chain[0]).toBe('backed');
    expect(chain.at(-1)).toContain('The Skaldal Post');
    expect(await aside.textContent()).toContain('CAMEO');
    expect(await aside.locator('details li').count()).toBeGreaterThan(0);
    expect(await page.locator('article mark.source').first().textContent()).toBe('The authorities of Drovnia');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press('Escape');
    expect(page.url()).not.toContain('claim=');
    await page.context().close();
  });

  it('says of a text in another language that it is not coded', async () => {
    const page = await desk.open('/try?sample=s049-san-alvero-es', { width: 390, dark: true });
    await expect.poll(() => page.locator('[role=alert]').textContent()).toContain('only English is coded');
    expect(await page.locator('article button').count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.context().close();
  });

  it('shows hostile text as text', async () => {
    const page = await desk.open('/try');
    await ready(page);
    await type(
      page,
      `<img src=x onerror="document.title='taken'"> Calderre condemned <script>Orvandia</script>.\n\n\u202E${'x'.repeat(5000)}\0\uD800`,
    );
    await page.locator('article').waitFor();
    expect(await page.locator('article img, article script').count()).toBe(0);
    expect(await page.title()).not.toBe('taken');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.context().close();
  });

  it('says so where the reader cannot be loaded, and tries again when asked', async () => {
    let broken = true;
    const before = (page: Page) =>
      page.route('**/engine/english.onrm', (route) => (broken ? route.fulfill({ status: 503 }) : route.continue()));
    const page = await desk.open('/try?sample=s046-veto', { before });
    await expect.poll(() => page.locator('[role=alert]').textContent()).toContain('503');
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('article button').first().waitFor();
    await page.context().close();
  });
});
