import { beforeAll, expect, it } from 'vitest';
import { sampleWorld, shippedParser } from '../../../test/english.js';
import type { Codebook } from '../../codebook/index.js';
import { code } from '../index.js';

const parser = shippedParser();
let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

/** Whom the last claim's target is, by name; null where that stays open. */
function target(text: string): (string | null)[] | undefined {
  const { claims } = code({ id: 'x', text }, parser.parse(text), codebook);
  return claims.at(-1)?.target.map((p) => p.actor?.name ?? null);
}

it.each([
  ['Calderre expelled the ambassador.'],
  ['Calderre should expel the ambassador.'],
  ['Calderre summoned the envoy.'],
  ['The foreign ministry of Calderre summoned the ambassador.'],
  ['Calderre accused the government of lying.'],
  ['Orvandia opened talks in March. No country recognized the republic.'],
])('is open, not whoever was named before: %s', (text) => {
  expect(target(text)).toEqual([null]);
});

it.each([
  ['Calderre expelled the ambassador of Orvandia.', 'Orvandia'],
  ["Orvandia's ambassador returned on Monday. Calderre expelled the ambassador.", 'Orvandia'],
])('is whose the words make it: %s', (text, name) => {
  expect(target(text)).toEqual([name]);
});
