import type { AttributionSpans, Span } from '../../types.js';
import { coordinated, exactly, phrase, type Tree } from '../tree/index.js';
import type { Report } from './report.js';

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
