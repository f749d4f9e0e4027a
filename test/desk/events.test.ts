import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, ServedDesk } from './browser.js';

interface Event {
  id: string;
  words: string;
  documents: string[];
  origins: number;
}

describe.runIf(executablePath)('pages of events and actors', () => {
  let desk: ServedDesk;

  beforeAll(async () => {
    desk = await ServedDesk.start();
  }, 240_000);
  afterAll(() => desk?.stop());

  it('puts every filter into the address, and list and chart follow', async () => {
    const page = await desk.open('/events');
    const all = await page.getByRole('link', { name: /^2025-W41: / }).getAttribute('aria-label');
    await page.locator('[name=type]').selectOption('COERCE');
    await page.locator('[name=source]').fill('Calderre');
    await page.locator('[name=origins]').selectOption('2');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect.poll(() => page.url()).toMatch(/source=Calderre.*type=COERCE.*origins=2/);
    const { rows } = await desk.get<{ rows: Event[] }>('/events?source=Calderre&type=COERCE&origins=2');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(rows.length);
    await page.getByRole('link', { name: 'Clear' }).click();
    await expect.poll(() => page.getByRole('link', { name: /^2025-W41: / }).getAttribute('aria-label')).toBe(all);
  });

  it('has a chart that says how much was read, and narrows the period', async () => {
    const page = await desk.open('/events');
    const week = page.getByRole('link', { name: /^2025-W42: \d+ events \(.*\); \d+ documents read$/ });
    await week.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toMatch(/since=2025-10-13&until=2025-10-19/);
    await page.getByRole('link', { name: /^2025-10-13: / }).waitFor();
    await page.getByLabel('Chart by').selectOption('type');
    await page.getByRole('link', { name: /^2025-10-13: .*coerces/ }).waitFor();
    expect(page.url()).toContain('by=type');
  });

  it('narrows events to a question', async () => {
    const page = await desk.open('/events?question=selmoor-accession&search=withdrawn');
    expect(await page.locator('tbody').textContent()).toContain('Tarqesh');
    expect(await page.locator('[name=question]').inputValue()).toBe('selmoor-accession');
  });

  it('shows one event as each report tells it, by the origins that they go back to', async () => {
    const { rows } = await desk.get<{ rows: Event[] }>('/events?origins=2&limit=500');
    const [event] = rows.toSorted((a, b) => b.documents.length - a.documents.length) as [Event];
    expect(event.origins).toBeGreaterThan(1);
    const page = await desk.open(`/events/${event.id}`);
    expect(await page.getByRole('heading', { name: /^Origin: / }).count()).toBe(event.origins);
    expect(await page.locator('main').textContent()).toContain(`from ${event.origins} independent origins`);
    expect(await page.locator('section a.words').count()).toBeGreaterThanOrEqual(event.documents.length);
    const told = await page.locator('section a.words').allTextContents();
    expect(told).toContain(event.words);
  });

  it('leads from an event to the plan of it', async () => {
    const { rows } = await desk.get<{ rows: (Event & { links?: { kind: string; event: string }[] })[] }>(
      '/events?limit=500',
    );
    const linked = rows.find(({ links }) => links?.some(({ kind }) => kind === 'plan')) as Event;
    const page = await desk.open(`/events/${linked.id}`);
    const plan = page.locator('.links li', { hasText: 'Planned before as' }).first();
    await plan.getByRole('link').first().click();
    await page.locator('.lead', { hasText: 'planned' }).waitFor();
  });

  it('shows what an actor stands for, whom it deals with, and what rests on its word', async () => {
    const page = await desk.open('/actors/XTQ');
    const text = (await page.locator('main').textContent()) ?? '';
    for (const part of [
      'Also called:',
      'Accession of Selmoor',
      'withdraws',
      'Whom it acts upon',
      'rests on its word',
    ]) {
      expect(text).toContain(part);
    }
    await page.getByText('The same as a table').click();
    await page.locator('details a[href^="/events?source="]').first().click();
    await expect.poll(() => page.url()).toMatch(/\/events\?source=\w+&target=\w+/);
  });

  it('says of a contested actor that it is, and of one that nobody knows that there is none', async () => {
    const page = await desk.open('/actors/XSQ');
    expect(await page.locator('.lead').textContent()).toContain('contested');
    const none = await desk.open('/actors/NOBODY');
    expect(await none.getByRole('alert').textContent()).toContain('actor NOBODY');
  });

  it('lists actors by weight, and words that resolve to nobody with whom they may mean', async () => {
    const page = await desk.open('/actors');
    expect(await page.locator('tbody tr').first().textContent()).toContain('Orvandia');
    await page.getByLabel('only words that resolve to nobody').check();
    await page
      .getByText(/^perhaps/)
      .first()
      .waitFor();
    expect(page.url()).toContain('unresolved=true');
    await page.getByLabel('Name').fill('halyard');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('tbody tr').count()).toBeLessThan(5);
  });

  it('gives an overview: newest changes, what waits, what was read, and where nothing was', async () => {
    const page = await desk.open('/');
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(
      expect.arrayContaining([
        'Sanctions against Orvandia',
        'Waits for review',
        'Read lately',
        'Holes in what is read',
      ]),
    );
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toMatch(/claims nobody has judged yet/);
    expect(text).toMatch(/\d+ of \d+ outlets have brought nothing/);
    await page
      .getByRole('link', { name: 'Accession of Selmoor and the Marrow Islands to Orvandia', exact: true })
      .click();
    await page.getByRole('slider').waitFor();
    expect(desk.wrong).toEqual([]);
  });

  it('says whom nobody knows, and who may be meant', async () => {
    const page = await desk.open('/events?actor=Tarqes');
    await page.getByText('the ledger knows nobody called Tarqes').waitFor();
    await page.getByRole('link', { name: 'Tarqesh', exact: true }).click();
    await page.locator('main tbody tr').first().waitFor();
    expect(page.url()).toContain('actor=Tarqesh');
  });
});
