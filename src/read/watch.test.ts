import { describe, expect, test } from 'vitest';
import { folderOf, pageOf, serve } from '../../test/inputs.js';
import { type Read, type WatchOptions, watch } from './index.js';

/** A twentieth of a second, in minutes. */
const OFTEN: Pick<WatchOptions, 'minutes' | 'allowPrivate' | 'delay'> = {
  minutes: 0.05 / 60,
  allowPrivate: true,
  delay: 0,
};

/** Watches until `enough` says so of what has come, and gives it. */
async function watchUntil(inputs: readonly string[], enough: (results: Read[]) => boolean): Promise<Read[]> {
  const controller = new AbortController();
  const results: Read[] = [];
  for await (const result of watch(inputs, { ...OFTEN, signal: controller.signal })) {
    results.push(result);
    if (enough(results)) controller.abort();
  }
  return results;
}

const nameOf = (result: Read): string =>
  'failure' in result ? result.failure.reason : (result.document.title ?? result.document.text);

describe('watching', () => {
  test('reads files once, then gives what is new at addresses', async () => {
    let day = 1;
    let asked = 0;
    const server = await serve((_, response) => {
      // Every third time there is something new.
      if (++asked % 3 === 0) day++;
      response.end(pageOf(`day ${day}`));
    });
    const folder = await folderOf({ 'a.txt': 'The council of Veld met.' });
    const results = await watchUntil([folder, server], (all) => all.length === 4);
    expect(results.map(nameOf)).toEqual([
      'The council of Veld met.',
      'Veld speaks about day 1',
      'Veld speaks about day 2',
      'Veld speaks about day 3',
    ]);
  });

  test('follows a feed: new entries, and pages of entries that changed in it', async () => {
    const entries = ['fishing'];
    let revision = 1;
    let asked = 0;
    const server = await serve((request, response) => {
      if (request.url !== '/feed.xml') {
        response.end(pageOf(`${request.url?.slice(1)} ${revision}`));
        return;
      }
      asked++;
      if (asked === 2) entries.unshift('ferries');
      if (asked === 4) revision = 2;
      const items = entries.map(
        (e) => `<item><title>${e}</title><link>/${e}</link><description>${revision}</description></item>`,
      );
      response.end(`<rss version="2.0"><channel><title>Veld Post</title>${items.join('')}</channel></rss>`);
    });
    const results = await watchUntil([`${server}/feed.xml`], (all) => all.length === 4);
    expect(results.map(nameOf)).toEqual([
      'Veld speaks about fishing 1',
      'Veld speaks about ferries 1',
      'Veld speaks about ferries 2',
      'Veld speaks about fishing 2',
    ]);
  });

  test('names an outage once, waits it out, and goes on', async () => {
    let asked = 0;
    const server = await serve((_, response) => {
      asked++;
      if (asked >= 2 && asked <= 4) response.writeHead(503).end();
      else response.end(pageOf(asked < 2 ? 'before' : 'after'));
    });
    const results = await watchUntil([server], (all) => all.some((r) => nameOf(r).endsWith('after')));
    expect(results.map(nameOf)).toEqual([
      'Veld speaks about before',
      'its server answers 503: it has an outage',
      'Veld speaks about after',
    ]);
    expect(asked).toBe(5);
  });

  test('one address that fails does not hold up the others', async () => {
    let day = 0;
    const server = await serve((_, response) => response.end(pageOf(`day ${++day}`)));
    const results = await watchUntil(['http://127.0.0.1:1/', server], (all) => all.length === 4);
    expect(results.filter((r) => 'failure' in r)).toHaveLength(1);
  });

  test('ends at once on its signal, asleep or in the middle of a request', async () => {
    const answering = await serve((_, response) => response.end(pageOf('fishing')));
    const silent = await serve(() => {});
    for (const [server, expected] of [
      [answering, ['Veld speaks about fishing']],
      [silent, []],
    ] as const) {
      const controller = new AbortController();
      const results: Read[] = [];
      setTimeout(() => controller.abort(), 100);
      for await (const result of watch([server], { ...OFTEN, minutes: 60, signal: controller.signal }))
        results.push(result);
      expect(results.map(nameOf)).toEqual(expected);
    }
  });

  test('ends where there is no address to follow', async () => {
    const folder = await folderOf({ 'a.txt': 'The council of Veld met.' });
    expect(await watchUntil([folder], () => false)).toHaveLength(1);
  });
});
