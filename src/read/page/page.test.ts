import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../types.js';
import { fromHtml } from './index.js';

const SENTENCES = [
  'The assembly of Selmoor has passed a law that moves the capital from Sennet to the coast, its speaker said on Monday.',
  'The vote came after two days of debate, in which nineteen members spoke, and was watched by a crowd outside the hall.',
  'The government of Ilvara, which borders Selmoor in the north, called the law a matter for the people of Selmoor alone.',
  'Builders are to begin in spring, and the ministries will follow within five years, according to the text of the law.',
];
const paragraphs = SENTENCES.map((sentence) => `<p>${sentence}</p>`).join('\n');

/** A news page of the usual make, with room for what a test is about. */
const page = ({ head = '', top = '', body = paragraphs, attributes = 'lang="en"' } = {}): string => `<!doctype html>
<html ${attributes}><head><title>Selmoor moves its capital | The Sennet Courier</title>${head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>Selmoor moves its capital</h1>${top}
<div class="story">${body}</div>
<div class="share-tools"><a href="https://example.net/share">Share on Examplebook</a></div>
<aside><h2>Most read</h2><p>Ten recipes for a long winter evening by the fire, as told by our readers in the mountains.</p></aside>
</article></main><footer><p>All rights reserved. The Sennet Courier is a member of the press council of Selmoor.</p></footer></body></html>`;

const read = (html: string, hints = {}): Document => fromHtml(html, { fetched: '2031-10-10T12:00:00Z', ...hints });
const words = (document: Document): string[] =>
  document.paragraphs.map(({ start, end }) => document.text.slice(start, end));

/** Every span lies in the text, holds no blank line and, for paragraphs, all of the text but the blank lines. */
function expectExact(document: Document): void {
  expect(document.text).toBe(words(document).join('\n\n'));
  for (const each of words(document)) {
    expect(each.trim()).not.toBe('');
    expect(each).not.toContain('\n\n');
  }
  if (document.headline)
    expect(document.text.slice(document.headline.start, document.headline.end)).toBe(document.title);
  for (const { span, href } of document.links ?? []) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(document.text.length);
    expect(document.text.slice(span.start, span.end)).not.toContain('\n\n');
    expect(href).toMatch(/^https?:/);
  }
}

describe('fromHtml', () => {
  it('gives the title and the report, and nothing that stands around them', () => {
    const document = read(page());
    expect(words(document)).toEqual(['Selmoor moves its capital', ...SENTENCES]);
    expect(document).toMatchObject({ title: 'Selmoor moves its capital', language: 'en', state: 'full' });
    expectExact(document);
  });

  it('keeps the characters of the page, its odd spacing as a browser shows it', () => {
    const body = `<p>He said it was  a case of non- recognition\n of the  vote,, and &laquo;no more&raquo; &mdash; &amp;c.</p>${paragraphs}`;
    expect(words(read(page({ body })))[1]).toBe(
      'He said it was a case of non- recognition of the vote,, and «no more» — &c.',
    );
  });

  it('has a headline that the body repeats once', () => {
    const document = read(page({ body: `<h2>Selmoor moves its capital</h2>${paragraphs}` }));
    expect(document.text.match(/Selmoor moves its capital/g)).toHaveLength(1);
  });

  it('reads metadata before guesses: JSON-LD, then meta tags, then the text', () => {
    const ld = {
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'Organization', '@id': '#us', name: 'The Sennet Courier' },
        {
          '@type': ['NewsArticle'],
          headline: 'Selmoor moves its capital',
          datePublished: '2031-10-06T09:30:00+02:00',
          dateModified: '2031-10-06T11:00:00+02:00',
          author: [
            { '@type': 'Person', name: 'Ana Vel' },
            { '@type': 'Person', name: 'Iosif Torr' },
          ],
          publisher: { '@id': '#us' },
        },
      ],
    };
    const head = `<link rel="canonical" href="https://www.courier.example/2031/10/06/capital?utm_source=x#top">
      <meta property="article:published_time" content="2031-10-05T09:30:00Z"><script type="application/ld+json">${JSON.stringify(ld)}</script>`;
    const document = read(page({ head, top: '<p class="date">Published 4 October 2031</p>' }));
    expect(document).toMatchObject({
      published: '2031-10-06T09:30:00+02:00',
      modified: '2031-10-06T11:00:00+02:00',
      byline: 'Ana Vel, Iosif Torr',
      outlet: { name: 'The Sennet Courier', domain: 'courier.example' },
      url: 'https://www.courier.example/2031/10/06/capital',
    });
  });

  it('reads broken JSON-LD as far as it can be mended, and goes on without the rest', () => {
    const mendable =
      '<script type="application/ld+json">\n{"@type":"NewsArticle","headline":"Selmoor moves\n its capital","datePublished":"2031-10-06",}</script>';
    expect(read(page({ head: mendable })).published).toBe('2031-10-06');
    const hopeless = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-10-06"</script>';
    expect(words(read(page({ head: hopeless })))).toHaveLength(5);
  });

  it('reads dates that only the page shows, with the zone only where one is stated', () => {
    const top = '<p>Posted: Monday, 6 October 2031, 9:30 am | Updated: 7 October 2031</p>';
    const document = read(page({ top }));
    expect(document).toMatchObject({ published: '2031-10-06T09:30', modified: '2031-10-07' });
    expect(document.text).not.toContain('Posted');
  });

  it('never guesses a date: none stated, none in the future, none before the web', () => {
    expect(read(page()).published).toBeUndefined();
    expect(read(page({ top: '<time datetime="2031-12-24">soon</time>' })).published).toBeUndefined();
    expect(read(page({ top: '<p class="date">4 October 1871</p>' })).published).toBeUndefined();
  });

  it('takes the day from the address where nothing else tells', () => {
    expect(read(page(), { url: 'https://courier.example/2031/10/06/capital.html' }).published).toBe('2031-10-06');
  });

  it('gives links their words and whole addresses', () => {
    const body = `<p>The <a href="/law?id=1">text of the law</a> and <a href="javascript:x()">this</a> are public, the speaker said.</p>${paragraphs}`;
    const document = read(page({ body }), { url: 'https://courier.example/a/b' });
    expect(document.links?.map(({ span, href }) => [document.text.slice(span.start, span.end), href])).toEqual([
      ['text of the law', 'https://courier.example/law?id=1'],
    ]);
  });

  it('leaves out what sites put between paragraphs, and no sentence that begins alike', () => {
    const said = [
      'Pictures of the crowd were shown on screens in the hall while the members voted, one after the other.',
      'Follow-up votes on the new ministries are planned for spring, the speaker of the assembly said.',
      'Posted to the border last week, the two companies of guards will stay until the builders have left.',
      'Copyright laws are to be debated after the recess, when the committees have new chairs.',
    ].map((sentence) => `<p>${sentence}</p>`);
    const between = [
      '<p>Read more: Ten facts about the coast</p>',
      '<p>Advertisement</p>',
      '<p>Facebook Twitter WhatsApp</p>',
      '<p>Photo: Iosif Torr / IPB</p>',
      '<p>Sign up for our newsletter and get the news in your inbox.</p>',
      '<p>© 2031 The Sennet Courier</p>',
      '<p><a href="/x">Ten facts about the coast that you should know</a></p>',
    ];
    const body = said.map((sentence, i) => sentence + between[i] + (between[i + 4] ?? '')).join('') + paragraphs;
    expect(words(read(page({ body }))).slice(1)).toEqual([
      ...said.map((sentence) => sentence.slice(3, -4)),
      ...SENTENCES,
    ]);
  });

  it('finds the dateline of the report', () => {
    const body = paragraphs.replace('<p>The', '<p>SENNET, October 6 (IPB) — The');
    const document = read(page({ body, head: '<meta name="date" content="2031-10-07">' }));
    expect(document.dateline).toMatchObject({ place: 'SENNET', day: '2031-10-06', agency: 'IPB' });
    expect(document.text.slice(document.dateline?.span.start, document.dateline?.span.end)).toBe(
      'SENNET, October 6 (IPB)',
    );
  });

  it('tells notices and teasers from reports', () => {
    expect(
      read('<title>Just a moment...</title><p>Checking your browser before you go on to courier.example.</p>').state,
    ).toBe('blocked');
    expect(
      read('<title>x</title><noscript>Please enable JavaScript to view this page.</noscript><div id="app"></div>')
        .state,
    ).toBe('blocked');
    expect(
      read('<h1>404</h1><title>Page not found</title><p>The page you are looking for does not exist.</p>').state,
    ).toBe('blocked');
    const wall = `<p>${SENTENCES[0]}</p><div class="paywall"><p>Subscribe to continue reading this article.</p></div>`;
    expect(read(page({ body: wall })).state).toBe('teaser');
    const closed =
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Selmoor moves its capital","isAccessibleForFree":"False"}</script>';
    expect(read(page({ head: closed, body: `<p>${SENTENCES[0]}</p>` })).state).toBe('teaser');
  });

  it('takes the body that the publisher gives to machines where the page shows none', () => {
    const ld = { '@type': 'NewsArticle', headline: 'Selmoor moves its capital', articleBody: SENTENCES.join('\n\n') };
    const document = read(
      page({ head: `<script type="application/ld+json">${JSON.stringify(ld)}</script>`, body: '' }),
    );
    expect(words(document).slice(1)).toEqual(SENTENCES);
  });

  it('believes the text where it is plainly not in the declared language', () => {
    expect(read(page({ attributes: 'lang="fr"' })).language).toBe('en');
  });

  it('shows a script in a title as text', () => {
    const document = read(`<title><script>alert(1)</script></title>${paragraphs}`);
    expect(document.title).toBe('<script>alert(1)</script>');
    expectExact(document);
  });

  it.each([
    ['nothing', ''],
    ['no text', '<html><body><img src="a.png"></body></html>'],
    ['frames', '<frameset><frame src="a.html"></frameset>'],
    ['a script only', '<script>var a = "text";</script>'],
  ])('says that there is no text: %s', (_, html) => {
    expect(() => read(html)).toThrow('no text found');
  });

  it.each([
    ['open tags', '<div>'.repeat(20_000)],
    ['open and closed tags', '<div>'.repeat(20_000) + '</p></span>'.repeat(20_000)],
    ['open paragraphs', '<p><b><i>'.repeat(10_000)],
    ['open tables', '<table><tr><td>'.repeat(10_000)],
    ['long attributes', `<p class="${'x '.repeat(500_000)}" title='${'"'.repeat(500_000)}'>`],
    ['many attributes', `<p ${'a=1 '.repeat(50_000)}>`],
    ['stray characters', '<'.repeat(100_000) + '&'.repeat(100_000)],
    ['an open comment', '<!-- -- >'.repeat(10_000)],
  ])('survives %s', (_, bomb) => {
    const html = bomb.startsWith('<!--') || bomb.startsWith('<<') ? paragraphs + bomb : bomb + paragraphs;
    expect(read(html).text).toContain(SENTENCES[1]);
  });

  it('lays every span exactly, whatever the page', () => {
    const tag = fc.constantFrom(
      'p',
      'div',
      'b',
      'a href="/x"',
      'br',
      'li',
      'ul',
      'td',
      'table',
      'pre',
      'h1',
      'h2',
      'span',
      'article',
      'title',
      'svg',
      'nav',
    );
    const piece = fc.oneof(
      tag.map((name) => `<${name}>`),
      tag.map((name) => `</${name.split(' ')[0]}>`),
      fc.constantFrom(
        ...SENTENCES,
        ' ',
        '\n',
        '\n\n',
        '&nbsp;',
        '&lt;',
        '&#0;',
        '\u0000',
        '\ud800',
        '   a',
        '2031-10-06',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        let document: Document;
        try {
          document = read(pieces.join(''), { url: 'https://courier.example/' });
        } catch (error) {
          expect((error as Error).message).toBe('no text found');
          return;
        }
        expectExact(document);
      }),
      { numRuns: 200 },
    );
  });
});
