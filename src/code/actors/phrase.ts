import { exactly, POSSESSOR, type Tree } from '../tree/index.js';

export const DETERMINER = exactly('det');

/** Whether a phrase speaks of somebody known: "the ministry", "its ministry". */
export function isDefinite(tree: Tree, head: number): boolean {
  if (tree.child(head, POSSESSOR) >= 0) return true;
  for (const c of tree.children(head))
    if (DETERMINER.has(tree.s.deprel[c]!)) return ['the', 'this', 'that'].includes(tree.lower(c));
  return false;
}
