import { describe, expect, it } from 'vitest';
import { isAddress, nextAddress } from './addresses.js';

const found = (text: string): string | undefined => {
  const address = nextAddress(text, 0, text.length);
  return address && text.slice(address.start, address.end);
};

describe('addresses', () => {
  it.each([
    ['(see:https://example.org/a_(b),c)', 'https://example.org/a_(b),c'],
    ['“www.example.org/x”.', 'www.example.org/x'],
    ['<first.last@mail.example.org>,', 'first.last@mail.example.org'],
    ['(report-2.pdf)', 'report-2.pdf'],
    ['News.Example.COM!', 'News.Example.COM'],
  ])('are found in %s', (text, address) => {
    expect(found(text)).toBe(address);
  });

  it.each(['U.S.', 'e.g.', '3.5', 'end.The', 'a@b', '@name', '://', 'www', 'com', '.com', 'and/or'])(
    'are not found in %s',
    (text) => {
      expect(found(text)).toBeUndefined();
    },
  );

  it('are told from other tokens', () => {
    expect(['http://a', 'a@b.org', 'www.a'].map((t) => isAddress(t, 0, t.length))).toEqual([true, true, true]);
    expect(['@name', 'a:b', 'www'].map((t) => isAddress(t, 0, t.length))).toEqual([false, false, false]);
  });
});
