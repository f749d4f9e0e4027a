import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, overflow, ServedDesk, seriousFaults } from './browser.js';

const QUESTION = '/questions/selmoor-accession';
const TARQESH = '[data-actor=XTQ]';

describe.runIf(executablePath)("a question's page", () => {
  let desk: ServedDesk;

  beforeAll(async () => {
    desk = await ServedDesk.start();
  }, 240_000);
  afterAll(() => desk?.stop());

  it('changes table, map and address together with the slider', async () => {
    const page = await desk.open(QUESTION);
    const rows = page.locator('.positions tbody tr');
    const areas = page.locator('[data-stance]');
    const [all, coloured] = [await rows.count(), await areas.count()];
    expect(coloured).toBeGreaterThan(10);
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await expect.poll(() => rows.count()).toBeLessThan(all);
    await expect.poll(() => areas.count()).toBeLessThan(coloured);
    expect(page.url()).toContain('as-of=2025-');
    await page.goto(new URL(`${QUESTION}?as-of=2025-10-20`, desk.address).href);
    expect(await page.locator(TARQESH).getAttribute('data-stance')).toBe('recognizes');
    await page.goto(new URL(`${QUESTION}?as-of=2025-11-01`, desk.address).href);
    expect(await page.locator(TARQESH).getAttribute('data-stance')).toBe('withdraws');
  });

  it('tells of each area by keyboard who, what and in which words, and keeps the chosen one in the address', async () => {
    const page = await desk.open(`${QUESTION}?as-of=2025-10-20`);
    const area = page.locator(TARQESH);
    expect(await area.getAttribute('aria-label')).toMatch(/^Tarqesh: recognizes, since 2025-10-08\. “.+”$/);
    await area.focus();
    expect(await page.locator('figure .note').textContent()).toContain('recognizes');
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('actor=XTQ');
    expect(await area.getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.positions tr.chosen').count()).toBeGreaterThan(0);
  });

  it('says what changed between two days', async () => {
    const page = await desk.open(`${QUESTION}?from=2025-10-20&to=2025-11-01`);
    const row = page.locator('.changes tbody tr', { has: page.getByRole('link', { name: 'Tarqesh', exact: true }) });
    expect(await row.textContent()).toMatch(/changed.*recognizes.*withdraws.*2025-10-27/s);
    await page.getByLabel('to', { exact: true }).fill('2025-10-21');
    await expect.poll(() => row.count()).toBe(0);
    expect(page.url()).toContain('to=2025-10-21');
  });

  it('leads from the timeline to the claim', async () => {
    const page = await desk.open(QUESTION);
    await page.getByRole('link', { name: /^2025-10-27: Tarqesh withdraws/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who says so' }).waitFor();
    expect(page.url()).toContain('/claims/');
  });

  it('shows what was known by a day', async () => {
    const page = await desk.open(`${QUESTION}?known-at=2025-10-20`);
    await page.getByText('No report in this ledger tells of a position at that time').waitFor();
  });

  it('draws the world where the codebook brings no map', async () => {
    const page = await desk.open(QUESTION, {
      before: (opened) =>
        opened.route('**/api/v1/status', async (route) => {
          const { map: _, ...status } = (await (await route.fetch()).json()) as Record<string, unknown>;
          await route.fulfill({ json: status });
        }),
    });
    await expect.poll(() => page.locator('figure svg > g').count()).toBeGreaterThan(200);
    expect(await page.locator('figcaption').textContent()).toMatch(/Not on the map:.*Tarqesh.*Natural Earth/s);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(desk.wrong).toEqual([]);
  });
});
