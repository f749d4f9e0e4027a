import type { Predicate } from '../../codebook/index.js';

/** Words of a text that name an event, by one entry of the lexicon. */
export interface Trigger {
  predicate: Predicate;
  /** Code of the codebook: the entry's own, or what an infinitive makes of it. */
  code: string;
  /** The verb that carries subject and time; -1 where a noun stands alone. */
  verb: number;
  /** The noun that names the event, or completes its name; -1 where the verb does so alone. */
  noun: number;
  /** Where the noun names what a verb does ("the *seizure* of a ship"): the head of the phrase that it is done to, or with which it makes the event. */
  object?: number;
  /** Whether the verb only lends its subject to the noun. */
  lent?: true;
  /** Tokens that are the trigger's words. */
  tokens: number[];
  /** The event of the infinitive or clause that this one is about ("agreed to *send*"). */
  inner?: Trigger;
  /** How the entry was met, for `explain`. */
  how: string;
}

/** Words that deny what they stand with. */
export const NEGATION = new Set(['not', "n't", 'never', 'n’t', 'no', 'neither']);
