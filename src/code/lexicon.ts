import type { Codebook } from '../codebook/index.js';
import type { Sentences } from '../types.js';
import {
  indexNames,
  indexNamesakes,
  indexNouns,
  indexOfficials,
  type NameHit,
  type NameIndex,
  type Namesakes,
  type Nouns,
  type Officials,
} from './actors/index.js';
import { type CueIndex, indexCues } from './attribution/index.js';
import { indexPredicates, isActNoun, makeDeed, type PredicateIndex } from './events/index.js';
import { indexOperators, type OperatorIndex } from './factuality/index.js';
import { type VerbForms, verbForms } from './forms.js';
import { type Gazetteer, indexPlaces } from './places/index.js';
import type { Words } from './tree/index.js';

/** A codebook in the order in which the coder looks things up. */
export interface Lexicon {
  names: NameIndex;
  nouns: Nouns;
  officials: Officials;
  /** Those who bear an ambiguous name, and the words that tell that they are meant, in lower case. */
  namesakes: Namesakes;
  /** The states by their code. */
  states: ReadonlyMap<string, NameHit['actor']>;
  gazetteer: Gazetteer;
  predicates: PredicateIndex;
  cues: CueIndex;
  operators: OperatorIndex;
  forms: VerbForms;
}

const kept = new WeakMap<Codebook, Lexicon>();

/** The lexicon of a codebook, made once. */
export function lexiconOf(codebook: Codebook): Lexicon {
  const known = kept.get(codebook);
  if (known) return known;
  const made: Lexicon = {
    names: indexNames(codebook),
    nouns: indexNouns(codebook),
    officials: indexOfficials(codebook),
    namesakes: indexNamesakes(codebook),
    states: new Map(codebook.actors.filter(({ kind }) => kind === 'state').map((state) => [state.code, state])),
    gazetteer: indexPlaces(codebook),
    predicates: indexPredicates(codebook),
    cues: indexCues(codebook),
    operators: indexOperators(codebook),
    forms: verbForms(codebook),
  };
  kept.set(codebook, made);
  return made;
}

/** What the lexicon knows of the nouns of a text. */
export function wordsOf({ lemma }: Sentences, { nouns, predicates }: Lexicon): Words {
  const of = (token: number) => lemma[token]?.toLowerCase() ?? '';
  return {
    office: (token) => nouns.sectors.has(of(token)),
    act: (token) => isActNoun(predicates, of(token)),
    deed: (token, other) => makeDeed(predicates, of(token), of(other)),
  };
}
