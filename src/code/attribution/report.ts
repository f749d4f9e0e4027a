import type { AttributionKind, AttributionSpans, Span } from '../../types.js';

/** One attribution found in a text: who says it, by which words, and what. */
export interface Report {
  kind: Exclude<AttributionKind, 'outlet'>;
  /** The token that carries the cue. */
  at: number;
  /** Heads of the phrases that name who says it; empty where nobody is named. */
  source: number[];
  /** The words that stand for the source in the clause, where they are a relative pronoun; else as `source`. */
  standing?: number;
  cue: Span[];
  content: Span[];
  /** Speakers on whose word the source reports ("with reference to"), further in than `source`. */
  via: number[];
  /** On whose word those in `via` report in their turn ("which in turn cited C"), further in. */
  beyond?: number[];
  /** The cue of the report that this one hangs on ("A reports, *citing B*"). */
  host?: number;
  /** A participle that only names whom another report cites: its link is in the `via` of that one. */
  relay?: true;
  /** The words as the engine saw them. */
  spans?: AttributionSpans;
  /** A form that only rules know ("as noted by", "reportedly"): it stands whatever the engine saw. */
  lasting?: true;
  /** Only a rule found it, and not the engine. */
  unseen?: true;
  how: string;
}
