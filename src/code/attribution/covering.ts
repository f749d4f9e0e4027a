import type { Tree } from '../tree/index.js';
import type { Report } from './report.js';

/** Reports by the sentences that their contents touch, in the order given: a long text has many of either. */
export type Covering = readonly (readonly Report[])[];

/** Lays out which reports say something in each sentence. */
export function indexContents(tree: Tree, reports: readonly Report[]): Covering {
  const { sentences, start, end } = tree.s;
  const count = sentences.length - 1;
  const covering: Report[][] = Array.from({ length: count }, () => []);
  const endOf = (sentence: number) => end[sentences[sentence + 1]! - 1]!;
  for (const report of reports) {
    for (const content of report.content) {
      let [low, high] = [0, count];
      while (low < high) {
        const mid = (low + high) >> 1;
        if (endOf(mid) > content.start) high = mid;
        else low = mid + 1;
      }
      for (let k = low; k < count && start[sentences[k]!]! < content.end; k++)
        if (covering[k]!.at(-1) !== report) covering[k]!.push(report);
    }
  }
  return covering;
}
