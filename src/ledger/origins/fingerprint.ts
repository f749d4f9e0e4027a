import type { Document } from '../../types.js';

/**
 * What of a text's words is kept to find its copies by. Runs of words are hashed and some of the hashes kept, always the
 * same ones for the same words (Broder, "On the resemblance and containment of documents", 1997; that a choice by
 * remainder stays true of parts of a text is Manber's). The headline and what stands in quotation marks are left out:
 * copies change the one, and reports that are no copies share the other.
 */
export interface Fingerprint {
  /** The first hashes of the first paragraphs, quotations and all: what every copy has that puts nothing of its own before. */
  top: Uint32Array;
  /**
   * The kept hashes in the order of the text, each once: how much two texts have in common is counted on them. A short
   * text keeps all of its hashes, a longer one the even ones.
   */
  sketch: Uint32Array;
  /** A few of all hashes, under which the text is looked up: by remainder, and the least ones of the first paragraphs. */
  keys: Uint32Array;
}

/** Words in a run. Three survive light rewriting better than more, and are shared by chance seldom enough. */
const RUN = 3;

/** Texts of fewer runs keep all. */
const SHORT = 160;

/** One hash in so many is a key. */
const KEY = 32;

/** The beginning is what all copies have, however much is cut: so many paragraphs give so many keys each. */
const LEADS = 2;
const LEAD_KEYS = 3;

/** Longer sketches say no more; a book must not fill the ledger. */
const LONGEST = 4096;

/** The beginning of a text, in hashes: of its first paragraph, and of the next ones where that is hardly any. */
const TOP = 24;
const LEAST_TOP = 12;

/** A document's fingerprint; without words of its own all parts are empty. */
export function fingerprintOf({ text, headline, paragraphs }: Document): Fingerprint {
  const all = new Set<number>();
  const keys = new Set<number>();
  const top: number[] = [];
  let leads = 0;
  for (const { start, end } of paragraphs.length ? paragraphs : [{ start: 0, end: text.length }]) {
    if (start === headline?.start) continue;
    const paragraph = text.slice(start, end);
    if (top.length < LEAST_TOP) top.push(...runsOf([paragraph]));
    const hashes = runsOf(unquoted(paragraph));
    if (!hashes.length) continue;
    if (leads++ < LEADS) for (const hash of leastOf(hashes)) keys.add(hash);
    for (const hash of hashes) {
      if (all.size >= 2 * LONGEST) break;
      all.add(hash);
      if (hash % KEY === 0) keys.add(hash);
    }
  }
  const sketch = Uint32Array.from(all);
  return {
    top: Uint32Array.from(new Set(top)).subarray(0, TOP),
    sketch: sketch.length < SHORT ? sketch : sketch.filter(isEven),
    keys: Uint32Array.from(keys),
  };
}

/** Whether a hash is among those that a long text keeps. */
export function isEven(hash: number): boolean {
  return (hash & 1) === 0;
}

/** The hashes of the runs of words in each part of a paragraph. */
function runsOf(parts: readonly string[]): number[] {
  const hashes: number[] = [];
  for (const part of parts) {
    const own = wordHashes(part.normalize('NFKD').toLowerCase());
    for (let at = 0; at + RUN <= own.length; at++) hashes.push(joined(own, at));
  }
  return hashes;
}

/** Of each run of letters and digits: FNV-1a over UTF-16 code units, in one pass without the words themselves. */
function wordHashes(text: string): number[] {
  const hashes: number[] = [];
  let hash = 0;
  let length = 0;
  for (let i = 0; i < text.length; i += length || 1) {
    length = wordCharacter(text, i);
    if (length && !hash) hash = FNV;
    for (let k = i; k < i + length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
    if (length && i + length < text.length) continue;
    if (hash) hashes.push(hash >>> 0);
    hash = 0;
  }
  return hashes;
}

const FNV = 0x811c9dc5 | 0;
const OTHER = /^[\p{L}\p{N}]/u;

/** How many code units a letter or digit of a lower-cased text has at a place; 0 where there is none. */
function wordCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? 1 : 0;
  const [character] = OTHER.exec(text.slice(at, at + 2)) ?? [''];
  return character.length;
}

/** A paragraph without its quotations; one that is opened and not closed goes to its end. */
function unquoted(paragraph: string): string[] {
  return paragraph.split(/[“„«][^“”„«»]*(?:[”»]|$)|"[^"]*"/u);
}

function leastOf(hashes: readonly number[]): number[] {
  return [...new Set(hashes)].sort((a, b) => a - b).slice(0, LEAD_KEYS);
}

/** One hash of a run's words, mixed so that all its bits count (the finalizer of MurmurHash3). */
function joined(words: readonly number[], at: number): number {
  let hash = 0;
  for (let i = at; i < at + RUN; i++) hash = Math.imul(hash, 0x01000193) + (words[i] as number);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
