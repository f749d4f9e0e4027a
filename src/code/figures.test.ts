import { beforeAll, describe, expect, it } from 'vitest';
import { modelFile, sampleWorld, shippedParser } from '../../test/english.js';
import type { Codebook } from '../codebook/index.js';
import { type ActWeights, code, openJudge } from './index.js';

const parser = shippedParser(['speech']);
const judge = openJudge(JSON.parse(new TextDecoder().decode(modelFile('acts.json'))) as ActWeights, parser.vectors);
let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

/** Claims as "source TYPE target factuality", with a judge unless told otherwise. */
function claims(text: string, judged = true): string[] {
  return code({ id: 'x', text }, parser.parse(text), codebook, judged ? { judge } : {}).claims.map((c) =>
    [c.source.map((p) => p.text).join(' + '), c.event.type, c.target.map((p) => p.text).join(' + '), c.factuality].join(
      ' | ',
    ),
  );
}

describe('acts and figures of speech', () => {
  it.each([
    ['The senator attacked the governor in a debate over school taxes.', 'ACCUSE'],
    ['Orvandian troops attacked a village in Calderre, killing three people.', 'ASSAULT'],
  ])('force is told from words of force: %s', (text, type) => {
    const [first] = claims(text);
    expect(first).toContain(type);
  });

  it.each([
    'Salo crushed his rivals in the primary.',
    'The candidate scrambled to raise money before the vote.',
    'Orvandia recognized that its budget would not hold.',
    'The crowd surrounded the candidate to take pictures.',
    'Doctors say the tablets treat colds.',
    'The author left Dunmarrow in 2019.',
  ])('nothing of the kind is done: %s', (text) => expect(claims(text)).toEqual([]));

  it.each([
    ['Orvandian troops surrounded Dunmarrow.', 'COERCE'],
    ['Orvandian police crushed the protests in Dunmarrow.', 'ASSAULT'],
    ['Orvandia recognized the outcome of the vote in Selmoor.', 'SUPPORT'],
    ['Calderre scrambled two fighter jets against the intruder.', 'MOBILIZE'],
  ])('it is done: %s', (text, type) => expect(claims(text).join()).toContain(type));

  it('without a judge the lexicon alone decides', () => {
    expect(claims('The senator attacked the governor in a debate over school taxes.', false).join()).toContain(
      'ASSAULT',
    );
  });

  it('a confidence is the probability that the words report such an act, and says so', () => {
    const text = 'Orvandia condemned Calderre on Monday.';
    const [claim] = code({ id: 'x', text }, parser.parse(text), codebook, { judge, explain: true }).claims;
    expect(claim?.confidence).toBeGreaterThan(0.8);
    expect(claim?.explain).toContain(
      `confidence: such words report such an act in ${Math.round(100 * claim!.confidence)} of 100`,
    );
  });
});

describe('names', () => {
  it('have no act in them', () => {
    expect(claims('Colonel Beat Ruegger arrived in Dunmarrow on Monday.').join()).not.toContain('ASSAULT');
    expect(claims('The bill went to the Centre for Humanitarian Assistance in Orvandia.').join()).not.toContain('AID');
  });
});

describe('votes and sides', () => {
  it.each([
    ['Calderre cast a vote against the resolution.', 'Calderre | REJECT | the resolution | actual'],
    ['Orvandia cast its vote for the resolution.', 'Orvandia | SUPPORT | the resolution | actual'],
    ['Orvandia voted in favour of the resolution.', 'Orvandia | SUPPORT | the resolution | actual'],
    ['Calderre does not take sides in the dispute.', 'Calderre | NEUTRAL | the dispute | actual'],
    ['Calderre takes no side in the dispute.', 'Calderre | NEUTRAL | the dispute | actual'],
  ])('%s', (text, wanted) => expect(claims(text)).toContain(wanted));

  it('who takes sides is not neutral', () =>
    expect(claims('Calderre took sides in the dispute.').join()).not.toContain('NEUTRAL'));

  it('what is voted for is no actor, whatever "it" may stand for elsewhere', () => {
    const text = 'Orvandia put the resolution to the vote. Calderre voted for it.';
    const claim = code({ id: 'x', text }, parser.parse(text), codebook, { judge }).claims.at(-1);
    expect(claim?.target.map((p) => [p.text, p.actor, p.antecedent])).toEqual([['it', undefined, undefined]]);
  });
});

it('who decides to withdraw is who withdraws, not who regrets it', () => {
  const made = claims('The decision by Orvandia to withdraw its recognition of North Teyra was regretted by Calderre.');
  expect(made).toContain('Orvandia | SANCTION | North Teyra | planned');
});
