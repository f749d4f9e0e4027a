import { beforeAll, expect, it } from 'vitest';
import { sampleWorld, shippedParser } from '../../../test/english.js';
import type { Codebook } from '../../codebook/index.js';
import { code } from '../index.js';

const parser = shippedParser();
let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

/** Who is said to do the act of this entry. */
function whoDoes(text: string, predicate: string): string[] {
  const { claims } = code({ id: 'x', text }, parser.parse(text), codebook);
  return claims.filter((c) => c.event.predicate === predicate).flatMap((c) => c.source.map((p) => p.text));
}

it.each([
  ['Calderre accused Orvandia of violating the treaty.', 'violate', 'Orvandia'],
  ['Calderre thanked Tarqesh for mediating between Brennmark and Aldmere.', 'mediate', 'Tarqesh'],
  ['Calderre imposed sanctions on Tarqesh for recognizing Selmoor.', 'recognize', 'Tarqesh'],
  ['Orvandia was accused of violating the treaty.', 'violate', 'Orvandia'],
  ['Calderre used the summit for recognizing Selmoor.', 'recognize', 'Calderre'],
])('%s', (text, predicate, who) => {
  expect(whoDoes(text, predicate)).toEqual([who]);
});

it('"each other" makes an act run both ways', () => {
  const text = 'Calderre and Orvandia accused each other.';
  const [claim] = code({ id: 'x', text }, parser.parse(text), codebook).claims;
  expect(claim?.source.map((p) => p.text)).toEqual(['Calderre', 'Orvandia']);
  expect(claim?.target).toEqual([]);
  expect(claim?.reciprocal).toBe(true);
});

it('who brokered a truce is not whom its breach was done to', () => {
  const text = 'Calderre broke a truce brokered by Orvandia.';
  const claim = code({ id: 'x', text }, parser.parse(text), codebook).claims.find(
    (c) => c.event.predicate === 'break-ceasefire',
  );
  expect(claim?.target).toEqual([]);
});

it.each([
  ['Calderre refused to sign the treaty and condemned Orvandia.', 'criticize'],
  ['Calderre declined to comment and expelled the Orvandian envoy.', 'expel-diplomat'],
])('what follows an infinitive is not refused with it: %s', (text, predicate) => {
  const claim = code({ id: 'x', text }, parser.parse(text), codebook).claims.find(
    (c) => c.event.predicate === predicate,
  );
  expect(claim?.factuality).toBe('actual');
  expect(claim?.source.map((p) => p.text)).toEqual(['Calderre']);
  expect(claim?.target.map((p) => p.actor?.name)).toEqual(['Orvandia']);
});
