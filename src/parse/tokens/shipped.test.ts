import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openModel } from '../model.js';
import { Tokenizer, tokenWeights } from './index.js';

const model = readFileSync(new URL('../../../model/english.onrm', import.meta.url));
const tokenizer = new Tokenizer(tokenWeights(openModel(model)));

/** Tokens parted by a space, sentences by " / ". */
function read(text: string): string {
  const { start, end, sentences } = tokenizer.tokenize(text);
  return Array.from(sentences.subarray(0, -1), (first, k) =>
    Array.from(start.subarray(first, sentences[k + 1]), (a, i) => text.slice(a, end[first + i])).join(' '),
  ).join(' / ');
}

describe('the tokenizer that ships', () => {
  it.each([
    ['SENNET, Oct. 4 (IPB) — The envoy left.', 'SENNET , Oct. 4 ( IPB ) — The envoy left .'],
    ['“We won’t sign,” said Mr. Dranek. He left.', '“ We wo n’t sign , ” said Mr. Dranek . / He left .'],
    ['The U.S. cannot say when J. R. Moll arrived.', 'The U.S. can not say when J. R. Moll arrived .'],
    [
      'It cost $3,000.50 in 2031; see https://example.org/a-b?c=d.',
      'It cost $ 3,000.50 in 2031 ; see https://example.org/a-b?c=d .',
    ],
    [
      'Write to desk@veld-post.example or go to veldpost.com, please.',
      'Write to desk@veld-post.example or go to veldpost.com , please .',
    ],
    ['Has it rained? Yes. It has... twice!', 'Has it rained ? / Yes . / It has ... twice !'],
    [
      "Orrin's state-run paper reported the ministers' visit.",
      "Orrin 's state - run paper reported the ministers ' visit .",
    ],
    ['Rain on Veld\n\nThe rain stopped', 'Rain on Veld / The rain stopped'],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});
