import { isContinued, isSpeech, type Quote } from '../../parse/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import { exactly, OBJECT, type Tree } from '../tree/index.js';
import { type CueIndex, cueTokens, cueVerb, sourceOf } from './cues.js';
import type { Report } from './report.js';

/** How far from a quotation its cue may stand, in tokens. */
const REACH = 30;

/**
 * Links direct quotations to who speaks: the nearest verb of speech beside them, outside any quotation; else a name and
 * a colon before; else, where a quotation stands alone, the speaker of the one before it in the same or the next paragraph.
 * A speech that runs on over paragraphs, each opened with a mark again, has one speaker, wherever he is named.
 */
export function linkSpeech(tree: Tree, quotes: readonly Quote[], index: CueIndex, quoteAt: Int32Array): Report[] {
  const all: Report[] = [];
  const byCue = new Map<number, Report>();
  let last: { report: Report; quote: Quote } | undefined;
  for (const run of runsOf(tree.text, quotes)) {
    const found = run.map((quote) => reportOfQuote(tree, quote, index, quoteAt, byCue));
    for (const report of found) if (report && !all.includes(report)) all.push(report);
    // What names nobody goes with who was named before it, or else first behind it.
    let report =
      found.find((one) => one !== undefined) ??
      (last && continues(tree.text, last.quote, run[0]!) ? last.report : undefined);
    if (!report) continue;
    for (const [k, { start, end }] of run.entries()) {
      report = found[k] ?? report;
      report.content.push({ start, end });
    }
    last = { report, quote: run.at(-1)! };
  }
  return all;
}

/** The quotations that are speech of their own, those together that are one speech over several paragraphs. */
function runsOf(text: string, quotes: readonly Quote[]): Quote[][] {
  const runs: Quote[][] = [];
  for (const [k, quote] of quotes.entries()) {
    const before = quotes[k - 1];
    if (before && isContinued(text, before, quote)) runs.at(-1)!.push(quote);
    else if (isSpeech(text, quote)) runs.push([quote]);
  }
  return runs;
}

/** The report that stands beside a quotation, without content of its own where it is new; undefined: nobody is named there. */
function reportOfQuote(
  tree: Tree,
  quote: Quote,
  index: CueIndex,
  quoteAt: Int32Array,
  byCue: Map<number, Report>,
): Report | undefined {
  const [first, end] = tokensOf(tree, quote);
  if (first < 0) return undefined;
  const v = nearestCue(tree, quote, first, end, index, quoteAt);
  if (v < 0) {
    const colon = beforeColon(tree, first);
    return colon < 0
      ? undefined
      : {
          kind: 'direct-quote',
          at: colon,
          source: [colon],
          cue: [],
          content: [],
          via: [],
          how: 'name and colon before the quotation',
        };
  }
  const known = byCue.get(v);
  if (known) return known;
  const [a, b] = cueTokens(tree, v, cueVerb(tree, v, index)!.extra);
  const source = speakerOf(tree, v, first, end, quoteAt);
  const report: Report = {
    kind: 'direct-quote',
    at: v,
    source: source >= 0 ? [source] : [],
    cue: [tree.span(a, b)],
    content: [],
    via: [],
    how: `quotation beside "${tree.lower(v)}"`,
  };
  byCue.set(v, report);
  return report;
}

/** Who says a quotation: the verb's subject, else the name or office that stands between the quotation and the verb. */
function speakerOf(tree: Tree, v: number, first: number, end: number, quoteAt: Int32Array): number {
  const source = sourceOf(tree, v);
  if (source >= 0 && quoteAt[source]! < 0) return source;
  // "said Ann Lee, the envoy", right after the verb; else what stands between the quotation and the verb, or before it.
  const after = nominalFrom(tree, v + 1, Math.min(tree.length, v + 4), v, quoteAt);
  if (after >= 0 && tree.sentence[after] === tree.sentence[v]) return after;
  if (v > end) return nominalFrom(tree, end + 1, v, end, quoteAt);
  for (let i = v - 1; i >= Math.max(0, v - 12) && tree.sentence[i] === tree.sentence[v]; i--)
    if (tree.nominal(i) && quoteAt[i]! < 0) return i < first ? top(tree, i, -1, v) : -1;
  return -1;
}

/** The head of the first noun phrase from one token up to another, outside quotations; -1: none. */
function nominalFrom(tree: Tree, from: number, to: number, after: number, quoteAt: Int32Array): number {
  for (let i = from; i < to; i++) {
    if (quoteAt[i]! >= 0 || tree.s.upos[i] === TAG.ADP) return -1;
    if (tree.nominal(i)) return tree.is(i, OBJECTS) ? -1 : top(tree, i, after, tree.length);
  }
  return -1;
}

function top(tree: Tree, i: number, after: number, before: number): number {
  let a = i;
  while (tree.head(a) > after && tree.head(a) < before && tree.nominal(tree.head(a))) a = tree.head(a);
  return a;
}

const OBJECTS = exactly('obj', 'iobj', 'obl');
const MARK = exactly('mark');

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
function nearestCue(
  tree: Tree,
  quote: Quote,
  first: number,
  last: number,
  index: CueIndex,
  quoteAt: Int32Array,
): number {
  const inner = tree.text.slice(quote.start, quote.end).replace(/["”»'’]+$/, '');
  const after = quote.open ? -1 : cueAfter(tree, inner.at(-1) ?? '', last, index, quoteAt);
  const before = cueBefore(tree, first, index, quoteAt);
  if (after < 0 || before < 0) return Math.max(after, before);
  // Between two verbs: the one before, where a colon or comma leads into the quotation and no comma leads out of it.
  const leads = /[:,]\s*$/.test(tree.text.slice(tree.s.end[before]!, tree.s.start[first]!));
  return leads && tree.sentence[before] === tree.sentence[first] && !inner.endsWith(',') ? before : after;
}

/** The verb after a quotation. Where a full stop closes the speech within its marks, what follows is about something else. */
function cueAfter(tree: Tree, end: string, last: number, index: CueIndex, quoteAt: Int32Array): number {
  const next = last + 1 < tree.length ? tree.word(last + 1) : '';
  if (end === '.' && !/^[\p{Ll},]/u.test(next)) return -1;
  const reach = /[?!…]/.test(end) ? 12 : REACH;
  for (let i = last + 1; i < Math.min(tree.length, last + reach); i++) {
    if (quoteAt[i]! >= 0 || /^[.;]$/.test(tree.word(i)) || newParagraph(tree, last, i)) return -1;
    if (isSpeechVerb(tree, i, index)) return i;
  }
  return -1;
}

/** The verb before a quotation, in its sentence; or in the one before, where a colon or an earlier quotation leads on. */
function cueBefore(tree: Tree, first: number, index: CueIndex, quoteAt: Int32Array): number {
  for (let i = first - 1; i >= Math.max(0, first - REACH) && quoteAt[i]! < 0; i--) {
    if (!isSpeechVerb(tree, i, index)) continue;
    const between = tree.text.slice(tree.s.end[i]!, tree.s.start[first]!);
    if (between.includes('\n\n') && !/:\s*$/.test(between)) return -1;
    const near = /[:,–—-]\s*$/.test(between) || between.trim().length <= 40;
    const same = tree.sentence[i] === tree.sentence[first];
    return (same ? near : /:\s*$/.test(between) || (!complete(tree, i) && precededByQuote(tree, i, quoteAt))) ? i : -1;
  }
  return -1;
}

function precededByQuote(tree: Tree, v: number, quoteAt: Int32Array): boolean {
  for (let i = v - 1; i >= Math.max(0, v - 25) && tree.sentence[i]! >= tree.sentence[v]! - 1; i--)
    if (quoteAt[i]! >= 0) return true;
  return false;
}

/** Whether a verb has an object, and leads to no quotation in another sentence ("would recognize the result"). */
function complete(tree: Tree, v: number): boolean {
  return tree.lemma(v) !== 'tell' && tree.child(v, OBJECT) >= 0;
}

function isSpeechVerb(tree: Tree, i: number, index: CueIndex): boolean {
  if (tree.s.upos[i] !== TAG.VERB || tree.childrenBy(i, MARK).some((c) => tree.lower(c) === 'whether')) return false;
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
