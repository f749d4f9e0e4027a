/**
 * The types that every stage shares: what flows from a page to the ledger.
 *
 * Offsets are UTF-16 code units into a document's text, end exclusive. Times are ISO 8601.
 */

/** A range of a document's text: `text.slice(start, end)` are its words. UTF-16 offsets, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** The whole report, its first lines before a paywall, or a notice that stands instead of it. */
export type DocumentState = 'full' | 'teaser' | 'blocked';

/** "MOSCOW, October 4 (TASS)": where, when and by which agency a report says that it was filed. */
export interface Dateline {
  span: Span;
  place?: string;
  /** ISO 8601 day, where the dateline and the document's date together give one. */
  day?: string;
  agency?: string;
}

/** Who published a document: a name, and the host it came from where there is one. */
export interface Outlet {
  name: string;
  domain?: string;
}

/** What is known of a page as it was fetched or read, beside its bytes. */
export interface PageFacts {
  /** The address that answered, after redirects. */
  url?: string;
  /** ISO 8601, where it was fetched, now or by an archive. */
  fetched?: string;
  status?: number;
  /** The answer's fields by lower-case name, but for cookies. */
  headers?: Record<string, string>;
  mediaType?: string;
}

/** The page that a document was made from. */
export interface Page extends PageFacts {
  /** Without transfer and content encoding. */
  bytes: Uint8Array;
}

/** A link in the text, with the words that carry it. */
export interface Link {
  span: Span;
  href: string;
}

/**
 * One fetched text with its metadata. The page's title, where it has one, is the first paragraph of `text` and
 * `headline` is its span; paragraphs are parted by a blank line.
 */
export interface Document {
  id: string;
  path?: string;
  url?: string;
  outlet?: Outlet;
  title?: string;
  byline?: string;
  dateline?: Dateline;
  /** ISO 639-1 where there is one, else ISO 639-3; `und` where the text is too short to tell. */
  language: string;
  /** ISO 8601 at the precision and with the zone that the page states, never more. */
  published?: string;
  modified?: string;
  text: string;
  headline?: Span;
  paragraphs: Span[];
  state: DocumentState;
  links?: Link[];
  /** The feed that it was read from: its address, else its path. */
  feed?: string;
}

/**
 * Sentences of one text: tokens in typed arrays, one entry a token, over the whole text.
 *
 * Token `i` is `text.slice(start[i], end[i])`; sentence `k` holds tokens `sentences[k]` up to `sentences[k + 1]`.
 * Trees follow Universal Dependencies v2.
 */
export interface Sentences {
  readonly text: string;
  /** Number of tokens. */
  readonly length: number;
  /** First token of each sentence, and `length` as the last entry. */
  readonly sentences: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Index into `UPOS`. */
  readonly upos: Uint8Array;
  /** Token index (over the whole text) of the head; -1 for a sentence's root. */
  readonly head: Int32Array;
  /** Index into `DEPRELS`. */
  readonly deprel: Uint8Array;
  /** Index into `featBundles`. */
  readonly feats: Uint16Array;
  /** Bundles in CoNLL-U form, "Number=Sing|Person=3"; the empty one is "_". */
  readonly featBundles: readonly string[];
  readonly lemma: readonly string[];
  readonly mentions: Mentions;
  /** Who is said to say what, in text order, where the engine was asked for it: evidence, that the coder makes attributions of. */
  readonly speech?: readonly Speech[];
}

/** An attribution as the eye sees it. Runs of tokens: the first, and the one after the last. */
export interface Speech {
  /** The token on which the cue hangs. */
  readonly at: number;
  /** How sure it is, 0 to 1. */
  readonly score: number;
  readonly cue: readonly [number, number];
  readonly source?: readonly [number, number];
  readonly content: readonly (readonly [number, number])[];
  /** The mean probability of the words of content and source; and how many words like them there are elsewhere, as a sum of probabilities. */
  readonly certainty: {
    readonly content: number;
    readonly source: number;
    readonly contentElsewhere: number;
    readonly sourceElsewhere: number;
  };
}

/** Entity mentions as typed arrays: mention `m` covers tokens `first[m]` up to, not with, `last[m]`. */
export interface Mentions {
  readonly length: number;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Index into `MENTION_TYPES`. */
  readonly type: Uint8Array;
}

/** PLOVER's root types, and two of ours for stances that PLOVER lacks. */
export type PloverType =
  | 'AGREE'
  | 'CONSULT'
  | 'SUPPORT'
  | 'CONCEDE'
  | 'COOPERATE'
  | 'AID'
  | 'RETREAT'
  | 'REQUEST'
  | 'ACCUSE'
  | 'REJECT'
  | 'THREATEN'
  | 'PROTEST'
  | 'SANCTION'
  | 'MOBILIZE'
  | 'COERCE'
  | 'ASSAULT'
  | 'ABSTAIN'
  | 'NEUTRAL';

export type Factuality = 'actual' | 'denied' | 'planned' | 'possible' | 'conditional' | 'demanded';

/** What the report reports, or what it recalls ("It's worth reminding that …"). */
export type Novelty = 'new' | 'background';

export type Quad = 1 | 2 | 3 | 4;

/** What is done: PLOVER type, mode and contexts, and the finest CAMEO code that the words carry. */
export interface EventKind {
  /** A PLOVER type, or a type of the user's own codebook. */
  type: PloverType | (string & {});
  mode?: string;
  contexts: string[];
  cameo: string;
  quad: Quad;
  /** Goldstein score, -10 to 10. */
  goldstein: number;
  /** The codebook's predicate that the words expressed, by its id: what stances on questions are read from. */
  predicate?: string;
}

/** An entity: its country code is ISO 3166-1 alpha-3, or PLOVER's IGO, NGO, …, or one of ours (`X..`). */
export interface Actor {
  id: string;
  name: string;
  code: string;
  /** PLOVER sectors: GOV, MIL, LEG, JUD, MED, CVL, OPP, … */
  sectors: string[];
  group?: true;
  contested?: true;
  ids?: { wikidata?: string; cow?: string; gw?: string };
}

/** A source or target in the text, or a speaker: its words, and the actor they resolve to, if any. */
export interface Participant {
  /** The whole noun phrase without its relative clause, or the pronoun. */
  span: Span;
  /** Always the document's text at `span`. */
  text: string;
  /** What a pronoun or "the department" stands for. */
  antecedent?: Span;
  role?: string;
  actor?: Actor;
}

/** A participant who speaks; without a span only for the outlet, which is named by metadata. */
export type Speaker = Omit<Participant, 'span'> & { span?: Span };

export type AttributionKind = 'direct-quote' | 'indirect' | 'report' | 'outlet';

/** One link of a claim's chain: who is said to say it. */
export interface Attribution {
  kind: AttributionKind;
  speakers: Speaker[];
  cue?: Span;
  content?: Span;
}

export interface Place {
  span: Span;
  name: string;
  country?: string;
  lat?: number;
  lon?: number;
  contested?: true;
}

/** A resolved time: ISO 8601 at the stated precision; `end` is inclusive and equals `start` for one day. */
export interface Time {
  start: string;
  end: string;
  precision: 'minute' | 'day' | 'month' | 'year';
  basis: 'explicit' | 'relative' | 'document';
  span?: Span;
}

/** One event as one document puts it, with its exact words and the chain of those who say so. */
export interface Claim {
  /** Hash of the revision's text, the trigger, the type and the participants' spans: same input, same id. */
  id: string;
  /** The sentence (or sentences) it rests on, within one paragraph. */
  span: Span;
  /** The word or words that name the event, not the clause. */
  trigger: Span;
  headline: boolean;
  event: EventKind;
  /** Coordinated actors are several participants of one claim. */
  source: Participant[];
  target: Participant[];
  /** Each side acts on the other (met, agreed, clashed). */
  reciprocal?: true;
  factuality: Factuality;
  novelty: Novelty;
  time?: Time;
  place?: Place;
  /** Innermost speaker first, the outlet last; never empty. */
  attribution: Attribution[];
  quote?: Span;
  reason?: Span;
  /** 0 to 1. */
  confidence: number;
  /** The entry, path and cue behind each part, a line each; only where asked for. */
  explain?: string[];
}

/** An attribution as annotated: source with its description, cue, content, each possibly in several pieces. */
export interface AttributionSpans {
  source: Span[];
  cue: Span[];
  content: Span[];
}

/** Directed-dyad coding: the two sides whose relation is asked for. */
export interface Pair {
  source: Span[];
  target: Span[];
}

/** The answer to one `Pair`: the type of what the source does to the target. */
export interface Relation {
  pair: number;
  type: PloverType | (string & {});
  score: number;
  /** What decided: a claim of the pair, the nearest event words, or what its words are kin to. */
  by?: 'claim' | 'nearest' | 'kin';
}

/** What the coder makes of one document. */
export interface Coded {
  id: string;
  claims: Claim[];
  /** All attributions, events or not; `source` may be empty. */
  attributions: AttributionSpans[];
  /** Only where `pairs` were handed in. */
  relations: Relation[];
  times: Time[];
  errors: string[];
}

/** The versions of the coder and the codebook that made a row. */
export interface Versions {
  coder: string;
  codebook: string;
}

/** What a codebook knows of the actors and events that a person names, for stages that know no codebook. */
export interface Knowledge {
  /** The actor of an id, code, name or alias; undefined where there is none or several. */
  actor(name: string): Actor | undefined;
  /** The event of a code; of a type, and mode, the plainest code: the shortest, without a mode unless one is asked for. */
  event(wanted: {
    type?: string | undefined;
    code?: string | undefined;
    mode?: string | undefined;
  }): EventKind | undefined;
}
