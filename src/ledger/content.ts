import type { AttributionSpans, Claim, Document, PageFacts, Relation, Time, Versions } from '../types.js';

/** What a `revision` entry holds: a document as it was read, and what it was made from, where that is kept. */
export interface RevisionContent {
  document: Document;
  page?: PageContent;
}

/** A page without its bytes, which are kept by their hash. */
export interface PageContent extends PageFacts {
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  /** In bytes. */
  size: number;
}

/** What a `coding` entry holds: all that a coder made of a revision but the claims, which follow as entries of their own. */
export interface CodingContent {
  /** The content hash of the revision's entry. */
  revision: string;
  versions: Versions;
  /** The claims' ids, so that a coding shows whether it is whole. */
  claims: string[];
  attributions: AttributionSpans[];
  relations: Relation[];
  times: Time[];
  errors: string[];
}

/** What a `claim` entry holds. */
export interface ClaimContent {
  /** The content hash of the coding's entry. */
  coding: string;
  claim: Claim;
}
