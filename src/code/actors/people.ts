import { TAG } from '../../parse/inventory.js';
import { exactly, phrase, type Tree } from '../tree/index.js';
import type { NameHit } from './names.js';
import type { Nouns } from './nouns.js';
import { goesBy } from './offices.js';
import { personBeside, sectorOf } from './resolve.js';

const WITHIN_NAME = exactly('flat', 'compound', 'appos', 'goeswith');
const NAME_PARTS = exactly('flat', 'compound');
const WOMEN = new Set(['she', 'her', 'herself', 'hers']);
const MEN = new Set(['he', 'his', 'him', 'himself']);

/** What of a document people are read from. */
interface Named {
  tree: Tree;
  hits: readonly (NameHit | undefined)[];
  nouns: Nouns;
}

/** Whether a pronoun is a woman's, a man's, or neither's. */
export function womansPronoun(word: string): boolean | undefined {
  return WOMEN.has(word) ? true : MEN.has(word) ? false : undefined;
}

/**
 * Whether a phrase is of a person: a pronoun, somebody of the codebook, a full name, or the holder of an office.
 *
 * @param office the token of the office in it, or -1
 */
export function isPerson({ tree, hits, nouns }: Named, head: number, office: number): boolean {
  if (womansPronoun(tree.lower(head)) !== undefined) return true;
  if ((hits[head] ?? personBeside(tree, head, hits))?.actor.kind === 'person') return true;
  const held = office >= 0 && !nouns.bodies.has(tree.lemma(office));
  if (office === head) return held;
  const name = tree.s.upos[head] === TAG.PROPN && !hits[head];
  return name && (office >= 0 ? held : hasFullName(tree, head));
}

function hasFullName(tree: Tree, head: number): boolean {
  return tree.childrenBy(head, NAME_PARTS).some((c) => tree.s.upos[c] === TAG.PROPN);
}

/** The last names of the people in a phrase, in lower case: "Iranian Foreign Minister Mohammad Zarif" has one. */
export function surnamesIn({ tree, hits, nouns }: Named, head: number): string[] {
  const names: string[] = [];
  const [first, last] = phrase(tree, head);
  for (let i = first; i <= last; i++) {
    const hit = hits[i];
    if (hit?.last === i && hit.actor.kind === 'person' && (hit.actor.surname || hit.actor.held))
      names.push(goesBy(hit.actor));
    if (
      tree.s.upos[i] === TAG.PROPN &&
      !hits[i] &&
      !sectorOf(tree, i, nouns) &&
      isPartOfName(tree, i, head) &&
      (i === last || tree.s.upos[i + 1] !== TAG.PROPN) &&
      tree.word(i).length > 2
    )
      names.push(tree.lower(i));
  }
  return names;
}

/** Whether a token belongs to the name or office at a head, rather than to another one in the same phrase. */
function isPartOfName(tree: Tree, token: number, head: number): boolean {
  for (let i = token, steps = 8; i !== head; i = tree.head(i), steps--)
    if (i < 0 || steps === 0 || !tree.is(i, WITHIN_NAME)) return false;
  return true;
}

/** Whether a title in a phrase is a woman's; undefined where there is none. */
export function womansTitle(tree: Tree, head: number, nouns: Nouns): boolean | undefined {
  const [first, last] = phrase(tree, head);
  for (let i = first; i <= last; i++) {
    const woman = nouns.titles.get(tree.lower(i).replace('.', ''));
    if (woman !== undefined) return woman;
  }
  return undefined;
}
