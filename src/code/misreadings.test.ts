import { beforeAll, describe, expect, it } from 'vitest';
import { claimLine, goldenDocuments, testCodebook } from '../../test/golden/world.js';
import type { Codebook } from '../codebook/index.js';
import type { Sentences } from '../types.js';
import { code } from './index.js';

let codebook: Codebook;
let documents: Map<string, Sentences>;

beforeAll(async () => {
  codebook = await testCodebook();
  documents = await goldenDocuments('misreadings.conllu');
});

function lines(id: string): string[] {
  const sentences = documents.get(id)!;
  const { claims } = code({ id, text: sentences.text, published: '2031-05-09' }, sentences, codebook);
  return claims.map((c) => claimLine(sentences.text, c));
}

describe('what is not so', () => {
  it('"neither … nor" denies both, whether it stands with the verbs or with who acts', () => {
    expect(lines('neither-nor')).toEqual([
      'XVS SUPPORT 054 XLD | recognized | denied',
      'XVS REJECT 120 XLD | rejected | denied',
    ]);
    expect(lines('neither-nor-plain').every((l) => l.endsWith('denied'))).toBe(true);
    expect(lines('neither-subject')).toEqual(['XVS + XTA SUPPORT 054 XLD | recognized | denied']);
  });

  it('who denies, dismisses or rejects a report denies what it says', () => {
    expect(lines('denied-reports')[1]).toBe('XOS SUPPORT 054 XLD | recognized | denied | The government of Vessia');
    expect(lines('denied-in-press')[1]).toMatch(/^XOS SUPPORT \d+ .*\| denied \| The presidency$/);
    expect(lines('dismissed-report')[1]).toBe('XTA REQUEST 020 XOS | asked | denied | Vessia');
    expect(lines('rejected-allegation')[1]).toBe('XVS ASSAULT 190 XOS | attacked | denied | Vessia');
  });

  it('"let us" and "let me" give no leave', () => {
    expect(lines('let-us')).toEqual([]);
    expect(lines('let-us-said')).toEqual([]);
    expect(lines('let-me')).toEqual(['XVS SUPPORT 051 XOS | thank | actual | the president of Vessia']);
    expect(lines('let-land')).toEqual(['XVS CONCEDE 080 XTA | let | actual']);
  });
});

describe('the entry that words come to', () => {
  const entries = (id: string) => {
    const sentences = documents.get(id)!;
    const { claims } = code({ id, text: sentences.text, published: '2031-05-09' }, sentences, codebook);
    return claims.map((c) => [c.event.predicate, c.factuality, c.novelty].join(' '));
  };

  it('a refused act has an entry of its own, also where a noun refuses it', () => {
    expect(lines('refusal')).toEqual(['XVS REJECT 120 the vote | refusal | actual']);
    expect(entries('refusal')).toEqual(['not-recognize actual new']);
    expect(entries('neither-nor')).toEqual(['recognize denied new', 'reject denied new']);
  });

  it('"takes no side" denies nothing', () => {
    expect(entries('no-side')).toEqual(['take-no-side actual new']);
  });

  it('"which had recognized it, and Tarrow" is of the first alone, and recalled', () => {
    expect(lines('pluperfect')).toEqual([
      'XVS SUPPORT 054 the annexation | recognized | actual',
      'XTA NEUTRAL 010 | neutral | actual',
    ]);
    expect(entries('pluperfect')).toEqual(['recognize actual background', 'stay-neutral actual background']);
  });

  it('"Vessia is the only state that recognizes it" is of Vessia', () => {
    expect(lines('only-state')).toEqual(['XVS SUPPORT 054 XLD | recognizes | actual']);
  });
});

describe('who', () => {
  it('nobody is source and target at once, though an organ of one may be', () => {
    expect(lines('reflexive')).toEqual(['XTA ACCUSE 111 | condemned | actual | Tarrow']);
    expect(lines('own-government')).toEqual(['XVS ACCUSE 111 XVS | criticized | actual']);
    expect(lines('country-it')[1]).toBe('XVS REJECT 120 it | rejected | actual');
  });

  it('a name that is often something else is the state, unless the text says otherwise', () => {
    const source = (id: string) => lines(id).map((l) => l.split(/ [A-Z]{4,} /)[0]);
    expect(source('georgia')).toEqual(['GEO']);
    expect(source('jordan')).toEqual(['JOR']);
    expect(source('turkey')).toEqual(['TUR']);
    expect(source('georgian')).toEqual(['GEO-LEG', 'GEO']);
    expect(source('jordan-peters')).toEqual(['Jordan Peters']);
    expect(source('chad-reyes')).toEqual(['Chad Reyes, the senator']);
    expect(source('jordan-river')).toEqual(['The Jordan River Trust']);
    expect(source('georgia-legislature')).toEqual(['US-GA']);
    expect(source('atlanta').at(-1)).toBe('US-GA');
    expect(source('michael-jordan')).toEqual(['Michael Jordan', 'Jordan']);
    expect(source('guinea-pigs').join()).not.toContain('GIN');
  });

  it('who asks whether it will be is not who is asked', () => {
    expect(lines('asked-whether')).toEqual(['XVS AGREE 032 XLD | would recognize | possible | A reporter']);
    expect(lines('asked-after')).toEqual(['XVS AGREE 032 XLD | would recognize | possible']);
    expect(lines('asked-first')).toEqual(['her country AGREE 032 XLD | would recognize | possible']);
    expect(lines('asked-between')[0]).toBe('her country AGREE 032 XLD | would recognize | possible');
  });

  it('who rejects "a demand that …" does not say what was demanded', () => {
    expect(lines('summative')[0]).toBe('XVS REQUEST 100 XTA | ordered | actual');
  });

  it('whom an agency cites is further in than the agency', () => {
    const chain = (id: string) => lines(id)[0]?.split(' | ').slice(3);
    for (const id of ['relay-aside', 'relay-passive', 'relay-as'])
      expect(chain(id)).toEqual(['the Foreign Ministry of Ostrel', 'the Tarrow News Agency']);
    expect(chain('relay-clause')).toEqual(['the Foreign Ministry of Ostrel', 'The Tarrow News Agency']);
    expect(chain('relay-present')).toEqual(['the Ostrelan foreign minister', 'the Tarrow News Agency']);
  });
});
