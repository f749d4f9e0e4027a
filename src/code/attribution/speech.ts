import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import { exactly, OBJECT, type Tree } from '../tree/index.js';
import { type CueIndex, cueTokens } from './cues.js';
import { isSpeech, type Quote } from './quotes.js';
import type { Report } from './report.js';
import { cueVerb, sourceOf } from './verbs.js';

/** How far from a quotation its cue may stand, in tokens. */
const REACH = 30;

/**
 * Links direct quotations to who speaks: the nearest verb of speech beside them, outside any quotation; else a name and
 * a colon before; else, where a quotation stands alone, the speaker of the one before it in the same or the next paragraph.
 */
export function linkSpeech(tree: Tree, quotes: readonly Quote[], index: CueIndex, quoteAt: Int32Array): Report[] {
  const reports = new Map<number, Report>();
  const all: Report[] = [];
  let last: { report: Report; quote: Quote } | undefined;
  quotes.forEach((quote, q) => {
    if (!isSpeech(tree.text, quote)) return;
    const [first, end] = tokensOf(tree, quote);
    if (first < 0) return;
    const v = nearestCue(tree, first, end, index, quoteAt);
    const content: Span = { start: quote.start, end: quote.end };
    if (v >= 0) {
      const known = reports.get(v);
      if (known) known.content.push(content);
      else {
        const { extra } = cueVerb(tree, v, index)!;
        const [a, b] = cueTokens(tree, v, extra);
        const source = speakerOf(tree, v, end);
        const report: Report = {
          kind: 'direct-quote',
          at: v,
          source: source >= 0 ? [source] : [],
          cue: [tree.span(a, b)],
          content: [content],
          via: [],
          how: `quotation beside "${tree.lower(v)}"`,
        };
        reports.set(v, report);
        all.push(report);
      }
      last = { report: reports.get(v)!, quote };
      return;
    }
    const colon = beforeColon(tree, first);
    if (colon >= 0) {
      const report: Report = {
        kind: 'direct-quote',
        at: colon,
        source: [colon],
        cue: [],
        content: [content],
        via: [],
        how: 'name and colon before the quotation',
      };
      all.push(report);
      last = { report, quote };
      return;
    }
    if (last && continues(tree.text, last.quote, quote)) {
      last.report.content.push(content);
      last = { report: last.report, quote };
      return;
    }
    void q;
  });
  return all;
}

/** Who says a quotation: the verb's subject, else the name or office that stands between the quotation and the verb. */
function speakerOf(tree: Tree, v: number, end: number): number {
  const source = sourceOf(tree, v);
  if (source >= 0 && (source > end || v < end)) return source;
  if (v <= end) return source;
  for (let i = end + 1; i < v; i++) {
    if (!tree.nominal(i)) continue;
    let a = i;
    while (tree.head(a) > end && tree.head(a) < v && tree.nominal(tree.head(a))) a = tree.head(a);
    return a;
  }
  return source;
}

/** First and last token within a quotation's marks, the marks taken in. */
function tokensOf(tree: Tree, { start, end }: Span): [number, number] {
  let low = 0;
  let high = tree.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (tree.s.start[mid]! < start) low = mid + 1;
    else high = mid;
  }
  if (low >= tree.length || tree.s.start[low]! >= end) return [-1, -1];
  let last = low;
  while (last + 1 < tree.length && tree.s.end[last + 1]! <= end) last++;
  return [low, last];
}

/** The verb of speech that a quotation belongs to: right after it, or right before it, outside quotations; -1: none. */
function nearestCue(tree: Tree, first: number, last: number, index: CueIndex, quoteAt: Int32Array): number {
  const closing = tree.word(last).length ? tree.text.slice(tree.s.start[last]! - 2, tree.s.end[last]! + 2) : '';
  const full = /[.!?…]['’]?["”»]/.test(closing);
  let after = -1;
  // "…," said X / "…?" X said: what follows the mark begins a clause of speech.
  const sentence = tree.sentence[last]!;
  for (let i = last + 1; i < Math.min(tree.length, last + REACH); i++) {
    if (quoteAt[i]! >= 0) break;
    if (tree.sentence[i]! > sentence && (tree.sentence[i]! > sentence + 1 || newParagraph(tree, last, i))) break;
    if (tree.sentence[i]! > sentence && full && i > last + 12) break;
    // A new sentence is speech's own only where it follows a question or an exclamation, or starts in lower case.
    if (isSpeechVerb(tree, i, index)) {
      after = i;
      break;
    }
    if (full && /^[.;]$/.test(tree.word(i))) break;
  }
  if (
    after >= 0 &&
    tree.sentence[after]! > tree.sentence[last]! &&
    /[.]['’]?["”»]/.test(closing) &&
    /^\p{Lu}/u.test(tree.word(last + 1)) &&
    after > last + 6
  )
    after = -1;
  if (
    after >= 0 &&
    full &&
    /[.]['’]?["”»]/.test(closing) &&
    /^\p{Lu}/u.test(tree.word(last + 1)) &&
    ownComplement(tree, after, last)
  )
    after = -1;
  let before = -1;
  const from = tree.sentence[first]!;
  for (let i = first - 1; i >= Math.max(0, first - REACH); i--) {
    if (quoteAt[i]! >= 0) {
      // "A," X said. "B": the verb stands between two quotations.
      break;
    }
    if (newParagraph(tree, i, first) && !/:\s*$/.test(tree.text.slice(0, tree.s.start[first]!).slice(-4))) break;
    if (isSpeechVerb(tree, i, index)) {
      before = i;
      break;
    }
  }
  if (before >= 0) {
    const between = tree.text.slice(tree.s.end[before]!, tree.s.start[first]!);
    const same = tree.sentence[before]! === from;
    // Before: a comma, a colon or "that" right at the mark; or the end of the sentence of an earlier quotation.
    if (!same && !/[:]\s*$/.test(between) && !precededByQuote(tree, before, quoteAt)) before = -1;
    else if (same && !/[:,–—-]\s*$/.test(between) && between.trim().length > 40) before = -1;
  }
  if (after >= 0 && before >= 0) {
    const colon = /[:,]\s*$/.test(tree.text.slice(tree.s.end[before]!, tree.s.start[first]!));
    return colon && tree.sentence[before]! === from && !/,['’]?["”»]|["”»],/.test(closing) ? before : after;
  }
  return after >= 0 ? after : before;
}

/** Whether a verb after a closed quotation has words of its own to report, and so is not about the quotation. */
function ownComplement(tree: Tree, v: number, last: number): boolean {
  for (const c of tree.children(v))
    if (c > v && (tree.is(c, COMPLEMENT) || (tree.is(c, OBJECT) && tree.lemma(v) !== 'tell')) && tree.left[c]! > last)
      return true;
  return false;
}
const COMPLEMENT = exactly('ccomp', 'xcomp');

function precededByQuote(tree: Tree, v: number, quoteAt: Int32Array): boolean {
  for (let i = v - 1; i >= Math.max(0, v - 25) && tree.sentence[i]! >= tree.sentence[v]! - 1; i--)
    if (quoteAt[i]! >= 0) return true;
  return false;
}

function isSpeechVerb(tree: Tree, i: number, index: CueIndex): boolean {
  if (tree.s.upos[i] !== TAG.VERB) return false;
  return cueVerb(tree, i, index)?.cue.takes.has('quote') ?? false;
}

function newParagraph(tree: Tree, a: number, b: number): boolean {
  return tree.text.slice(tree.s.end[a]!, tree.s.start[b]!).includes('\n\n');
}

/** The noun right before a colon that opens a quotation ("the ministry: …"), or -1. */
function beforeColon(tree: Tree, first: number): number {
  const k = first - 1;
  if (k < 1 || tree.word(k) !== ':') return -1;
  let i = k - 1;
  while (i > 0 && tree.s.upos[i] === TAG.PUNCT) i--;
  for (let a = i, steps = 0; a >= 0 && steps < 8; a = tree.head(a), steps++)
    if (tree.s.upos[a] === TAG.PROPN && tree.head(a) < 0) return a;
  return tree.s.upos[i] === TAG.PROPN && !newParagraph(tree, i, first) ? i : -1;
}

/** Whether a quotation goes on with the speaker of the one before: at most one short sentence or a paragraph's end between. */
function continues(text: string, before: Quote, now: Quote): boolean {
  const between = text.slice(before.end, now.start);
  if (between.length > 400) return false;
  const breaks = between.split('\n\n').length - 1;
  // In the next paragraph only where nothing but the end of the speech's own sentence stands between.
  if (breaks > 1) return false;
  if (breaks === 1) return before.open || /^[^.!?]*[.!?]?\s*\n\n\s*$/.test(between);
  return /^[^.!?]*[.!?]\s*$/.test(between) || /^\s*$/.test(between);
}
