import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, canonicalAddress, siteOf } from './address.js';

describe('canonicalAddress', () => {
  it('takes what the page names, without fragment and tracking parameters', () => {
    expect(canonicalAddress(['/a?id=1&utm_source=x&fbclid=2#top'], 'https://m.courier.example/a?id=1')).toBe(
      'https://m.courier.example/a?id=1',
    );
  });

  it('does not believe a page that names another site, or the front page', () => {
    const fetched = 'https://courier.example/2031/vote';
    expect(canonicalAddress(['https://other.example/2031/vote'], fetched)).toBe(fetched);
    expect(canonicalAddress(['https://courier.example/'], fetched)).toBe(fetched);
    expect(canonicalAddress(['javascript:x()', 'nonsense://'], fetched)).toBe(fetched);
  });

  it('believes a mobile page that names the main one, and a page of which no address is known', () => {
    expect(canonicalAddress(['https://www.courier.example/a'], 'https://m.courier.example/a')).toBe(
      'https://www.courier.example/a',
    );
    expect(canonicalAddress(['https://courier.example/a'])).toBe('https://courier.example/a');
    expect(canonicalAddress([])).toBeUndefined();
  });
});

describe('canonical', () => {
  it('is a fixed point', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = canonical(new URL(address));
        expect(canonical(new URL(once))).toBe(once);
        expect(once).not.toContain('#');
      }),
    );
  });
});

describe('siteOf', () => {
  it.each([
    ['https://www.courier.example/a', 'courier.example'],
    ['https://amp.courier.example/', 'courier.example'],
    ['https://news.courier.example/', 'news.courier.example'],
    ['https://www.example', 'www.example'],
  ])('%s', (address, site) => {
    expect(siteOf(new URL(address))).toBe(site);
  });
});
