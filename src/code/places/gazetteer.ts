import type { Codebook, PlaceEntry } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Tree } from '../tree/index.js';
import { MONTHS, WEEKDAYS } from '../words.js';

/** The places of a codebook, in the order in which a text is looked up in them. */
export interface Gazetteer {
  /** By the first word of the name, the longest name first; of one name, in the codebook's order. */
  names: ReadonlyMap<string, readonly { words: readonly string[]; place: PlaceEntry }[]>;
  /** Those that stand for a whole state, by its code. */
  states: ReadonlyMap<string, PlaceEntry>;
  /** Those with one name or other, by it. */
  byName: ReadonlyMap<string, PlaceEntry>;
  /** Nouns that stand for the place which is named beside them. */
  nouns: ReadonlySet<string>;
}

/** Indexes the places of a codebook. */
export function indexPlaces({ places, placing }: Codebook): Gazetteer {
  const never = new Set([...MONTHS, ...WEEKDAYS, ...placing.never]);
  const names = new Map<string, { words: string[]; place: PlaceEntry }[]>();
  const states = new Map<string, PlaceEntry>();
  const byName = new Map<string, PlaceEntry>();
  for (const place of places) {
    if (place.state && place.country && !states.has(place.country)) states.set(place.country, place);
    for (const name of [place.name, ...(place.aliases ?? [])]) {
      if (!byName.has(name)) byName.set(name, place);
      if (place.state || never.has(name.toLowerCase())) continue;
      const words = wordsOf(name);
      const list = names.get(words[0]!);
      if (list) list.push({ words, place });
      else names.set(words[0]!, [{ words, place }]);
    }
  }
  for (const list of names.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { names, states, byName, nouns: new Set(placing.nouns) };
}

function wordsOf(name: string): string[] {
  return name.match(/[\p{L}\p{M}\p{N}'’.]+|[^\s]/gu) ?? [name];
}

/** The places that a name beginning with this token may mean, all of one name, and the name's last token. */
export function placesAt(
  tree: Tree,
  at: number,
  gazetteer: Gazetteer,
): { last: number; places: PlaceEntry[] } | undefined {
  if (tree.s.upos[at] !== TAG.PROPN) return undefined;
  const list = gazetteer.names.get(tree.word(at)) ?? gazetteer.names.get(tree.word(at).split('-')[0]!);
  let length = 0;
  let last = at;
  const places: PlaceEntry[] = [];
  for (const { words, place } of list ?? []) {
    if (places.length && words.length < length) break;
    const end = matchWords(tree, at, words);
    if (end < 0) continue;
    length = words.length;
    last = end;
    places.push(place);
  }
  return places.length ? { last, places } : undefined;
}

/** The code of the state in which a name beginning with this token is a place, where it is in one only. */
export function countryAt(tree: Tree, at: number, gazetteer: Gazetteer): { last: number; country: string } | undefined {
  const found = placesAt(tree, at, gazetteer);
  const [country, ...others] = new Set(found?.places.map((place) => place.country));
  return found && country !== undefined && !others.length ? { last: found.last, country } : undefined;
}

/** The last token of a name that starts at a token, or -1: the words in order, however the text was cut into tokens. */
function matchWords(tree: Tree, at: number, words: readonly string[]): number {
  const wanted = words.join('');
  let token = at;
  let found = tree.word(token);
  while (found.length < wanted.length && token + 1 < tree.length && tree.sentence[token + 1] === tree.sentence[at]) {
    if (!wanted.startsWith(found)) return -1;
    token++;
    found += tree.word(token);
  }
  return found === wanted ? token : -1;
}
