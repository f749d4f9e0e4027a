import type { Codebook, Operator } from '../../codebook/index.js';
import type { Factuality } from '../../types.js';
import type { Tree } from '../tree/index.js';

/** Which part of the clause an operator speaks of. */
export type Over = Operator['over'][number];

interface Op {
  /** The words after the first. */
  rest: readonly string[];
  makes: Factuality;
  over: readonly Over[];
}

/** The words of a codebook that say how sure an event is. */
export interface OperatorIndex {
  first: ReadonlyMap<string, readonly Op[]>;
  /** Those of several words by the last: "as long as". */
  last: ReadonlyMap<string, readonly (Op & { words: readonly string[] })[]>;
  /** Verbs whose clause is what somebody says. */
  reports: ReadonlySet<string>;
}

/** Orders the codebook's factuality operators for look-up. */
export function indexOperators({ operators, cues }: Codebook): OperatorIndex {
  const first = new Map<string, Op[]>();
  const last = new Map<string, (Op & { words: string[] })[]>();
  for (const { words, makes, over } of operators)
    for (const phrase of words) {
      const all = phrase.split(' ');
      const op = { rest: all.slice(1), makes, over };
      first.set(all[0]!, [...(first.get(all[0]!) ?? []), op]);
      if (all.length > 1) last.set(all.at(-1)!, [...(last.get(all.at(-1)!) ?? []), { ...op, words: all }]);
    }
  const reports = cues.verbs.filter(({ takes }) => takes.includes('clause')).flatMap(({ words }) => words);
  return { first, last, reports: new Set(reports) };
}

/** What a word that hangs on an event says of it, by itself or as the last of several ("as long as"). */
export function operatorsAt(tree: Tree, token: number, index: OperatorIndex, over: Over): Factuality[] {
  const word = tree.lower(token);
  const alone = index.first.get(word) ?? index.first.get(tree.lemma(token)) ?? [];
  const several = index.last.get(word) ?? [];
  return [
    ...alone.filter((op) => follows(tree, token, op.rest)),
    ...several.filter(({ words }) => words.every((w, k) => tree.lower(token - words.length + 1 + k) === w)),
  ].flatMap((op) => (op.over.includes(over) ? [op.makes] : []));
}

/** What a verb, noun or adjective says of an event in its complement. */
export function operatorsOver(tree: Tree, head: number, index: OperatorIndex, over: readonly Over[]): Factuality[] {
  const [lemma, lower] = [tree.lemma(head), tree.lower(head)];
  return [...(index.first.get(lemma) ?? []), ...(lower === lemma ? [] : (index.first.get(lower) ?? []))]
    .filter((op) => follows(tree, head, op.rest) && op.over.some((o) => over.includes(o)))
    .map(({ makes }) => makes);
}

function follows(tree: Tree, token: number, rest: readonly string[]): boolean {
  return rest.every((w, k) => token + 1 + k < tree.length && tree.lower(token + 1 + k) === w);
}
