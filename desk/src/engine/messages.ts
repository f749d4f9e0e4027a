import type { Coded, Document } from '../../../src/types.ts';

/** What is tried out: a text, and what it may not say itself. */
export interface Given {
  text: string;
  title?: string;
  published?: string;
  outlet?: string;
}

/** What the worker is asked. The first message equips it, each later one hands in a text. */
export type Question = { token: string | undefined } | Given;

/** A text as it was read: the document that it is, and what the coder makes of it. */
export interface Read {
  document: Document;
  coded: Coded;
  tokens: number;
  /** For parsing and coding. */
  milliseconds: number;
}

/** What the worker tells. */
export type Answer =
  | { kind: 'loading'; loaded: number; total: number }
  | { kind: 'ready'; coder: string; codebook: string }
  | { kind: 'read'; read: Read }
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; reason: string };
