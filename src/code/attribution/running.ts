import { isSpeech, type Quote } from '../../parse/index.js';
import type { Span } from '../../types.js';
import type { Tree } from '../tree/index.js';
import type { Report } from './report.js';

/**
 * Reports of quotations that fill a paragraph and that nobody is named beside: they are the words of who speaks in the sentence that ends
 * the paragraph before ("The plan is dead, the minister said." and then a paragraph in quotation marks).
 */
export function aloneQuoted(
  tree: Tree,
  reports: readonly Report[],
  quotes: readonly Quote[],
  quoteAt: Int32Array,
): Report[] {
  const alone = quotes.filter((quote) => isSpeech(tree.text, quote) && fillsParagraph(tree.text, quote));
  if (!alone.length) return [];
  const said = new Uint8Array(tree.length);
  const speaking = new Map<number, Report>();
  for (const report of reports) {
    if (!report.source.length || report.kind === 'report') continue;
    for (const { start, end } of report.content)
      for (let i = tree.tokenAt(start); i >= 0 && i < tree.length && tree.s.start[i]! < end; i++) said[i] = 1;
    const k = tree.sentence[report.at]!;
    const rival = speaking.get(k);
    if (quoteAt[report.at]! < 0 && (!rival || depth(tree, report.at) < depth(tree, rival.at))) speaking.set(k, report);
  }
  const found: Report[] = [];
  for (const { start, end } of alone) {
    const first = tree.tokenAt(start);
    if (first < 1 || said[first] || said[Math.min(first + 1, tree.length - 1)]) continue;
    const k = tree.sentence[first - 1]!;
    const before = speaking.get(k);
    if (!before || k === tree.sentence[first] || !/\n\s*$/.test(tree.text.slice(tree.s.end[first - 1]!, start)))
      continue;
    const report: Report = {
      kind: 'direct-quote',
      at: first,
      source: before.source,
      cue: [],
      content: [{ start, end }],
      via: [],
      unseen: true,
      how: `a quotation alone behind "${tree.lower(before.at)}"`,
    };
    found.push(report);
    // And the next such quotation goes on.
    speaking.set(tree.sentence[tree.tokenAt(end - 1)]!, report);
  }
  return found;
}

function depth(tree: Tree, token: number): number {
  let steps = 0;
  for (let a = tree.head(token); a >= 0 && steps < 50; a = tree.head(a)) steps++;
  return steps;
}

function fillsParagraph(text: string, { start, end }: Span): boolean {
  return (start === 0 || text[start - 1] === '\n') && /^\s*(?:\n|$)/.test(text.slice(end, end + 3));
}
