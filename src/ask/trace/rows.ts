import type { Changes } from '../../ledger/index.js';
import type { AttributionKind, Span } from '../../types.js';
import type { ClaimRow } from '../claims.js';
import type { CorrectionRow } from '../corrections.js';

/** All that the ledger knows of one claim. */
export interface Trace {
  claim: ClaimRow;
  /** Since when, in ledger time, it is not among the answers any more: its page was changed, or was coded anew. */
  ended?: string;
  /** Where the claim's sentence stands. */
  context: Context;
  /** Innermost speaker first, the outlet last. */
  chain: Link[];
  /** Where it can be read: the claim's own document first, then others that carry the same text. */
  readIn: Source[];
  /** Claims in other documents in the same sentence, or of the same event in other words. */
  sameWords: Other[];
  sameEvent: Other[];
  /** The document's revisions in the order of the ledger. */
  revisions: Revision[];
  /** What people said of the claim, in the order of the ledger. */
  corrections: CorrectionRow[];
}

/** A claim's paragraph, cut where it is very long. */
export interface Context {
  /** In the document's text. */
  span: Span;
  text: string;
  /** The sentence (or sentences) that the claim rests on. */
  sentence: string;
  /** Whether the paragraph goes on before or after. */
  cut: { before: boolean; after: boolean };
  /** What stands where, as spans in the document's text, by start. */
  marks: Mark[];
}

export interface Mark {
  span: Span;
  as: 'trigger' | 'source' | 'target' | 'speaker' | 'cue' | 'quote' | 'reason';
}

export interface Link {
  kind: AttributionKind;
  speakers: { name: string; words: string; role?: string }[];
  cue?: string;
  /** What they are said to say, where it is not the whole sentence. */
  content?: string;
}

export interface Source {
  document: string;
  url?: string;
  path?: string;
  outlet?: string;
  title?: string;
  published?: string;
  modified?: string;
  recorded: string;
}

export interface Other {
  claim: string;
  document: string;
  outlet?: string;
  url?: string;
  published?: string;
  words: string;
  by: string[];
}

export interface Revision {
  published?: string;
  modified?: string;
  recorded: string;
  /** From when, in ledger time, another one stood in its place. */
  ended?: string;
  /** Whether the claim rests on this one. */
  traced: boolean;
  /** Against the revision before it in the ledger. */
  changes?: Changes;
}
