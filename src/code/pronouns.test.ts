import { beforeAll, expect, it } from 'vitest';
import { sampleWorld, shippedParser } from '../../test/english.js';
import type { Codebook } from '../codebook/index.js';
import { code } from './index.js';

const parser = shippedParser();
let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

/** Who acts, as text and the words that it stands for, of each claim. */
function actors(text: string): { who: string; stands?: string; id?: string }[] {
  return code({ id: 'x', text }, parser.parse(text), codebook).claims.flatMap((claim) =>
    claim.source.map((p) => ({
      who: p.text,
      ...(p.antecedent && { stands: text.slice(p.antecedent.start, p.antecedent.end) }),
      ...(p.actor && { id: p.actor.id }),
    })),
  );
}

it('"he" is nobody whom a title calls a woman', () => {
  const he = actors('Mrs. Miriam Thorne met Mr. Grigor Salo in Tessgard. He criticized Orvandia.').find(
    (p) => p.who === 'He',
  );
  expect(he).toBeDefined();
  expect(he?.id).not.toBe('THORNE');
});

it('"him" is not who acts in the same clause', () => {
  const text = 'Miriam Thorne is in Tessgard. Grigor Salo criticized her. Miriam Thorne condemned him.';
  const coded = code({ id: 'x', text }, parser.parse(text), codebook).claims.at(-1);
  expect(coded?.target[0]?.text).toBe('him');
  expect(coded?.target[0]?.actor?.id).not.toBe('THORNE');
});

it("a person's critics are not that person", () => {
  const found = actors('Miriam Thorne spoke in Tessgard. Her critics denounced Orvandia.');
  expect(found.map((p) => p.who)).toContain('Her critics');
  expect(found.find((p) => p.who === 'Her critics')?.id).not.toBe('THORNE');
});

it('a dateline is nobody who speaks', () => {
  const text = 'SAI MEK: Vessia opposes the vote in Selmoor, the foreign ministry said on Monday.';
  const dateline = { span: { start: 0, end: 7 }, place: 'SAI MEK' };
  const { claims, attributions } = code({ id: 'x', text, dateline }, parser.parse(text), codebook);
  const speakers = claims.flatMap((claim) => claim.attribution.flatMap((link) => link.speakers.map((s) => s.text)));
  expect(claims.length).toBeGreaterThan(0);
  expect([...speakers, ...attributions.flatMap((a) => a.source.map((s) => text.slice(s.start, s.end)))]).not.toContain(
    'SAI MEK',
  );
});
