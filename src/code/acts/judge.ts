import { BLOCKS, type Features, type Vectors } from './features.js';

/** Judges whether the words of a clause report an act of the type that the lexicon reads in them. */
export interface Judge {
  readonly vectors: Vectors;
  /** The probability that they do; `at` is where the word that carries the act stands in the text. */
  weigh(features: Features, type: string, at: number): number;
}

/** What `train/acts.py` makes: a logistic regression over what `Describer` says of a clause. */
export interface ActWeights {
  bias: number;
  /** By the fact's name; one that is not here says nothing. */
  facts: Record<string, number>;
  /** Weights of the vectors whatever the type, and further ones by type. */
  vectors: number[];
  types: Record<string, number[]>;
}

/**
 * Below this probability words give no claim ("crushed her rival in the primary"). Chosen on clauses left out of training, as docs/accuracy.md
 * shows: a higher one costs more acts than it takes figures of speech.
 */
export const LEAST = 0.4;
/**
 * The same where nobody who takes part is an actor of the codebook: of such words below it, read in 111 random claims, about a quarter reported an act.
 */
export const LEAST_OF_STRANGERS = 0.6;

/** A judge from its weights and the model's word vectors. @throws RangeError where the two are not of one size */
export function openJudge({ bias, facts, vectors: shared, types }: ActWeights, vectors: Vectors): Judge {
  const size = BLOCKS * vectors.width;
  const byType = new Map(Object.entries(types).map(([type, weights]) => [type, Float64Array.from(weights)]));
  const all = Float64Array.from(shared);
  for (const weights of [all, ...byType.values()])
    if (weights.length !== size)
      throw new RangeError(`weights of acts: expected ${size} a type, got ${weights.length}`);
  const byFact = new Map(Object.entries(facts));
  return {
    vectors,
    weigh(features, type) {
      let sum = bias;
      for (const fact of features.facts) sum += byFact.get(fact) ?? 0;
      const own = byType.get(type);
      for (let j = 0; j < size; j++) sum += features.vectors[j]! * (all[j]! + (own?.[j] ?? 0));
      return Math.round(100 / (1 + Math.exp(-sum))) / 100;
    },
  };
}
