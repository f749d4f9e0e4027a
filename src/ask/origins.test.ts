import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Report, readingOf } from '../../test/readings.js';
import { type Ledger, openLedger, type Reading, verify } from '../ledger/index.js';
import type { Actor, Attribution } from '../types.js';
import { claims, events, origins } from './index.js';

let ledger: Ledger;
let now: string;

/** Paragraphs in words that no other topic has. */
function story(topic: string, count = 8): string[] {
  return Array.from({ length: count }, (_, i) => {
    const words = Array.from({ length: 16 }, (_, k) => `${topic}${String.fromCharCode(97 + i, 97 + k)}`);
    return `${words.slice(0, 8).join(' ')} ended ${words.slice(8).join(' ')}.`;
  });
}

const FOOT =
  'Write to the editors of this page with your own view of what you have read here, and add a name and an address.';

function reading(id: string, paragraphs: readonly string[], rest: Partial<Report> = {}): Reading {
  const { document, coded, versions } = readingOf({ id, tellings: [], ...rest });
  let text = rest.title ?? `Headline of ${id}`;
  const spans = [{ start: 0, end: text.length }];
  for (const paragraph of paragraphs) {
    spans.push({ start: text.length + 2, end: text.length + 2 + paragraph.length });
    text += `\n\n${paragraph}`;
  }
  return {
    document: { ...document, text, headline: spans[0] ?? { start: 0, end: 0 }, paragraphs: spans },
    coded,
    versions,
  };
}

async function grouped(filter = {}): Promise<string[]> {
  return (await origins(ledger, filter)).map(({ documents }) => documents.join(' ')).sort();
}

describe.each(DATABASES)('origins on $name', (database) => {
  beforeEach(async () => {
    now = '2031-05-10T12:00:00Z';
    ledger = await openLedger(await database.fresh(), { now: () => new Date(now) });
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  it('join copies whose headline, tail, words or paragraphs were changed', async () => {
    const report = story('Oslan');
    const [first = '', ...others] = report;
    await ledger.record([
      reading('a', report, { published: '2031-05-02' }),
      reading('b-headline', report, { title: 'Something else entirely', published: '2031-05-03' }),
      reading('c-cut', report.slice(0, 3), { published: '2031-05-03' }),
      reading('d-local', [first, story('Brack', 1)[0] ?? '', ...others]),
      reading(
        'e-words',
        report.map((one) => one.replace('ended', 'closed')),
      ),
      reading('f-other', story('Velm')),
    ]);
    expect(await grouped()).toEqual(['a b-headline c-cut d-local e-words', 'f-other']);
    expect((await origins(ledger, { document: 'd-local' })).map(({ origin }) => origin)).toEqual(['a']);
    expect(await verify(ledger)).not.toHaveProperty('fault');
  });

  it('do not join what only has a quotation, the foot of a page or an item of a round-up in common', async () => {
    const quote = `“${story('Quoted', 6).join(' ')}”, the speaker told the hall.`;
    const [item, other] = [story('Item', 2), story('Other', 2)];
    await ledger.record([
      reading('quote-1', [...story('Oslan', 3), quote]),
      reading('quote-2', [...story('Velm', 3), quote]),
      reading('foot-1', [...story('Tarn', 1), FOOT, FOOT.toUpperCase()]),
      reading('foot-2', [...story('Quill', 1), FOOT, FOOT.toUpperCase()]),
      reading('item', item),
      reading('other', other),
      reading('round-up', [...story('Lead', 5), ...item, ...other]),
      { ...reading('notice-1', [FOOT]), document: { ...reading('notice-1', [FOOT]).document, state: 'blocked' } },
      { ...reading('notice-2', [FOOT]), document: { ...reading('notice-2', [FOOT]).document, state: 'blocked' } },
    ]);
    expect((await grouped()).filter((one) => one.includes(' '))).toEqual([]);
  });

  it('are told in every answer, as far as was known at the time', async () => {
    const telling = { source: 'Aldoria', verb: 'condemned', type: 'ACCUSE', target: 'Brenia', day: '2031-05-02' };
    const report: Report = { id: 'z', published: '2031-05-03', tellings: Array.from({ length: 8 }, () => telling) };
    await ledger.record([readingOf(report)]);
    now = '2031-05-12T12:00:00Z';
    await ledger.record([readingOf({ ...report, id: 'a', outlet: 'The Relay', published: '2031-05-02' })]);
    const originsIn = async (knownAt?: string) => {
      const found = new Set<string>();
      for await (const { origin } of claims(ledger, knownAt === undefined ? {} : { knownAt })) found.add(origin);
      return [...found];
    };
    expect(await originsIn()).toEqual(['a']);
    expect(await originsIn('2031-05-11')).toEqual(['z']);
    expect(await grouped({ knownAt: '2031-05-11' })).toEqual(['z']);
    const [event] = await events(ledger);
    expect([event?.documents.length, event?.origins]).toEqual([2, 1]);
  });

  it('join relays to what they relay, and show a circle of citations', async () => {
    const media = (name: string): Actor => ({ id: name, name, code: 'XME', sectors: ['MED'] });
    const telling = { source: 'Aldoria', verb: 'recognized', type: 'SUPPORT', target: 'Brenia', speaker: 'Corvania' };
    const citing = (id: string, outlet: string, cited: string, more: string): Reading => {
      const own = { source: 'Dorland', verb: `${more} met`, type: 'CONSULT', target: `the ${more} envoy from ${more}` };
      const made = readingOf({ id, outlet, published: '2031-05-03', tellings: [telling, own, own, own] });
      const report: Attribution = { kind: 'report', speakers: [{ text: cited, actor: media(cited) }] };
      made.coded.claims[0]?.attribution.splice(-1, 0, report);
      return made;
    };
    await ledger.record([
      citing('a', 'Aford Wire', 'Bray Post', 'ash'),
      citing('b', 'Bray Post', 'The Corm', 'beech'),
      citing('c', 'The Corm', 'Aford Wire', 'cedar'),
      readingOf({ id: 'own', outlet: 'Bray Post', published: '2031-05-02', tellings: [telling] }),
      readingOf({
        id: 'late',
        outlet: 'Bray Post',
        published: '2031-06-02',
        tellings: [{ ...telling, speaker: 'Estmark', verb: 'at last recognized' }],
      }),
    ]);
    expect(await origins(ledger)).toMatchObject([
      {
        origin: 'own',
        documents: ['own', 'a', 'b', 'c'],
        credited: ['Aford Wire', 'Bray Post', 'The Corm'],
        circles: [['Aford Wire', 'Bray Post', 'The Corm']],
      },
      { origin: 'late', documents: ['late'] },
    ]);
  });

  it('are one where two one-line reports name each other, in whatever words', async () => {
    const media = (name: string): Actor => ({ id: name, name, code: 'XME', sectors: ['MED'] });
    const citing = (id: string, outlet: string, cited: string, verb: string): Reading => {
      const telling = { source: 'Aldoria', verb, type: 'SUPPORT', target: 'Brenia' };
      const made = readingOf({ id, outlet, published: '2031-05-03', tellings: [telling] });
      const report: Attribution = { kind: 'report', speakers: [{ text: cited, actor: media(cited) }] };
      made.coded.claims[0]?.attribution.splice(-1, 0, report);
      return made;
    };
    await ledger.record([citing('a', 'Aford Wire', 'The Bray Post', 'recognized')]);
    await ledger.record([
      citing('b', 'Bray Post', 'Aford Wire News Agency', 'has at last accepted'),
      citing('c', 'The Corm', 'Aford Wire', 'sided with'),
    ]);
    expect(await origins(ledger)).toMatchObject([
      { origin: 'a', documents: ['a', 'b'], circles: [['Aford Wire', 'The Bray Post']] },
      { origin: 'c', documents: ['c'] },
    ]);
  });

  it('are the same in whatever order the reports came', async () => {
    const report = fc.record({
      topic: fc.constantFrom('Oslan', 'Velm', 'Tarn'),
      count: fc.integer({ min: 2, max: 8 }),
      foot: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(report, { minLength: 2, maxLength: 8 }).chain((all) => {
          const readings = all.map(({ topic, count, foot }, i) =>
            reading(`${i}`, [...story(topic, count), ...(foot ? [FOOT] : [])]),
          );
          return fc.tuple(fc.constant(readings), fc.shuffledSubarray(readings, { minLength: readings.length }));
        }),
        async (orders) => {
          const answers = [];
          for (const order of orders) {
            const own = await openLedger(await database.fresh());
            for (const one of order) await own.record([one]);
            answers.push((await origins(own)).map(({ documents }) => documents.join(' ')).sort());
            await own.close();
          }
          expect(answers[1]).toEqual(answers[0]);
        },
      ),
      { numRuns: database.name === 'SQLite' ? 15 : 3 },
    );
  }, 60_000);
});
