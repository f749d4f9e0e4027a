import type { Kysely } from 'kysely';
import type { DocumentState, Factuality, Novelty } from '../types.js';
import type { CorrectionTables } from './corrections/tables.js';
import type { ErasureTable } from './erasure/tombstone.js';
import type { EventTables } from './events/tables.js';
import type { OriginTables } from './origins/tables.js';
import type { PageTables } from './pages/tables.js';
import type { ReleaseTable } from './releases/projection.js';

/**
 * The ledger's tables. `entries` is the ledger; `head` is where its chain ends; all other tables are read models that
 * are written from entries in the transaction that appends them, and hold nothing that entries do not.
 *
 * Instants (`recorded`, `ended`) are ISO 8601 in UTC with milliseconds and compare as text; so do days.
 */
export interface Tables extends CorrectionTables, EventTables, OriginTables, PageTables {
  head: HeadTable;
  entries: EntryTable;
  documents: DocumentTable;
  revisions: RevisionTable;
  codings: CodingTable;
  claims: ClaimTable;
  participants: ParticipantTable;
  actors: ActorTable;
  names: NameTable;
  releases: ReleaseTable;
  erasures: ErasureTable;
  tokens: TokenTable;
  visits: VisitTable;
}

export type Database = Kysely<Tables>;

/**
 * What an entry holds: one revision of a document, one coding of a revision, one claim of a coding; what a person corrected,
 * or where such work stands in a later coding; a release; that a document was erased.
 */
export type EntryKind = 'revision' | 'coding' | 'claim' | 'correction' | 'placement' | 'release' | 'erasure';

/** The one row that every writer takes first: it puts them in line, in any database. */
export interface HeadTable {
  id: 1;
  /** Of the last entry; 0 in an empty ledger. */
  sequence: number;
  hash: string;
  recorded: string;
}

/** Never changed. `hash` covers the other fields and the hash of the entry before. */
export interface EntryTable {
  /** 1, 2, 3 … without a gap. */
  sequence: number;
  kind: EntryKind;
  recorded: string;
  /** Canonical JSON, packed: see `packing.ts`. */
  content: Uint8Array;
  content_hash: string;
  hash: string;
}

export interface DocumentTable {
  id: string;
  /** The current revision: an entry's sequence. */
  revision: number;
  /** When the document first came into the ledger. */
  recorded: string;
}

/** `recorded` up to, not with, `ended` is when it was the document's current revision, in ledger time. */
export interface RevisionTable {
  sequence: number;
  document: string;
  /** Of what makes a revision: see `revisionHash`. */
  hash: string;
  /** The instant by which revisions of one document are ordered: modified, else published, else the revision before's. */
  rank: string;
  url: string | null;
  path: string | null;
  outlet: string | null;
  title: string | null;
  language: string;
  published: string | null;
  modified: string | null;
  state: DocumentState;
  /** The feed that it was read from. */
  feed: string | null;
  recorded: string;
  ended: string | null;
}

/** A revision as one version of coder and codebook read it. */
export interface CodingTable {
  sequence: number;
  revision: number;
  coder: string;
  codebook: string;
  /** How many claims it made. */
  claims: number;
  recorded: string;
  ended: string | null;
}

/** `recorded` up to, not with, `ended` is when the claim was among the ledger's answers. */
export interface ClaimTable {
  sequence: number;
  /** Not unique: the same text in two documents gives the same claims. */
  id: string;
  document: string;
  revision: number;
  coding: number;
  type: string;
  /** The codebook's predicate, where the event names one. */
  predicate: string | null;
  cameo: string;
  factuality: Factuality;
  novelty: Novelty;
  headline: 0 | 1;
  /** CAMEO's quad class, 1 to 4. */
  quad: number;
  confidence: number;
  /** Whether each side acts on the other. */
  reciprocal: 0 | 1;
  /** Whether it has a time of its own: none (0), a day (1), or one of another precision (2). */
  dated: 0 | 1 | 2;
  /** First and last day of its valid time, else of its report time; null where neither is known. */
  starts: string | null;
  ends: string | null;
  /** Whether that is a long time: see `isLasting`. */
  lasting: 0 | 1;
  /** The sentence it rests on. */
  words: string;
  /** A number that equal sentences share: see `wordsKey`. */
  words_key: number;
  recorded: string;
  ended: string | null;
}

export type Role = 'source' | 'target' | 'speaker';

/** Who takes part in a claim, and who says so, in the order of the text; a chain's speakers innermost first. */
export interface ParticipantTable {
  claim: number;
  role: Role;
  place: number;
  /** The actor's id, null where the words resolve to none. */
  actor: string | null;
  /** The words, folded for comparison. */
  name: string;
  /** The claim's days, so that an actor's claims of one period are found without looking at all of them. */
  starts: string | null;
  ends: string | null;
  lasting: 0 | 1;
}

/** Actors that claims have named. */
export interface ActorTable {
  id: string;
  /** Folded for comparison. */
  name: string;
  code: string;
}

/** The words by which an actor was named, folded for comparison. */
export interface NameTable {
  name: string;
  actor: string;
}

/** Who may write over HTTP. No part of the record. */
export interface TokenTable {
  /** SHA-256 of the token, in hexadecimal. */
  hash: string;
  name: string;
  created: string;
  revoked: string | null;
}

/** The last visit to an address. No part of the record. */
export interface VisitTable {
  /** SHA-256 of the address: addresses may be longer than a key can be. */
  key: string;
  address: string;
  etag: string | null;
  last_modified: string | null;
  /** Of what it gave. */
  hash: string | null;
  checked: string;
  changed: string;
  /** That read what it gave. */
  coder: string;
  codebook: string;
}
