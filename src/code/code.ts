import type { Codebook } from '../codebook/index.js';
import type { Coded, Sentences } from '../types.js';
import { findNames, Mentions } from './actors/index.js';
import { attributionSpans, findReports } from './attribution/index.js';
import { makeClaims } from './claims/index.js';
import type { CodeInput } from './input.js';
import { lexiconOf } from './lexicon.js';
import { findTimes } from './times/index.js';
import { repair, Tree } from './tree/index.js';

export interface CodeOptions {
  /** Adds to each claim the entry, path and cue behind each part. */
  explain?: boolean;
}

/**
 * Codes one document: its attributed claims, all attributions, resolved times, and the relations asked for in `pairs`.
 * The same input gives the same output, ids included. Nothing here reads the clock or anything outside the arguments.
 *
 * @param input a Document, or any text with an id; its text must be the one that was parsed
 * @param sentences the parsed text
 * @param codebook what counts as an event, an actor, a cue
 */
export function code(input: CodeInput, sentences: Sentences, codebook: Codebook, options: CodeOptions = {}): Coded {
  const lexicon = lexiconOf(codebook);
  const tree = new Tree(repair(sentences, (i) => lexicon.nouns.sectors.has(sentences.lemma[i]?.toLowerCase() ?? '')));
  const hits = findNames(tree, lexicon.names);
  const reports = findReports(tree, lexicon.cues, input.headline);
  const mentions = new Mentions(tree, hits, lexicon.nouns, (token) => {
    const at = sentences.start[token]!;
    for (const r of reports.reports)
      if (r.kind === 'direct-quote' && r.content.some((s) => s.start <= at && at < s.end)) return r.source[0] ?? -1;
    return -1;
  });
  const times = findTimes(input.text, input.published);
  const claims = makeClaims({
    input,
    tree,
    codebook,
    lexicon,
    hits,
    mentions,
    reports,
    times,
    explain: options.explain ?? false,
  });
  return {
    id: input.id,
    claims,
    attributions: reports.reports.map((r) => attributionSpans(tree, r)),
    relations: [],
    times,
    errors: [],
  };
}
