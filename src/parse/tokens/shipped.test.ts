import { describe, expect, it } from 'vitest';
import { modelFile } from '../../../test/english.js';
import { openModel } from '../model.js';
import { Tokenizer, tokenWeights } from './index.js';

const tokenizer = new Tokenizer(tokenWeights(openModel(modelFile('english.onrm'))));

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
    [
      'Aid reached Kryv. Moll left Vlov. It was Sept. 4, 2031.',
      'Aid reached Kryv . / Moll left Vlov . / It was Sept. 4 , 2031 .',
    ],
    ['Rain on Veld\n\nThe rain stopped', 'Rain on Veld / The rain stopped'],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});
