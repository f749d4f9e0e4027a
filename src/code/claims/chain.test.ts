import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { kernelBytes } from '../../../test/parse/kernels.js';
import type { Codebook } from '../../codebook/index.js';
import { loadCodebook } from '../../codebook/node.js';
import { createParser } from '../../parse/index.js';
import { code } from '../index.js';

const model = new Uint8Array(readFileSync(new URL('../../../model/english.onrm', import.meta.url)));
let codebook: Codebook;
beforeAll(async () => {
  codebook = await loadCodebook({ dir: fileURLToPath(new URL('../../../samples/world', import.meta.url)) });
});

describe.each([
  ['by the rules', createParser(model, kernelBytes())],
  ['with the speech head', createParser(model, kernelBytes(), ['speech'])],
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
