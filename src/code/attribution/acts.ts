import type { Codebook } from '../../codebook/index.js';
import type { Trigger } from '../events/index.js';
import { CLAUSE, type Tree } from '../tree/index.js';
import type { CueIndex } from './cues.js';
import type { Report } from './report.js';

/**
 * The tokens of acts by force or by vote, which say nothing whatever stands behind them ("detained", "abstained"), unless
 * their verb may be one of speech; and of those done to an envoy ("recalled its ambassador"), whom nobody says.
 */
export function actsAmong(
  tree: Tree,
  triggers: readonly Trigger[],
  cues: CueIndex,
  { codes }: Codebook,
  isOffice: (token: number) => boolean,
): ReadonlySet<number> {
  const acts = new Set<number>();
  for (const { code, verb, noun, tokens, predicate } of triggers) {
    const { quad, type } = codes[code]!;
    if (verb < 0 || predicate.otherwise !== undefined || !(quad === 4 || SILENT.has(type))) continue;
    if (cues.verbs.has(tree.lemma(verb)) && !(noun >= 0 && isOffice(noun))) continue;
    for (const token of tokens) acts.add(token);
  }
  return acts;
}
const SILENT = new Set(['ABSTAIN', 'NEUTRAL']);

/** Whether a report's cue can say what is given as its content: an act does so only with a clause or a quotation. */
export function isSaid(tree: Tree, { at, kind }: Report, acts: ReadonlySet<number>): boolean {
  return !acts.has(at) || kind === 'direct-quote' || tree.child(at, CLAUSE) >= 0;
}
