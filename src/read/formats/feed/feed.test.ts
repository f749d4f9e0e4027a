import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileOf } from '../../../../test/inputs.js';
import { openFeed } from './entries.js';
import { splitFeed } from './split.js';

const LONG =
  '<p>The council of Veld met about the ferries on Monday, and its speaker said that nothing was settled.</p>'.repeat(
    8,
  );

const rss = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Veld Post &amp; Times</title><link>https://post.veld.example/</link><language>en</language>${items}</channel></rss>`;

describe('a feed', () => {
  test('in RSS: content that it carries is the Document, else there is a teaser', async () => {
    const items = `<item><title><![CDATA[Veld &amp; its <b>ferries</b>]]></title><link>https://post.veld.example/1?a=1&amp;b=2</link><guid isPermaLink="false">g1</guid><pubDate>Mon, 02 Mar 2026 10:00:00 +0300</pubDate><dc:creator>Ann Ost</dc:creator><description>Short.</description><content:encoded><![CDATA[${LONG}]]></content:encoded></item>
<item><title>Rain</title><link>https://post.veld.example/2</link><description>It rained &lt;b&gt;again&lt;/b&gt; on Veld.</description></item>`;
    const { documents, failures } = await readFileOf('feed.xml', rss(items));
    expect(failures).toEqual([]);
    expect(documents[0]).toMatchObject({
      title: 'Veld & its ferries',
      url: 'https://post.veld.example/1?a=1&b=2',
      byline: 'Ann Ost',
      published: '2026-03-02T10:00:00+03:00',
      outlet: { name: 'Veld Post & Times', domain: 'post.veld.example' },
      state: 'full',
    });
    expect(documents[1]).toMatchObject({ title: 'Rain', state: 'teaser' });
    expect(documents[1]?.text).toContain('It rained again on Veld.');
  });

  test('with a short dispatch as content gives it whole; first lines, or a summary given twice, are a teaser', async () => {
    const item = (content: string, summary = ''): string =>
      `<item><title>Rain</title>${summary && `<description>${summary}</description>`}<content:encoded><![CDATA[${content}]]></content:encoded></item>`;
    const dispatch = '<p>It rained on Veld on Monday, and the council met all the same.</p>'.repeat(6);
    const summary = 'It rained on Veld on Monday. '.repeat(14);
    const { documents } = await readFileOf(
      'feed.xml',
      rss(item(dispatch, 'It rained.') + item(`${dispatch} Read more…`) + item(`<p>${summary}</p>`, summary)),
    );
    expect(documents.map((d) => d.state)).toEqual(['full', 'teaser', 'teaser']);
  });

  test('in Atom: addresses are relative to xml:base, markup comes as XHTML', () => {
    const feed = openFeed(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.veld.example/news/" xml:lang="en"><title>Veld Post</title><link href="/"/><entry xml:base="day/"><id>urn:1</id><title type="html">A &amp;amp; B</title><link rel="edit" href="no"/><link href="1.html"/><published>2026-03-02T10:00:00Z</published><updated>2026-03-03T10:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It <em>rained</em>.</p></div></content></entry></feed>`,
      'https://feeds.veld.example/x',
    );
    expect(feed.title).toBe('Veld Post');
    expect(feed.entries.map((entry) => entry())).toEqual([
      {
        key: 'urn:1',
        title: 'A & B',
        url: 'https://post.veld.example/news/day/1.html',
        published: '2026-03-02T10:00:00Z',
        modified: '2026-03-03T10:00:00Z',
        language: 'en',
        content: expect.stringContaining('<em>rained</em>'),
      },
    ]);
  });

  test('in RDF and JSON', () => {
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Veld Post</title><link>https://post.veld.example</link></channel><item rdf:about="https://post.veld.example/1"><title>Rain</title><link>/1</link><dc:date>2026-03-02</dc:date></item></rdf:RDF>`;
    expect(openFeed(rdf, 'https://post.veld.example/feed').entries[0]?.()).toMatchObject({
      url: 'https://post.veld.example/1',
      published: '2026-03-02',
    });
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Veld Post',
      items: [
        {
          id: '1',
          url: '/1',
          title: 'Rain',
          content_text: 'a < b',
          date_published: '2026-03-02T10:00:00Z',
          authors: [{ name: 'Ann' }],
        },
        7,
      ],
    };
    const feed = openFeed(JSON.stringify(json), 'https://post.veld.example/feed.json');
    expect(feed.entries[0]?.()).toMatchObject({
      url: 'https://post.veld.example/1',
      content: '<p>a &lt; b</p>',
      byline: 'Ann',
    });
    expect(feed.entries[1]).toThrow('no JSON object');
  });

  test('with one bad entry: it is named and the others are read', async () => {
    const good = (n: number): string =>
      `<item><title>Day ${n}</title><description>It rained on Veld on day ${n}.</description></item>`;
    for (const bad of ['<item><title>Broken<link>x</item>', '<item></item>', '<item><title>Never closed</title>']) {
      const { documents, failures } = await readFileOf('feed.xml', rss(good(1) + bad + good(3)));
      expect(documents.map((d) => d.title)).toEqual(['Day 1', 'Day 3']);
      expect(failures).toHaveLength(1);
      expect(failures[0]?.where).toMatch(/feed\.xml, entry 2$/);
    }
  });

  test('that is cut off gives the entries that were whole', async () => {
    const items = `<item><title>Rain</title><description>It rained on Veld.</description></item><item><title>Wi`;
    const { documents, failures } = await readFileOf('feed.xml', rss(items).replace(/<\/channel>.*/, ''));
    expect(documents).toHaveLength(1);
    expect(failures[0]?.reason).toMatch(/cut off/);
  });

  test('without entries is named', async () => {
    expect((await readFileOf('feed.xml', rss(''))).failures[0]?.reason).toBe('is a feed without entries');
  });

  test('with entries without end is read to a limit, and what it declares of its own is not expanded', async () => {
    const { failures } = await readFileOf('feed.xml', rss('<item>'.repeat(3001)));
    expect(failures.at(-1)?.reason).toBe('has 3001 entries; those beyond 3000 are not read');
    const declared = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
    const feed = openFeed(`${declared}${rss('<item><title>x &b; y</title></item>')}`, undefined);
    expect(feed.entries[0]?.().title).toBe('x &b; y');
  });

  test('an entry’s CDATA and comments may hold anything', () => {
    const items =
      '<item><title>A</title><description><![CDATA[<item></item>]]></description></item><!-- <item> --><item><title>B</title></item>';
    expect(openFeed(rss(items), undefined).entries.map((entry) => entry().title)).toEqual(['A', 'B']);
  });
});

test('splitting takes any text, and never drops the end of a feed in silence', () => {
  const piece = fc.constantFrom(
    '<item>',
    '</item>',
    '<entry/>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    'x',
    '<',
    '<rss>',
    '<channel>',
    '</channel>',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const { entries } = splitFeed(`<rss><channel>${pieces.join('')}`);
      for (const entry of entries) expect(entry === undefined || entry.includes('<item')).toBe(true);
    }),
  );
});
