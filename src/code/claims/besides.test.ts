import { beforeAll, expect, it } from 'vitest';
import { sampleWorld, shippedParser } from '../../../test/english.js';
import type { Codebook } from '../../codebook/index.js';
import type { Claim } from '../../types.js';
import { code } from '../index.js';

const parser = shippedParser();
let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

function claims(text: string): Claim[] {
  return code({ id: 'x', text }, parser.parse(text), codebook).claims;
}

it.each([
  ['Orvandian and Calderran leaders met in Sennet.', 'Orvandian and Calderran leaders'],
  ['The Orvandian and Calderran foreign ministers met in Sennet.', 'The Orvandian and Calderran foreign ministers'],
  ['The foreign ministers of Orvandia and Calderre met in Sennet.', 'The foreign ministers of Orvandia and Calderre'],
  ['Officials from Orvandia and Calderre met in Sennet.', 'Officials from Orvandia and Calderre'],
  ['The governments of Orvandia and Calderre met in Sennet.', 'The governments of Orvandia and Calderre'],
])('a plural organ of several names a party each: %s', (text, words) => {
  const [claim] = claims(text);
  expect(new Set(claim?.source.map((p) => p.actor?.code)).size).toBe(2);
  for (const party of claim?.source ?? []) {
    expect(party.text).toBe(words);
    expect(text.slice(party.span.start, party.span.end)).toBe(words);
    expect(party.antecedent).toBeUndefined();
  }
  expect(claim?.reciprocal).toBe(true);
});

it('"they" after them stands for each', () => {
  const [claim] = claims('Orvandian and Calderran officials said they would sign the treaty.').slice(-1);
  expect(claim?.source.map((p) => p.actor?.code)).toEqual(['XOV', 'XCD']);
});

it('adjectives before one organ are one party', () => {
  const [claim] = claims('The Orvandian foreign minister condemned the Calderran raid.');
  expect(claim?.source.map((p) => p.actor?.code)).toEqual(['XOV']);
});
