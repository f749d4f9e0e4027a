import { isSpeech, type Quote } from '../../parse/index.js';
import type { Span } from '../../types.js';
import { surfaceSubject, type Tree } from '../tree/index.js';
import { reportOfAside } from './asides.js';
import { closed, joined, withinParagraphs } from './contents.js';
import type { CueIndex } from './cues.js';
import { coveringReport, reportOfAdverb, reportOfNoun, reportOfPreposition } from './phrases.js';
import type { Report } from './report.js';
import { linkSpeech } from './speech.js';
import { reportOfVerb } from './verbs.js';

/** Number of the quotation that each token stands in, or -1. */
export function quotationOf(tree: Tree, quotes: readonly Quote[]): Int32Array {
  const quoteAt = new Int32Array(tree.length).fill(-1);
  for (let i = 0, q = 0; i < tree.length && q < quotes.length; i++) {
    while (q < quotes.length && quotes[q]!.end <= tree.s.start[i]!) q++;
    const quote = quotes[q];
    if (quote && tree.s.start[i]! >= quote.start && tree.s.end[i]! <= quote.end) quoteAt[i] = q;
  }
  return quoteAt;
}

/** What rules over the tree find: quotations first, then sentence by sentence. `headline` is no part of what a report covers. */
export function ruledReports(
  tree: Tree,
  index: CueIndex,
  headline: Span | undefined,
  quotes: readonly Quote[],
  quoteAt: Int32Array,
): Report[] {
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
  return ruled;
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
