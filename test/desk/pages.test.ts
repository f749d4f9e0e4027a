import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingOf } from '../readings.js';
import { executablePath, overflow, ServedDesk, seriousFaults } from './browser.js';

const HOSTILE = '<script>document.title = "taken"</script><img src=x onerror="document.title = \'taken\'">';

describe.runIf(executablePath)('the desk', () => {
  let desk: ServedDesk;

  beforeAll(async () => {
    desk = await ServedDesk.start([
      readingOf({
        id: 'hostile',
        title: HOSTILE,
        published: '2025-12-01',
        tellings: [{ source: 'Aldoria', verb: 'met', type: 'CONSULT', target: 'Brenia' }],
      }),
    ]);
  }, 240_000);
  afterAll(() => desk?.stop());

  const aClaim = async () => {
    const { rows } = await desk.get<{ rows: { id: string; document: string }[] }>('/claims?limit=1&search=recognize*');
    return rows[0] as { id: string; document: string };
  };

  const anEvent = async () => {
    const { rows } = await desk.get<{ rows: { id: string }[] }>('/events?limit=1&origins=2');
    return rows[0] as { id: string };
  };

  const PAGES: Record<string, () => Promise<string>> = {
    overview: async () => '/',
    question: async () => '/questions/selmoor-accession?as-of=2025-10-20',
    events: async () => '/events?type=COERCE',
    event: async () => `/events/${(await anEvent()).id}`,
    actors: async () => '/actors',
    actor: async () => '/actors/XTQ',
    documents: async () => '/documents',
    document: async () => `/documents/${encodeURIComponent((await aClaim()).document)}?claim=${(await aClaim()).id}`,
    claim: async () => `/claims/${(await aClaim()).id}`,
    'try it': async () => '/try?sample=s046-veto',
    'a page that is none': async () => '/nowhere',
  };

  it.each(Object.keys(PAGES))(
    'shows the page %s, light and dark, wide and narrow, with nothing serious for axe',
    async (name) => {
      const path = await (PAGES[name] as () => Promise<string>)();
      for (const look of [{}, { width: 390, dark: true }]) {
        const page = await desk.open(path, look);
        expect((await page.locator('h1').textContent())?.length).toBeGreaterThan(3);
        expect(await seriousFaults(page)).toEqual([]);
        expect(await overflow(page), `${path} is wider than the screen`).toBe(0);
        await page.context().close();
      }
      expect(desk.wrong).toEqual([]);
    },
  );

  it('keeps to its own policy on every page: nothing inline, nothing from elsewhere', async () => {
    for (const path of Object.values(PAGES)) {
      const page = await desk.open(await path(), { strict: true });
      await page.context().close();
    }
    expect(desk.wrong).toEqual([]);
  });

  it('shows a hostile title as text', async () => {
    const page = await desk.open('/documents/hostile');
    expect(await page.locator('h1').textContent()).toBe(HOSTILE);
    expect(await page.title()).not.toBe('taken');
  });
});
