import { findQuotes, isSpeech, type Quote } from '../../parse/index.js';
import type { AttributionSpans, Span } from '../../types.js';
import { coordinated, exactly, OBJECT, phrase, surfaceSubject, type Tree } from '../tree/index.js';
import { closed, joined, withinParagraphs } from './contents.js';
import type { CueIndex } from './cues.js';
import { withEvidence } from './evidence.js';
import { coveringReport, reportOfAdverb, reportOfNoun, reportOfPreposition } from './phrases.js';
import type { Report } from './report.js';
import { linkSpeech } from './speech.js';
import { reportOfAside, reportOfVerb } from './verbs.js';

export { type CueIndex, indexCues } from './cues.js';
export type { Report } from './report.js';

/** What a text says that somebody says, and the quotations in it. */
export interface Reports {
  reports: Report[];
  quotes: Quote[];
  /** Number of the quotation that each token stands in, or -1. */
  quoteAt: Int32Array;
}

/** Finds all attributions of a text, events or not, in text order. `headline` is no part of what a report covers, and nobody speaks in the `dateline`. */
export function findReports(
  tree: Tree,
  index: CueIndex,
  headline: Span | undefined,
  dateline: Span | undefined,
  isOffice: (token: number) => boolean,
): Reports {
  const quotes = findQuotes(tree.text);
  const quoteAt = new Int32Array(tree.length).fill(-1);
  for (let i = 0, q = 0; i < tree.length && q < quotes.length; i++) {
    while (q < quotes.length && quotes[q]!.end <= tree.s.start[i]!) q++;
    const quote = quotes[q];
    if (quote && tree.s.start[i]! >= quote.start && tree.s.end[i]! <= quote.end) quoteAt[i] = q;
  }
  const speech = linkSpeech(tree, quotes, index, quoteAt);
  const taken = new Set(speech.map((r) => r.at));
  const ruled = [...speech];
  let covered = headline ? headline.end : 0;
  for (let k = 0; k + 1 < tree.s.sentences.length; k++) {
    const from = tree.s.sentences[k]!;
    const to = tree.s.sentences[k + 1]!;
    const before = trimmedBefore(tree.text, covered, tree.s.start[from]!);
    const cover = to - from < 60 ? coveringReport(tree, k, before) : undefined;
    if (cover) {
      covered = tree.s.end[to - 1]!;
      taken.add(cover.at);
      ruled.push(cover);
    }
    for (let i = from; i < to; i++) {
      if (taken.has(i)) continue;
      // Within quoted speech only what it says of others is a report; "I think" is the speaker's manner.
      const quote = quotes[quoteAt[i]!];
      if (quote && isSpeech(tree.text, quote) && mannerOfSpeech(tree, i)) continue;
      const report =
        reportOfVerb(tree, i, index) ??
        reportOfAside(tree, i, index) ??
        reportOfPreposition(tree, i, index) ??
        reportOfNoun(tree, i, index) ??
        reportOfAdverb(tree, i, index);
      if (
        report &&
        !(
          cover &&
          report.kind !== 'report' &&
          tree.sentence[report.at] === k &&
          /with reference|citing|quoting/.test(report.how)
        )
      )
        ruled.push(report);
    }
  }
  for (const report of ruled)
    report.content = withinParagraphs(tree.text, closed(tree.text, joined(tree.text, report.content)));
  // A dateline's place and colon look like a speaker's.
  const seen = tree.s.speech?.filter(({ at, source }) => !dateline || tree.s.start[source?.[0] ?? at]! >= dateline.end);
  const reports = seen ? withEvidence(tree, ruled, seen, quotes, quoteAt, isRelayed) : ruled;
  nestRelays(tree, reports, isOffice);
  reports.sort((a, b) => tree.s.start[a.at]! - tree.s.start[b.at]! || a.at - b.at);
  return { reports, quotes, quoteAt };
}

/** A report that covers what stands before it, or hands on another's: the engine was taught neither. */
function isRelayed(report: Report): boolean {
  return report.kind === 'report' || report.via.length > 0 || report.host !== undefined;
}

/** "A reports, citing B": B is further in than A, on whose report it hangs. */
function nestRelays(tree: Tree, reports: readonly Report[], isOffice: (token: number) => boolean): void {
  const byCue = new Map(reports.map((r) => [r.at, r]));
  const relay = (outer: Report | undefined, source: readonly number[]) => {
    if (outer) outer.via.push(...source.filter((s) => !outer.via.includes(s) && !outer.source.includes(s)));
  };
  for (const report of reports)
    if (report.host !== undefined && report.host !== report.at) relay(byCue.get(report.host), report.source);
  for (let i = 0; i < tree.length; i++) {
    if (tree.lower(i) !== 'citing' && tree.lower(i) !== 'quoting') continue;
    const cited = tree.child(i, OBJECT);
    if (cited < 0 || !(tree.tag(cited) === 'PROPN' || isOffice(cited) || SOURCES.has(tree.lemma(cited)))) continue;
    const outer = reportBefore(tree, byCue, i) ?? byCue.get(tree.head(i));
    relay(outer, [cited]);
    const own = byCue.get(i);
    if (own && outer) own.relay = true;
  }
}
const SOURCES = new Set(['source', 'witness', 'people', 'person']);

/** The report whose cue and source stand right before a token, with no other verb between. */
function reportBefore(tree: Tree, byCue: ReadonlyMap<number, Report>, i: number): Report | undefined {
  for (let at = i - 1; at >= 0 && i - at < 20 && tree.sentence[at] === tree.sentence[i]; at--) {
    const report = byCue.get(at);
    if (report) return report.source.every((s) => s < i) ? report : undefined;
    if (tree.tag(at) === 'VERB') return undefined;
  }
  return undefined;
}

/** Whether a verb in quoted speech has the speaker, the hearer or nobody as its subject. */
function mannerOfSpeech(tree: Tree, v: number): boolean {
  const subject = surfaceSubject(tree, v);
  return subject < 0 || ['i', 'we', 'you'].includes(tree.lower(subject));
}

/** What stands between two places without the white space around it. */
function trimmedBefore(text: string, from: number, to: number): Span | undefined {
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return to > from ? { start: from, end: to } : undefined;
}

/** A report as spans: its source takes in the description that goes with the name, and all who are named with it. */
export function attributionSpans(tree: Tree, report: Report): AttributionSpans {
  if (report.spans) return report.spans;
  const source: Span[] = [];
  if (report.standing !== undefined)
    return { source: [tree.span(report.standing, report.standing)], cue: report.cue, content: report.content };
  for (const head of report.source) {
    const heads = coordinated(tree, head);
    const first = Math.min(phrase(tree, heads[0]!)[0], head);
    // Up to the cue the description may go on: "Ann Lee, who led the talks, said".
    const stop = report.at > head ? report.at - 1 : tree.length;
    let last = Math.max(...heads.map((h) => phrase(tree, h)[1]));
    for (const h of heads) last = Math.max(last, Math.min(described(tree, h), stop));
    while (tree.span(first, last).end - tree.span(first, last).start > LONGEST_SOURCE && last > head) last--;
    source.push(tree.span(first, last));
  }
  return { source, cue: report.cue, content: report.content };
}

/** The longest source, in characters. */
const LONGEST_SOURCE = 200;

/** The last token of the clauses that say who a person is. */
function described(tree: Tree, head: number): number {
  let last = head;
  for (const c of tree.childrenBy(head, DESCRIPTION)) if (c > head) last = Math.max(last, tree.right[c]!);
  return last;
}
const DESCRIPTION = exactly('acl:relcl', 'acl', 'appos');
