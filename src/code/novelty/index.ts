import type { Codebook } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Claim, Span, Time } from '../../types.js';
import { exactly, preposition, type Tree } from '../tree/index.js';

/** An event whose novelty is asked for, with what has been read of it. */
export interface Told {
  tree: Tree;
  /** The token that carries the event: its verb, or its noun. */
  at: number;
  sentence: Span;
  factuality: Claim['factuality'];
  time?: Time | undefined;
  /** ISO 8601, at any precision. */
  published?: string | undefined;
}

/** Days before the report after which what it tells is recalled, not reported. */
const OLD = 31;
const RELATIVE = exactly('acl:relcl');
const TOLD = exactly('ccomp', 'parataxis');
const MARK = exactly('mark');
const AUX = exactly('aux', 'aux:pass');
/** A stretch of time right before "after" or "since": "a year after Vessia attacked". */
const STRETCH = /\b(?:years?|months?|weeks?|decades?|centur(?:y|ies))\s*$/i;
/** What makes "earlier" a part of the report's own day. */
const SAME_DAY =
  /^\s*(?:on|today|in the (?:day|morning|evening)|this (?:morning|evening|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)/i;

/**
 * Whether a report reports an event or recalls it: by the words that open the sentence, by a tense before the one that
 * is told in, by adverbs, by what it is said to be long before, or by its age. What is still to come is never recalled.
 */
export function noveltyOf(told: Told, { background, bygone }: Codebook): Claim['novelty'] {
  const { tree, sentence, factuality } = told;
  const opening = tree.text.slice(sentence.start, sentence.start + 80).toLowerCase();
  if (background.some((words) => opening.includes(words))) return 'background';
  if (factuality !== 'actual' && factuality !== 'denied') return 'new';
  const recalled = isBefore(told, bygone) || isLongAgo(told) || isOld(told);
  return recalled ? 'background' : 'new';
}

/** A tense or an adverb that sets the event before what is reported: "had recognized it", "previously called on". */
function isBefore({ tree, at, sentence, time }: Told, { past, perfect }: Codebook['bygone']): boolean {
  if (tree.s.upos[at] !== TAG.VERB && tree.s.upos[at] !== TAG.ADJ) return false;
  const had = tree.childrenBy(at, AUX).some((c) => c < at && tree.lower(c) === 'had');
  const adverb = (words: readonly string[]) => {
    for (const c of tree.children(at)) if (words.includes(tree.lower(c)) && !isSameDay(tree, c)) return true;
    return false;
  };
  if (!had) return isPast(tree, at) && (adverb(past) || opensWith(tree, sentence, past));
  // "had signed" may be what is only now known of; a relative clause, or a day of its own, says that it was told before.
  return adverb(perfect) || adverb(past) || tree.is(at, RELATIVE) || (time !== undefined && !isWithinTold(tree, at));
}

/** "Earlier, Vessia …": the word opens the sentence and is followed by a comma. */
function opensWith(tree: Tree, { start, end }: Span, words: readonly string[]): boolean {
  const [first = '', mark] = /^\W*(\w+)(,?)/.exec(tree.text.slice(start, end))?.slice(1) ?? [];
  return mark === ',' && words.includes(first.toLowerCase());
}

function isSameDay(tree: Tree, adverb: number): boolean {
  return SAME_DAY.test(tree.text.slice(tree.s.end[adverb]!, tree.s.end[adverb]! + 20));
}

function isPast(tree: Tree, v: number): boolean {
  if (tree.feature(v, 'Tense=Past')) return true;
  return tree.childrenBy(v, AUX).some((c) => tree.feature(c, 'Tense=Past'));
}

/** Whether a verb stands within what somebody is reported to say. */
function isWithinTold(tree: Tree, v: number): boolean {
  for (let a = v, steps = 20; a >= 0 && steps > 0; a = tree.head(a), steps--) if (tree.is(a, TOLD)) return true;
  return false;
}

/** "a year after Vessia attacked", "the first since the war": the event only dates another one. */
function isLongAgo({ tree, at }: Told): boolean {
  if (tree.s.upos[at] === TAG.NOUN) return preposition(tree, at) === 'since';
  for (const c of tree.childrenBy(at, MARK)) {
    const word = tree.lower(c);
    if (word !== 'after' && word !== 'since' && word !== 'when') continue;
    if (STRETCH.test(tree.text.slice(Math.max(0, tree.s.start[c]! - 20), tree.s.start[c]))) return true;
    if (word === 'since' && isPast(tree, at)) return true;
  }
  return false;
}

/** Whether the event's time is long before the report's; where that has none, a bare year or month is of the past. */
function isOld({ time, published }: Told): boolean {
  if (!time) return false;
  if (!published) return time.precision === 'year' || time.precision === 'month';
  return Date.parse(published.slice(0, 10)) - Date.parse(time.end) > OLD * 86_400_000;
}
