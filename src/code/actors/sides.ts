import { TAG } from '../../parse/inventory.js';
import { CONJUNCT, exactly, relations, type Tree } from '../tree/index.js';
import type { Nouns } from './nouns.js';
import { DETERMINER, isDefinite } from './phrase.js';
import { distinctActors, type Mention, type Row } from './row.js';

const PARTY = relations('nsubj', 'obj', 'iobj', 'obl', 'nmod');
const MORE = exactly('nmod', 'nmod:poss', 'appos');
const COUNTING = exactly('nummod', 'det', 'det:predet', 'amod');
const NUMBERS: Readonly<Record<string, number>> = {
  two: 2,
  both: 2,
  '2': 2,
  three: 3,
  '3': 3,
  four: 4,
  five: 5,
  six: 6,
};
/** How many sentences before its own a phrase looks back over. */
const BACK = 3;

/** How many a phrase says that it stands for, without naming them ("both countries", "the two"); 0 where it does not. */
export function sidesNamed(tree: Tree, head: number, nouns: Nouns): number {
  if (tree.lower(head) === 'both') return 2;
  if (!nouns.sides.has(tree.lemma(head)) && !(NUMBERS[tree.lower(head)] && isDefinite(tree, head))) return 0;
  if (tree.s.upos[head] === TAG.NUM) return NUMBERS[tree.lower(head)] ?? 0;
  let number = 0;
  let definite = false;
  for (const c of tree.children(head)) {
    const word = tree.lower(c);
    if (c < head && tree.is(c, COUNTING) && NUMBERS[word]) number = NUMBERS[word];
    definite ||= word === 'both' || (tree.is(c, DETERMINER) && (word === 'the' || word === 'these' || word === 'all'));
    // "the two countries of the region", "two leaders from Vessia" are others.
    if (c > head && tree.is(c, MORE)) return 0;
  }
  return definite ? number : 0;
}

/**
 * The sides that "the two sides", "both countries" or "the three leaders" stand for: so many actors, and no others,
 * named together or as who acts and with whom, in the nearest sentence before that has them.
 */
export function sidesOf(row: Row, mention: Mention, nouns: Nouns): Mention[] | undefined {
  const { tree } = row;
  const wanted = sidesNamed(tree, mention.head, nouns);
  if (!wanted) return undefined;
  for (const all of row.sentencesBefore(mention, BACK)) {
    const earlier = all.find((m) => m.several?.length === wanted);
    if (earlier) return [...earlier.several!];
    const distinct = distinctActors(all.filter((m) => isNamed(tree, m) && isParty(tree, m)).reverse());
    if (distinct.length === wanted) return distinct;
    const side = distinct.map((m) => row.together(m)).find((several) => several.length === wanted);
    if (side) return side;
  }
  return undefined;
}

function isNamed(tree: Tree, { actor, antecedent, head }: Mention): boolean {
  return actor !== undefined && !actor.group && !antecedent && tree.s.upos[head] !== TAG.PRON;
}

/** Whether a mention takes part in its clause, rather than saying more of another noun. */
function isParty(tree: Tree, { head }: Mention): boolean {
  return tree.is(tree.is(head, CONJUNCT) ? tree.head(head) : head, PARTY);
}
