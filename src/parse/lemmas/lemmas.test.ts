import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TAG, UPOS } from '../inventory.js';
import { Lemmatizer } from './index.js';

const lemmatizer = new Lemmatizer({
  scripts: ['k0:', 'l0:', 'l1:', 'l3:y', 'l3:be', 'l2:', 'l3:e'],
  rules: {
    PROPN: { '': 0 },
    NOUN: { '': 1 },
    'NOUN Number=Plur': { '': 2, ies: 3, '^series': 1 },
    AUX: { '': 1, '^was': 4 },
    'VERB Tense=Past|VerbForm=Fin': { '': 5, '^am': 4 },
  },
});
const lemma = (form: string, tag: keyof typeof TAG, feats = '_') => lemmatizer.lemma(form, TAG[tag], feats);

describe('lemmas', () => {
  it('come of the whole form before its ending, and of the longest ending', () => {
    expect(lemma('Cities', 'NOUN', 'Number=Plur')).toBe('city');
    expect(lemma('Series', 'NOUN', 'Number=Plur')).toBe('series');
    expect(lemma('envoys', 'NOUN', 'Case=Nom|Number=Plur')).toBe('envoy');
  });

  it('come of the tag alone where its features are not known', () => {
    expect(lemma('Envoy', 'NOUN', 'Number=Dual')).toBe('envoy');
    expect(lemma('WAS', 'AUX', 'Mood=Ind|Tense=Past')).toBe('be');
  });

  it('keep the case of names, and are the form in lower case where nothing is known', () => {
    expect(lemma('Sennet', 'PROPN')).toBe('Sennet');
    expect(lemma('Hm', 'INTJ')).toBe('hm');
  });

  it('are found for any form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(UPOS.length), fc.string(), (form, upos, feats) => {
        expect(typeof lemmatizer.lemma(form, upos, feats)).toBe('string');
      }),
    );
  });
});
