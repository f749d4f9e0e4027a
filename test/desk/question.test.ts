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

  it('goes back with the browser to the day before the slider was moved', async () => {
    const page = await desk.open(`${QUESTION}?as-of=2025-10-20`);
    await page.getByRole('slider').focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url()).toContain('as-of=2025-10-23');
    await page.goBack();
    await expect.poll(() => page.url()).toContain('as-of=2025-10-20');
  });

  it('opens what changed on a month with changes, and says who came back to where they stood', async () => {
    const page = await desk.open(QUESTION);
    const row = page.locator('.changes tbody tr', { has: page.getByRole('link', { name: 'Tarqesh', exact: true }) });
    const [from, to] = await Promise.all(
      ['From', 'to'].map((one) => page.getByLabel(one, { exact: true }).inputValue()),
    );
    expect((Date.parse(to ?? '') - Date.parse(from ?? '')) / 86_400_000).toBe(31);
    expect(await row.textContent()).toMatch(/meanwhile.*recognizes/s);
    expect((await page.locator('.changes .tag').allTextContents()).filter((one) => /denied|planned/.test(one))).toEqual(
      [],
    );
  });

  it('draws the world instead of the tiles, and nearer by keys, with what has no outline there', async () => {
    const page = await desk.open(QUESTION);
    await page.getByLabel('Map').selectOption('world');
    await expect.poll(() => page.url()).toContain('map=world');
    await expect.poll(() => page.locator('figure svg path.point').count()).toBeGreaterThan(8);
    const shown = page.locator('figure svg > g').first();
    await page.getByRole('button', { name: 'Nearer' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => shown.getAttribute('transform')).toMatch(/scale\(1\.6\)/);
    const before = await shown.getAttribute('transform');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => shown.getAttribute('transform')).not.toBe(before);
    await page.keyboard.press('0');
    await expect.poll(() => shown.getAttribute('transform')).toMatch(/scale\(1\)/);
    const top = () => page.evaluate('scrollY');
    await page.locator('figure svg.panel').hover();
    await page.mouse.wheel(0, 300);
    await expect.poll(top).toBeGreaterThan(0);
    expect(await shown.getAttribute('transform')).toMatch(/scale\(1\)/);
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
    await expect.poll(() => page.locator('figure svg > g > g').count()).toBeGreaterThan(200);
    expect(await page.locator('figcaption').textContent()).toMatch(/Not on the map:.*Tarqesh.*Natural Earth/s);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(desk.wrong).toEqual([]);
  });
});
