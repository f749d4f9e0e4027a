import { beforeAll, describe, expect, it } from 'vitest';
import { sampleWorld, shippedParser } from '../../../test/english.js';
import type { Codebook } from '../../codebook/index.js';
import { code } from '../index.js';

let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

describe.each([
  ['by the rules', shippedParser()],
  ['with the speech head', shippedParser(['speech'])],
])('who says it, innermost first, %s', (_, parser) => {
  /** Whose words the act of this entry is, without the outlet's. */
  function chain(text: string, predicate: string): string[] {
    const claim = code({ id: 'x', text }, parser.parse(text), codebook).claims.find(
      (c) => c.event.predicate === predicate,
    );
    return claim?.attribution.slice(0, -1).map((link) => link.speakers.map((s) => s.text).join(' and ')) ?? [];
  }

  it.each([
    [
      'According to the Brennmark Courier, a minister said Calderre imposed sanctions on Orvandia.',
      ['a minister', 'the Brennmark Courier'],
    ],
    [
      'Calderre imposed sanctions on Orvandia, a minister said, according to the Brennmark Courier.',
      ['a minister', 'the Brennmark Courier'],
    ],
    [
      'Calderre imposed sanctions on Orvandia, the foreign minister told reporters, according to the Courier.',
      ['the foreign minister', 'the Courier'],
    ],
    [
      'The Courier quoted a Calderran official as saying that Calderre imposed sanctions on Orvandia.',
      ['a Calderran official', 'The Courier'],
    ],
    [
      'An official was quoted by the Courier as saying that Calderre imposed sanctions on Orvandia.',
      ['An official', 'the Courier'],
    ],
    ['The president was quoted as saying that Calderre imposed sanctions on Orvandia.', ['The president']],
    [
      'Calderre imposed sanctions on Orvandia on Monday, the Courier reported, citing a foreign ministry statement.',
      ['foreign ministry', 'the Courier'],
    ],
    [
      'The Courier reported that Calderre imposed sanctions on Orvandia, citing a statement by the foreign ministry.',
      ['the foreign ministry', 'The Courier'],
    ],
    ['The Courier reported that Calderre imposed sanctions on Orvandia, citing a report of spying.', ['The Courier']],
  ])('%s', (text, speakers) => {
    expect(chain(text, 'impose-sanctions')).toEqual(speakers);
  });
});
