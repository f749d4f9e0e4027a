import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingOf } from '../readings.js';
import { executablePath, overflow, ServedDesk, seriousFaults } from './browser.js';

const BRIDGE = 'https://sennet-courier.example/2025/10/21/marrow-bridge';

interface View {
  sequence: number;
  document: { text: string };
  claims: {
    id: string;
    trigger: { start: number; end: number };
    attribution: { speakers: { text: string; actor?: { name: string } }[] }[];
  }[];
  revisions: { sequence: number }[];
}

describe.runIf(executablePath)('the pages of a document and of a claim', () => {
  let desk: ServedDesk;
  let bridge: string;

  beforeAll(async () => {
    const teaser = readingOf({
      id: 'teaser',
      title: 'Teaser',
      tellings: [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' }],
    });
    const more = [{ ...teaser, document: { ...teaser.document, state: 'teaser' as const } }];
    desk = await ServedDesk.start(more, { read: ['dispatches.jsonl', 'pages', 'revisions'] });
    const { rows } = await desk.get<{ rows: { id: string; url?: string }[] }>('/documents?limit=500');
    bridge = rows.find(({ url }) => url === BRIDGE)?.id as string;
  }, 240_000);
  afterAll(() => desk?.stop());

  const at = (id: string, query = '') => `/documents/${encodeURIComponent(id)}${query}`;
  const view = (id: string) => desk.get<View>(at(id));

  it('takes a claim that is missing, with the keyboard alone', async () => {
    const id = 's017-drovnia-skaldal';
    const { claims, document } = await view(id);
    const page = await desk.open(at(id), { token: desk.token });
    const { keyboard } = page;
    await page.getByRole('button', { name: 'A claim is missing' }).focus();
    await keyboard.press('Enter');
    const words = document.text
      .split(/\s+/)
      .find((one) => /^[a-z]{7,}$/.test(one) && document.text.split(one).length === 2);
    await keyboard.type('no such words');
    await page.getByText('do not stand in the text').waitFor();
    await page.getByLabel('The words that name the act').fill(words ?? '');
    await page
      .locator('mark.trigger', { hasText: words ?? '' })
      .first()
      .waitFor();
    await page.getByLabel('Type').selectOption('CONSULT');
    await page.getByLabel('Reason').fill('it is told in so many words');
    await keyboard.press('Control+Enter');
    await expect.poll(async () => (await view(id)).claims.length).toBe(claims.length + 1);
    await expect.poll(() => new URL(page.url()).searchParams.get('claim')).toBeTruthy();
    const added = (await view(id)).claims.find((one) => !claims.some((other) => other.id === one.id));
    expect(document.text.slice(added?.trigger.start, added?.trigger.end)).toBe(words);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('takes the words that are selected in the text', async () => {
    const id = 's017-drovnia-skaldal';
    const page = await desk.open(at(id), { token: desk.token });
    const paragraph = page.locator('article p').nth(1);
    const words = ((await paragraph.textContent()) ?? '').trim().split(' ').slice(0, 2).join(' ');
    await page.evaluate(
      "const p = document.querySelectorAll('main article p')[1]; const text = document.createTreeWalker(p, 4).nextNode();" +
        'getSelection().setBaseAndExtent(text, 0, text, Math.min(text.length, 12));',
    );
    await page.getByRole('button', { name: 'A claim is missing' }).click();
    const taken = await page.getByLabel('The words that name the act').inputValue();
    expect(taken.length).toBeGreaterThan(0);
    expect(`${words} `.startsWith(taken.slice(0, 3))).toBe(true);
  });

  it('marks every claim in its place, and shows the chain of the one that is chosen by keys', async () => {
    const { claims, document } = await view('s017-drovnia-skaldal');
    const page = await desk.open(at('s017-drovnia-skaldal'));
    const marked = page.locator('article button');
    const words = claims.map(({ trigger }) => document.text.slice(trigger.start, trigger.end));
    expect(new Set(await marked.allTextContents())).toEqual(new Set(words));
    expect(await page.locator('article').textContent()).toContain(
      'Drovpress and the Drovnian Ministry of Foreign Affairs',
    );
    await marked.first().focus();
    for (const key of ['ArrowRight', 'End', 'Home', 'ArrowDown']) await page.keyboard.press(key);
    const id = new URL(page.url()).searchParams.get('claim');
    const chosen = claims.findIndex((claim) => claim.id === id);
    expect(await marked.nth(1).textContent()).toBe(words[chosen]);
    const boxes = await page.locator('.chosen ol > li').allTextContents();
    const chain = claims[chosen]?.attribution.map(({ speakers }) =>
      speakers.map(({ actor, text }) => actor?.name ?? text),
    );
    expect(boxes[0]).toBe(words[chosen]);
    expect(boxes).toHaveLength((chain?.length ?? 0) + 1);
    for (const [i, names] of (chain ?? []).entries()) for (const name of names) expect(boxes[i + 1]).toContain(name);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'All about this claim' }).click();
    await page.waitForURL(`**/claims/${id}`);
    await page.context().close();
  });

  it('keeps a claim in sight at phone width', async () => {
    const { claims } = await view('s022-league-roundup');
    const page = await desk.open(at('s022-league-roundup', `?claim=${claims.at(-1)?.id}`), { width: 390 });
    const box = await page.locator('.chosen ol').boundingBox();
    expect(box?.y).toBeLessThan(900);
    expect(await overflow(page)).toBe(0);
    await page.getByRole('button', { name: 'Close the claim' }).click();
    expect(page.url()).not.toContain('claim=');
    await page.context().close();
  });

  it('compares revisions: the words, and the claims that came and went', async () => {
    const { revisions, sequence } = await view(bridge);
    expect(revisions).toHaveLength(2);
    const page = await desk.open(at(bridge));
    await page.getByRole('link', { name: 'what changed' }).click();
    await page.locator('ins', { hasText: 'four' }).waitFor();
    expect(new URL(page.url()).searchParams.get('against')).toBe(String(revisions[0]?.sequence));
    expect(await page.locator('del', { hasText: 'three' }).count()).toBe(1);
    const went = page.locator('section', { hasText: 'Claims that went' }).locator('a');
    expect(await went.first().textContent()).toContain('three soldiers');
    expect(await seriousFaults(page)).toEqual([]);
    await went.first().click();
    await page.waitForURL('**/claims/*');
    expect(await page.locator('main .problem').textContent()).toContain('stays on record');
    await page.goto(new URL(at(bridge, `?revision=${revisions[0]?.sequence}`), desk.address).href);
    expect(await page.locator('main .problem').textContent()).toContain('earlier revision');
    expect(await page.locator('article button').count()).toBeGreaterThan(2);
    expect(sequence).toBe(revisions[1]?.sequence);
    await page.context().close();
  });

  it('shows the page as it was kept as text, and never runs it', async () => {
    const page = await desk.open(at(bridge, '?view=source'));
    expect(await page.locator('pre').textContent()).toMatch(/^<!DOCTYPE html>[\s\S]*application\/ld\+json/i);
    expect(await page.locator('pre *').count()).toBe(0);
    const { sequence } = await view(bridge);
    const answer = await page.request.get(new URL(`/api/v1/pages/${sequence}`, desk.address).href);
    expect(answer.headers()['content-type']).toMatch(/^text\/plain/);
    expect(answer.headers()['x-content-type-options']).toBe('nosniff');
    await page.context().close();
  });

  it('says what a report is only the beginning of, and who else carries one', async () => {
    const teaser = await desk.open(at('teaser'));
    expect(await teaser.locator('main .problem').textContent()).toContain('paywall');
    await teaser.context().close();
    const page = await desk.open(at('s005-calderre-warns-herald'));
    const copies = page.locator('ul', { hasText: 'came first' });
    expect(await copies.textContent()).toContain('Halyard News Agency');
    await copies.getByRole('link').first().click();
    await page.waitForURL('**/documents/s003*');
    await page.context().close();
  });

  it('gives a claim its own page: words, chain, how it was read, what rests on it', async () => {
    const { claims } = await view('s015-drovnia-recognizes');
    const found = await desk.get<{ rows: { claims: string[] }[] }>(
      '/positions?question=selmoor-accession&actor=Drovnia',
    );
    const claim = claims.find(({ id }) => found.rows.some((row) => row.claims.includes(id)));
    const page = await desk.open(`/claims/${claim?.id}`, { strict: true });
    expect(await page.locator('blockquote mark.trigger').count()).toBe(1);
    expect(await page.locator('main').textContent()).toContain('Accession of Selmoor');
    await page.getByText('How it was read').click();
    expect(await page.locator('details[open] li').count()).toBeGreaterThan(1);
    await page.context().close();
    expect(desk.wrong).toEqual([]);
  });
});
