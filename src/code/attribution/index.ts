import type { AttributionSpans, Span } from '../../types.js';
import { coordinated, phrase, type Tree } from '../tree/index.js';
import { joined, withinParagraphs } from './contents.js';
import type { CueIndex } from './cues.js';
import { coveringReport, reportOfAdverb, reportOfNoun, reportOfPreposition } from './phrases.js';
import { findQuotes, type Quote } from './quotes.js';
import type { Report } from './report.js';
import { linkSpeech } from './speech.js';
import { reportOfVerb } from './verbs.js';

export { type CueIndex, indexCues } from './cues.js';
export { findQuotes, type Quote } from './quotes.js';
export type { Report } from './report.js';

/** What a text says that somebody says, and the quotations in it. */
export interface Reports {
  reports: Report[];
  quotes: Quote[];
  /** Number of the quotation that each token stands in, or -1. */
  quoteAt: Int32Array;
}

/** Finds all attributions of a text, events or not, in text order. `headline` is no part of what a report covers. */
export function findReports(tree: Tree, index: CueIndex, headline: Span | undefined): Reports {
  const quotes = findQuotes(tree.text);
  const quoteAt = new Int32Array(tree.length).fill(-1);
  for (let i = 0, q = 0; i < tree.length && q < quotes.length; i++) {
    while (q < quotes.length && quotes[q]!.end <= tree.s.start[i]!) q++;
    const quote = quotes[q];
    if (quote && tree.s.start[i]! >= quote.start && tree.s.end[i]! <= quote.end) quoteAt[i] = q;
  }
  const speech = linkSpeech(tree, quotes, index, quoteAt);
  const taken = new Set(speech.map((r) => r.at));
  const reports = [...speech];
  let covered = headline ? headline.end : 0;
  for (let k = 0; k + 1 < tree.s.sentences.length; k++) {
    const from = tree.s.sentences[k]!;
    const to = tree.s.sentences[k + 1]!;
    const before = trimmedBefore(tree.text, covered, tree.s.start[from]!);
    const cover = to - from < 60 ? coveringReport(tree, k, before) : undefined;
    if (cover) {
      covered = tree.s.end[to - 1]!;
      taken.add(cover.at);
      reports.push(cover);
    }
    for (let i = from; i < to; i++) {
      if (taken.has(i)) continue;
      const report =
        reportOfVerb(tree, i, index) ??
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
        reports.push(report);
    }
  }
  for (const report of reports) report.content = withinParagraphs(tree.text, joined(tree.text, report.content));
  reports.sort((a, b) => tree.s.start[a.at]! - tree.s.start[b.at]! || a.at - b.at);
  return { reports, quotes, quoteAt };
}

/** What stands between two places without the white space around it. */
function trimmedBefore(text: string, from: number, to: number): Span | undefined {
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return to > from ? { start: from, end: to } : undefined;
}

/** A report as spans: its source takes in the description that goes with the name, and all who are named with it. */
export function attributionSpans(tree: Tree, report: Report): AttributionSpans {
  const source: Span[] = [];
  for (const head of report.source) {
    const heads = coordinated(tree, head);
    const first = phrase(tree, heads[0]!)[0];
    const last = Math.max(...heads.map((h) => phrase(tree, h)[1]));
    source.push(tree.span(Math.min(first, head), last));
  }
  return { source, cue: report.cue, content: report.content };
}
