import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, overflow, ServedDesk, seriousFaults } from './browser.js';

interface Rows<Row> {
  rows: Row[];
}
interface Waiting {
  claim: { id: string; document: string; event: { type: string } };
  copies?: { claim: string }[];
}
interface Said {
  entry: number;
  action: string;
  claim?: string;
  reason: string;
  by: string;
  inForce: boolean;
}

describe.runIf(executablePath)('reviewing', () => {
  let desk: ServedDesk;
  beforeAll(async () => {
    desk = await ServedDesk.start();
  }, 240_000);
  afterAll(() => desk?.stop());

  const waiting = async () => (await desk.get<Rows<Waiting>>('/review?limit=50')).rows.map(({ claim }) => claim);
  const said = async () => (await desk.get<Rows<Said>>('/corrections?limit=20')).rows;
  const titleOf = (page: Page) => page.locator('h2#looked-at');
  const current = (page: Page) => page.locator('[aria-current="true"]').getAttribute('data-claim');
  const status = (page: Page) => page.locator('p.hidden[role=status]').textContent();
  const isFocused = (page: Page) =>
    expect.poll(() => page.evaluate("document.activeElement?.id === 'looked-at'")).toBe(true);

  it('is done with the keyboard alone: accept, reject, amend, take back', async () => {
    const [first, second, third] = await waiting();
    const { rows } = await desk.get<Rows<Waiting>>('/review?limit=50');
    const judged = (id: string | undefined) => {
      const row = rows.find(({ claim }) => claim.id === id);
      return [id, ...(row?.copies ?? []).map((copy) => copy.claim)];
    };
    const page = await desk.open('/review', { token: desk.token });
    const { keyboard } = page;
    expect(await current(page)).toBe(first?.id);

    await keyboard.press('j');
    expect(await current(page)).toBe(second?.id);
    await isFocused(page);
    await keyboard.press('k');
    expect(await current(page)).toBe(first?.id);

    await keyboard.press('a');
    await expect.poll(() => current(page)).toBe(second?.id);
    expect(await status(page)).toContain('accepted');
    await isFocused(page);
    const accepted = await said();
    expect(accepted.map(({ claim }) => claim).sort()).toEqual(judged(first?.id).sort());
    for (const one of accepted) expect(one).toMatchObject({ action: 'accept', by: 'Ada Example' });

    await keyboard.press('r');
    await keyboard.type('the text does not say this');
    await keyboard.press('Enter');
    await expect.poll(() => current(page)).toBe(third?.id);
    await isFocused(page);
    const rejected = (await said()).slice(0, judged(second?.id).length);
    expect(rejected.map(({ claim }) => claim).sort()).toEqual(judged(second?.id).sort());
    for (const one of rejected) {
      expect(one).toMatchObject({ action: 'reject', reason: 'the text does not say this' });
    }

    await keyboard.press('e');
    await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('SELECT');
    await page.getByLabel('Told as').focus();
    await keyboard.type('pos');
    await page.getByLabel('Reason').focus();
    await keyboard.type('only said to be possible');
    await keyboard.press('Control+Enter');
    await expect.poll(() => current(page)).not.toBe(third?.id);
    const amendments = (await said()).slice(0, judged(third?.id).length);
    expect(amendments.map(({ claim }) => claim).sort()).toEqual(judged(third?.id).sort());
    for (const one of amendments) expect(one).toMatchObject({ action: 'amend' });
    const amended = await desk.get<{ claim: { factuality: string } }>(`/claims/${third?.id}`);
    expect(amended.claim.factuality).toBe('possible');

    await keyboard.press('u');
    await expect.poll(() => current(page)).toBe(third?.id);
    expect(await status(page)).toContain('no longer amended');
    await keyboard.press('u');
    await expect.poll(() => current(page)).toBe(second?.id);
    await isFocused(page);
    const left = await waiting();
    expect(left.map(({ id }) => id)).toEqual(expect.arrayContaining([second?.id, third?.id]));
    expect(left.map(({ id }) => id)).not.toContain(first?.id);
    await page.context().close();
    expect(desk.wrong).toEqual([]);
  });

  it('leaves a form with Escape, loses no focus by it, and types keys where one writes', async () => {
    const page = await desk.open('/review', { token: desk.token });
    const { keyboard } = page;
    await titleOf(page).focus();
    await keyboard.press('r');
    await keyboard.type('jakeu?');
    const field = page.getByLabel('Rejected, since');
    expect(await field.inputValue()).toBe('jakeu?');
    await keyboard.press('Escape');
    expect(await field.count()).toBe(0);
    await isFocused(page);
    await keyboard.press('?');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    await page.context().close();
  });

  it('marks a document as completely reviewed, and takes that back', async () => {
    const before = await waiting();
    const document = before[0]?.document;
    const page = await desk.open('/review', { token: desk.token });
    await page.keyboard.press('c');
    await page.keyboard.press('Enter');
    await expect.poll(() => status(page)).toContain('completely reviewed');
    expect((await waiting()).filter((claim) => claim.document === document)).toEqual([]);
    await page.keyboard.press('u');
    await expect.poll(() => status(page)).toContain('no longer completely reviewed');
    expect((await waiting()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    await page.context().close();
  });

  it('keeps its filters and its place in the address', async () => {
    const page = await desk.open('/review', { token: desk.token });
    await page.keyboard.press('/');
    await page.getByLabel('Type').selectOption('CONSULT');
    await page.getByLabel('Words', { exact: true }).press('Enter');
    await expect.poll(() => page.url()).toContain('type=CONSULT');
    const types = await desk.get<Rows<Waiting>>('/review?type=CONSULT');
    await expect.poll(() => page.locator('[data-claim]').count()).toBe(types.rows.length);
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('BUTTON');
    await page.keyboard.press('j');
    const claim = await current(page);
    expect(page.url()).toContain(`at=${claim}`);
    await page.reload();
    await expect.poll(() => current(page)).toBe(claim);
    await page.context().close();
  });

  it('says what to do to whoever has no token, and does nothing', async () => {
    const before = await said();
    const page = await desk.open('/review');
    expect(await page.locator('section').getByText('onrecord token NAME').isVisible()).toBe(true);
    await page.keyboard.press('a');
    await expect.poll(() => status(page)).toContain('sign in');
    expect(await said()).toEqual(before);
    await page.context().close();
  });

  it('corrects on the claim’s own page, which lists what was said', async () => {
    const [claim] = await waiting();
    const page = await desk.open(`/claims/${claim?.id}`, { token: desk.token });
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.keyboard.type('another event');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByText('another event').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it.each(['/review', '/review?question=selmoor-accession'])('looks as it should at %s', async (path) => {
    for (const look of [{ token: desk.token }, { width: 390, dark: true }]) {
      const page = await desk.open(path, look);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    }
    expect(desk.wrong).toEqual([]);
  });
});
