import type { ActorEntry, Codebook } from '../../codebook/index.js';
import type { Tree } from '../tree/index.js';

/** How a name names its actor: outright, by the adjective, or by the seat of its government. */
export type NameUse = 'name' | 'adjective' | 'people' | 'seat';

/** A name of the codebook. */
interface Name {
  text: string;
  use: NameUse;
  actor: ActorEntry & { id: string };
  /** Others by the same name ("Congolese"), less often meant. */
  others?: readonly Name[];
}

/** A name found in a text: its first and last token. */
export interface NameHit extends Name {
  first: number;
  last: number;
}

/** All names of a codebook by their first word, the longest first. */
export type NameIndex = ReadonlyMap<string, readonly Name[]>;

/** Indexes the names, adjectives (with the plural that -s makes) and seats of all actors. */
export function indexNames(codebook: Codebook): NameIndex {
  const index = new Map<string, Name[]>();
  const add = (text: string, use: NameUse, actor: Name['actor']) => {
    const key = firstWord(text);
    const list = index.get(key);
    if (list) list.push({ text, use, actor });
    else index.set(key, [{ text, use, actor }]);
  };
  for (const actor of codebook.actors) {
    for (const text of [actor.name, ...actor.aliases]) add(text, 'name', actor);
    for (const text of actor.adjectives) {
      add(text, 'adjective', actor);
      if (/[^hsz]$/.test(text) && !/(ese|ch)$/.test(text)) add(`${text}s`, 'people', actor);
    }
    for (const text of actor.seats) add(text, 'seat', actor);
  }
  for (const [word, list] of index) index.set(word, shared(list));
  return index;
}

/** The names of one first word, the longest first; those that several actors share once, by whom it means first. */
function shared(list: readonly Name[]): Name[] {
  const byText = new Map<string, Name[]>();
  for (const name of list) byText.set(name.text, [...(byText.get(name.text) ?? []), name]);
  const unsure = ({ actor, text }: Name) => Number(actor.ambiguous.includes(text));
  return [...byText.values()]
    .map((all) => {
      const [first, ...others] = all.sort((a, b) => unsure(a) - unsure(b)) as [Name, ...Name[]];
      const different = others.filter(({ actor }) => actor.id !== first.actor.id);
      return different.length ? { ...first, others: different } : first;
    })
    .sort((a, b) => b.text.length - a.text.length);
}

function firstWord(text: string): string {
  return (/^[\p{L}\p{N}]+/u.exec(text)?.[0] ?? text.slice(0, 1)).toLowerCase();
}

/** Which name, if any, each token belongs to. Longest first from left to right; a name never overlaps another. */
export function findNames(tree: Tree, index: NameIndex): (NameHit | undefined)[] {
  const hits = new Array<NameHit | undefined>(tree.length);
  for (let i = 0; i < tree.length; i++) {
    const start = tree.s.start[i]!;
    for (const name of index.get(firstWord(tree.word(i))) ?? []) {
      const end = matchAt(tree.text, start, name.text, name.text.length > 3);
      if (end < 0) continue;
      let last = i;
      while (last + 1 < tree.length && tree.s.start[last + 1]! < end && tree.sentence[last + 1] === tree.sentence[i])
        last++;
      const hit = { ...name, first: i, last };
      for (let k = i; k <= last; k++) hits[k] = hit;
      i = last;
      break;
    }
  }
  return hits;
}

/**
 * The end of a name that starts here, or -1: a space stands for any white space, and a word may not go on after it. Nor is
 * "Vessian-backed" or "The Hague-based" Vessian or Dutch.
 */
function matchAt(text: string, start: number, name: string, shout: boolean): number {
  let at = start;
  for (let k = 0; k < name.length; k++) {
    const c = name[k]!;
    if (c === ' ') {
      if (!/\s/.test(text[at] ?? '')) return -1;
      while (/\s/.test(text[at] ?? '')) at++;
    } else if (c === '-' && text[at] === '-') {
      at++;
    } else {
      const t = text[at];
      if (t !== c && !(shout && t === c.toUpperCase()) && !(c === "'" && t === '’')) return -1;
      at++;
    }
  }
  return /^(?:[\p{L}\p{N}]|-\p{Ll})/u.test(text.slice(at, at + 3)) ? -1 : at;
}
