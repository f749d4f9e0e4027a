import { TAG } from '../../parse/inventory.js';
import type { Tree } from '../tree/index.js';
import type { Reports } from './index.js';
import type { Report } from './report.js';

/**
 * Who says "I" or "we" at a token: the head of the phrase that names the speaker of the quotation around it, or else of the narrowest
 * content; -1: nobody is named.
 */
export function speakerOf(tree: Tree, { covering }: Reports, token: number): number {
  const at = tree.s.start[token]!;
  let best: Report | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const report of covering[tree.sentence[token]!]!) {
    const [source] = report.source;
    // "We believe that we can": who believes is told by who says so.
    if (source === undefined || (tree.s.upos[source] === TAG.PRON && !THIRD.has(tree.lower(source)))) continue;
    const content = report.content.find((s) => s.start <= at && at < s.end);
    if (!content) continue;
    // Marks of quotation tell whose word a pronoun is better than any grammar.
    const size = content.end - content.start + (report.kind === 'direct-quote' ? 0 : INDIRECT);
    if (size < least) [best, least] = [report, size];
  }
  return best?.source[0] ?? -1;
}

/** More than any content's length. */
const INDIRECT = 1e9;
const THIRD = new Set(['he', 'she', 'they', 'it']);
