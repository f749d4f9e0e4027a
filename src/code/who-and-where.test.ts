import { beforeAll, describe, expect, it } from 'vitest';
import { goldenDocuments, testCodebook } from '../../test/golden/world.js';
import { type Codebook, idsOn } from '../codebook/index.js';
import type { Claim, Sentences } from '../types.js';
import { code } from './index.js';

let codebook: Codebook;
let documents: Map<string, Sentences>;

beforeAll(async () => {
  codebook = await testCodebook();
  documents = await goldenDocuments('who-and-where.conllu');
});

function claims(id: string, published?: string): Claim[] {
  const sentences = documents.get(id)!;
  return code({ id, text: sentences.text, ...(published ? { published } : {}) }, sentences, codebook).claims;
}
const sources = (claim: Claim | undefined) => claim?.source.map((p) => p.actor?.id ?? p.text);

describe('people of the dated list', () => {
  it('are the government of their state within an office, and themselves outside it', () => {
    const [met] = claims('leaders', '2022-05-09');
    expect(met?.source[0]?.actor).toMatchObject({ id: 'XVS', code: 'XVS', sectors: ['GOV'] });
    expect(met?.target[0]?.actor).toMatchObject({ id: 'XOS', sectors: ['GOV'] });
    const [before] = claims('leaders', '2016-05-09');
    expect(before?.source[0]?.actor).toMatchObject({ id: 'AUREL-MARTEN', code: 'XVS', sectors: [] });
    const [after] = claims('leaders', '2025-09-09T10:00Z');
    expect(after?.target[0]?.actor).toMatchObject({ id: 'OSK-BRANDEL', code: 'XOS', sectors: ['ELI'] });
  });

  it('are known by surname after the full name', () => {
    const criticized = claims('leaders', '2022-05-09').at(-1);
    expect(criticized?.source[0]).toMatchObject({ text: 'Marten', actor: { id: 'XVS' } });
  });

  it('are known by title and surname where one of that name held the office then', () => {
    expect(claims('title', '2022-05-09')[0]?.source[0]?.actor?.id).toBe('XTA');
    expect(claims('title', '2014-05-09')[0]?.source[0]?.actor).toBeUndefined();
  });

  it('are not others of their name', () => {
    expect(claims('namesake', '2018-05-09').map((c) => c.source[0]?.actor)).toEqual([undefined, undefined]);
  });
});

describe('identifiers', () => {
  it('come with states, as they hold on the day of the report', () => {
    const germany = codebook.actors.find((actor) => actor.id === 'DEU');
    expect(idsOn(germany?.ids ?? {}, '2022-05-09')).toEqual({ wikidata: 'Q183', cow: '255', gw: '260' });
    expect(idsOn(germany?.ids ?? {}, '1985-05-09')).toMatchObject({ cow: '260', gw: '260' });
  });
});

describe('words for several', () => {
  it('stand for those named together, each a participant with the words and its own antecedent', () => {
    const [, they, both] = claims('they');
    expect(sources(they)).toEqual(['XVS', 'XTA']);
    expect(they?.source.map((p) => p.text)).toEqual(['They', 'They']);
    expect(they?.source[0]?.antecedent).not.toEqual(they?.source[1]?.antecedent);
    expect(sources(both)).toEqual(['XVS', 'XTA']);
    expect(sources(claims('leaders', '2022-05-09')[1])).toEqual(['XVS', 'XOS']);
  });

  it('stand for nobody where the number or the words speak of others', () => {
    const condemned = claims('others').at(-1);
    expect(condemned?.source.length).toBe(1);
    expect(condemned?.source[0]?.antecedent).toBeUndefined();
  });
});

describe('places', () => {
  it('are where the clause says, with a point and a state', () => {
    expect(claims('leaders', '2022-05-09')[0]?.place).toMatchObject({ name: 'Geneva', country: 'CHE', lat: 46.21 });
    expect(claims('talks')[0]?.place).toMatchObject({ name: 'Addis Ababa', country: 'ETH' });
  });

  it('of contested status have a point, are marked, and are given to nobody', () => {
    for (const [id, name] of [
      ['village', 'Avdiivka'],
      ['kashmir', 'Kashmir'],
    ] as const) {
      const place = claims(id)[0]?.place;
      expect(place).toMatchObject({ name, contested: true });
      expect(place?.lat).toBeTypeOf('number');
      expect(place).not.toHaveProperty('country');
    }
  });

  it('between two states are in neither', () => {
    const { text } = documents.get('border')!;
    const place = claims('border')[0]!.place!;
    expect(text.slice(place.span.start, place.span.end)).toBe('the border between Vessia and Tarrow');
    expect(place).not.toHaveProperty('country');
  });

  it('and seats are told apart: "in Moscow" is a place, "Ostreham condemned" a government', () => {
    const [met, condemned] = claims('seat', '2022-05-09');
    expect(met?.place).toMatchObject({ name: 'Moscow', country: 'RUS' });
    expect(met?.target.map((p) => p.actor?.id)).toEqual(['XVS']);
    expect(condemned?.source[0]?.actor).toMatchObject({ id: 'XOS', sectors: ['GOV'] });
    expect(condemned?.place).toBeUndefined();
  });

  it('are not those on whom an act falls', () => {
    expect(claims('sanctions')[0]).not.toHaveProperty('place');
  });
});
