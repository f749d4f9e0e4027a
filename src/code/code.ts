import type { Codebook } from '../codebook/index.js';
import type { Coded, Sentences } from '../types.js';
import { findNames, Mentions, type NameHit, officialOn, onDay, withoutNamesakes } from './actors/index.js';
import type { Judge } from './acts/index.js';
import { actsAmong, attributionSpans, findReports, speakerOf } from './attribution/index.js';
import { makeClaims } from './claims/index.js';
import { findTriggers, takesObject } from './events/index.js';
import { withLemmas } from './forms.js';
import type { CodeInput } from './input.js';
import { lexiconOf, wordsOf } from './lexicon.js';
import { checkPairs } from './pairs.js';
import { countryAt } from './places/index.js';
import { answerPairs, type Kin } from './relations/index.js';
import { findTimes } from './times/index.js';
import { type NamedStretch, readHeadline, readNames, repair, Tree } from './tree/index.js';

export interface CodeOptions {
  /** Adds to each claim the entry, path and cue behind each part. */
  explain?: boolean;
  /** Answers pairs also by what their words are kin to. */
  kin?: Kin;
  /** Weighs whether words are meant to the letter: claims get its probability, and what it holds for no act gives none. */
  judge?: Judge;
}

/** Languages whose grammar the coder knows; `und` is a text too short to tell. */
const READABLE = new Set(['en', 'und']);

/**
 * Codes one document: its attributed claims, all attributions, resolved times, and the relations asked for in `pairs`.
 * The same input gives the same output, ids included. Nothing here reads the clock or anything outside the arguments.
 * A text in a language that the coder cannot read, or a notice that stands instead of a report, gives no claims, and
 * says so in `errors`.
 *
 * @param input a Document, or any text with an id; its text must be the one that was parsed
 * @param sentences the parsed text
 * @param codebook what counts as an event, an actor, a cue
 */
export function code(input: CodeInput, sentences: Sentences, codebook: Codebook, options: CodeOptions = {}): Coded {
  const { pairs, errors } = checkPairs(input.pairs, input.text);
  if (input.language !== undefined && !READABLE.has(input.language.slice(0, 3).replace(/-.*/, ''))) {
    const reason = `language "${input.language}": only English is coded`;
    return { id: input.id, claims: [], attributions: [], relations: [], times: [], errors: [...errors, reason] };
  }
  if (input.state === 'blocked') {
    const reason = 'a notice stands instead of the report: nothing in it is coded';
    return { id: input.id, claims: [], attributions: [], relations: [], times: [], errors: [...errors, reason] };
  }
  const lexicon = lexiconOf(codebook);
  const words = wordsOf(sentences, lexicon);
  const isOffice = words.office;
  const isTitle = (i: number) => lexicon.nouns.titles.has((sentences.lemma[i]?.toLowerCase() ?? '').replace('.', ''));
  const mended = withLemmas(repair(sentences, words), lexicon.forms);
  const isTransitive = (i: number) => takesObject(lexicon.predicates, mended.lemma[i]?.toLowerCase() ?? '');
  const named = new Tree(input.headline ? readHeadline(mended, input.headline, isTransitive) : mended);
  const found = findNames(named, lexicon.names);
  const whole = readNames(named.s, namesIn(found));
  const tree = whole === named.s ? named : new Tree(whole);
  const day = input.published?.slice(0, 10);
  const hits = onDay(withoutNamesakes(tree, found, lexicon.namesakes, isTitle, isOffice), codebook, day);
  const triggers = findTriggers(tree, lexicon.predicates, codebook, lexicon.nouns);
  const acts = actsAmong(tree, triggers, lexicon.cues, codebook, isOffice);
  const reports = findReports(tree, lexicon.cues, input.headline, input.dateline?.span, isOffice, acts);
  const speakerAt = (token: number) => speakerOf(tree, reports, token);
  const official = (surname: string, title: string) => officialOn(lexicon.officials, surname, title, codebook, day);
  const stateOfTown = (first: number): NameHit | undefined => {
    const town = countryAt(tree, first, lexicon.gazetteer);
    const actor = town && lexicon.states.get(town.country);
    return actor && { actor, text: tree.word(first), use: 'seat', first, last: town.last };
  };
  const mentions = new Mentions(tree, hits, lexicon.nouns, speakerAt, official, stateOfTown);
  const times = findTimes(input.text, input.published);
  const explain = options.explain ?? false;
  const claims = makeClaims({
    input,
    tree,
    codebook,
    lexicon,
    hits,
    mentions,
    reports,
    triggers,
    times,
    explain,
    judge: options.judge,
  });
  return {
    id: input.id,
    claims,
    attributions: reports.reports.filter((r) => !r.unseen).map((r) => attributionSpans(tree, r)),
    relations: answerPairs({ tree, hits, nouns: lexicon.nouns }, codebook, triggers, claims, pairs, options.kin),
    times,
    errors,
  };
}

/** The names of a text, each once, as `readNames` wants them. */
function namesIn(hits: readonly (NameHit | undefined)[]): NamedStretch[] {
  return hits.flatMap((hit, i) => {
    if (hit?.first !== i) return [];
    const { first, last, use, actor } = hit;
    const sort = use === 'adjective' ? use : use === 'name' && actor.kind === 'state' ? 'state' : undefined;
    return [{ first, last, sort, id: actor.id }];
  });
}
