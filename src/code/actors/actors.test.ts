import { beforeAll, describe, expect, it } from 'vitest';
import { goldenDocuments, testCodebook } from '../../../test/golden/world.js';
import type { Codebook } from '../../codebook/index.js';
import type { Claim, Sentences } from '../../types.js';
import { code } from '../index.js';

let codebook: Codebook;
let documents: Map<string, Sentences>;

beforeAll(async () => {
  codebook = await testCodebook();
  documents = await goldenDocuments('actors.conllu');
});

function claims(id: string, published = '2022-05-09'): Claim[] {
  const sentences = documents.get(id)!;
  return code({ id, text: sentences.text, published }, sentences, codebook).claims;
}
const parties = (id: string, published?: string) =>
  claims(id, published).map(({ source, target }) =>
    [source, target].map((side) => side.map((p) => p.actor?.id ?? p.text).join(' + ')).join(' > '),
  );

describe('names', () => {
  it('of states and capitals are towns elsewhere where a region of another state is named beside them', () => {
    expect(claims('town')[0]?.source[0]?.actor).toMatchObject({ id: 'US-ID-JUD', code: 'USA' });
    expect(claims('town')[1]?.source[0]?.actor).toMatchObject({ id: 'RUS', sectors: ['GOV'] });
  });

  it('that two share mean the one that the text names by a word of its own, else the first', () => {
    expect(parties('shared').map((p) => p.split(' > ')[0])).toEqual(['COD', 'COD']);
    expect(parties('shared-named').at(-1)?.split(' > ')[0]).toBe('COG');
  });

  it('that differ by a letter or a word are different actors', () => {
    expect(parties('koreas')).toEqual(['XDP > UKR', 'PRK > KOR', 'SSD > SDN', 'NER > NGA', 'DMA > DOM']);
  });

  it('of people are no states', () => {
    expect(parties('namesakes')).toEqual(['Michael Jordan > the accord', 'Denzel Washington > XVS']);
  });

  it('before "-backed" or "-based" say nothing of whose somebody is', () => {
    const hyphened = claims('based').filter(({ source }) => source[0]?.text.includes('-'));
    expect(hyphened).toHaveLength(2);
    for (const { source } of hyphened) expect(source[0]?.actor).toBeUndefined();
  });
});

describe('regions', () => {
  it('are actors of their own within a state, with organs', () => {
    const [sued, arrested] = claims('region');
    expect(sued?.source[0]?.actor).toMatchObject({ id: 'US-TX', code: 'USA' });
    expect(arrested?.source[0]?.actor).toMatchObject({ id: 'US-TX', sectors: ['COP'] });
  });
});

describe('actors by the day of the report', () => {
  it('head the organisation whose office they hold, and are themselves after it', () => {
    expect(claims('chief', '2020-05-09')[0]?.source[0]?.actor?.id).toBe('NATO');
    expect(claims('chief', '2025-05-09')[0]?.source[0]?.actor).toMatchObject({
      id: 'JENS-STOLTENBERG',
      sectors: ['ELI'],
    });
  });

  it('have the sectors of the time', () => {
    expect(claims('turned', '2019-05-09')[0]?.source[0]?.actor).toMatchObject({ id: 'TALIBAN', sectors: ['REB'] });
    expect(claims('turned', '2023-05-09')[0]?.source[0]?.actor).toMatchObject({ id: 'TALIBAN', sectors: ['GOV'] });
  });
});

describe('phrases', () => {
  it('for a body are nobody that "she" could be, but a secretary of state is', () => {
    expect(claims('body').at(-1)?.source[0]).toMatchObject({ text: 'She', actor: { code: 'XVS' } });
  });

  it('for forces leave it open whose they are where two states are spoken of', () => {
    expect(
      parties('army')
        .find((p) => p.includes('rebels'))
        ?.split(' > ')[0],
    ).toBe('The army');
  });

  it('that count some of many are a group, and not whose partners they are', () => {
    const groups = claims('partners').map(({ source }) => source.at(-1)!);
    for (const { text, actor } of groups) expect(actor).toMatchObject({ name: text, code: 'MUL', group: true });
    expect(groups.map(({ text }) => text)).toEqual([
      "some of Tarrow's partners in the Harbour League",
      "Some of Tarrow's allies",
    ]);
  });

  it('for an organ go with the state before them', () => {
    const organs = claims('holder').map(({ source }) => source[0]?.actor?.id);
    expect(organs.filter((id) => id !== 'XTA')).toEqual(['XVS-LEG', 'CAN-LEG', 'GBR-COMMONS']);
  });

  it('before a noun for an act name who acts', () => {
    expect(claims('based').find(({ source }) => source[0]?.text === 'Tarrowan')?.source[0]?.actor?.id).toBe('XTA');
  });

  it('for an organ in a town are of the state that the town is in', () => {
    expect(claims('court')[0]?.source[0]?.actor).toMatchObject({ id: 'FRA-JUD', sectors: ['JUD'] });
  });
});

describe('the time of an act', () => {
  it('is not that of what is said next', () => {
    expect(claims('next-week')[0]).toMatchObject({ source: [{ actor: { id: 'XVS' } }] });
    expect(claims('next-week')[0]?.time).toBeUndefined();
  });
});
