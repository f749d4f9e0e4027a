import type { PlaceEntry } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Place } from '../../types.js';
import type { NameHit } from '../actors/index.js';
import { CONJUNCT, exactly, phrase, preposition, relations, type Tree } from '../tree/index.js';
import { type Gazetteer, placesAt } from './gazetteer.js';

export { countryAt, type Gazetteer, indexPlaces } from './gazetteer.js';

const WHERE = relations('obl', 'nmod');
/** Prepositions that say where of an act itself, not whither or whence. */
const LOCATIVE = new Set(
  'in at near inside outside across throughout around within along off over above on beside'.split(' '),
);
const NAMED = exactly('nmod', 'nmod:desc', 'compound', 'appos', 'flat', 'amod', 'nmod:poss', 'nmod:unmarked');
/** What leads from an event word to the phrases that may say where: its objects, and nouns within them. */
const INWARD = relations('obl', 'nmod', 'obj', 'iobj', 'nsubj');
const HOLDER = exactly('nsubj', 'nsubj:pass', 'obj', 'conj');

/** What the place of an event is read from. */
export interface Grounds {
  tree: Tree;
  hits: readonly (NameHit | undefined)[];
  gazetteer: Gazetteer;
}

/**
 * Where an event happened, by its tree: the phrase with "in", "at", "near", "on the border between" that hangs on its verb
 * or noun, else on its object, else on its subject. None is taken from another clause, and a dateline is none.
 *
 * @param at the tokens that name the event
 */
export function whereOf(grounds: Grounds, at: readonly number[]): Place | undefined {
  const { tree } = grounds;
  const roots = [...at];
  // "The talks took place in …": the verb that holds the noun says where.
  for (const token of at) {
    const head = tree.head(token);
    if (tree.s.upos[token] === TAG.NOUN && head >= 0 && tree.is(token, HOLDER) && tree.s.upos[head] === TAG.VERB)
      roots.push(head);
  }
  let level = [...new Set(roots)];
  for (let depth = 0; depth < 3 && level.length; depth++) {
    const next: number[] = [];
    for (const root of level)
      for (const c of tree.children(root)) {
        if (tree.is(c, WHERE) && LOCATIVE.has(preposition(tree, c))) {
          const place = placeOf(grounds, c);
          if (place) return place;
        }
        if (tree.is(c, INWARD) && (depth > 0 || !at.includes(c))) next.push(c);
      }
    level = next;
  }
  return undefined;
}

/** The place that a noun phrase names, by its own name or by the name beside a noun for a place, or undefined. */
function placeOf({ tree, hits, gazetteer }: Grounds, head: number): Place | undefined {
  if (preposition(tree, head) === 'between') return undefined;
  const noun = tree.s.upos[head] !== TAG.PROPN && !hits[head];
  // "sanctions on A" are not on its soil; "on the border of A" is.
  if (!noun) return preposition(tree, head) === 'on' ? undefined : named({ tree, hits, gazetteer }, head);
  if (!gazetteer.nouns.has(tree.lemma(head)) && !gazetteer.nouns.has(tree.lower(head))) return undefined;
  const names: Place[] = [];
  const adjectives: Place[] = [];
  const queue = [head];
  for (let k = 0; k < queue.length && k < 20; k++)
    for (const c of tree.children(queue[k]!)) {
      if (!tree.is(c, NAMED) && !(k > 0 && tree.is(c, CONJUNCT))) continue;
      if (tree.is(c, WHERE) && preposition(tree, c) && !INSIDE.has(preposition(tree, c))) continue;
      const place = named({ tree, hits, gazetteer }, c);
      const list = hits[c]?.use === 'adjective' ? adjectives : names;
      if (place && !list.some((p) => p.span.start === place.span.start)) list.push(place);
      queue.push(c);
    }
  // "the Vessian city of Port Alder" is the port.
  const inside = names.length ? names : adjectives;
  if (!inside.length) return undefined;
  const [first] = inside as [Place];
  // "the border between A and B", "northern A": the words as they stand, the state where there is one, and no point of its own.
  const whole = tree.span(...phrase(tree, head));
  const border = /^(?:border|frontier|line)s?$/.test(tree.lower(head));
  const countries = new Set(inside.map((p) => p.country));
  if (!border && names.length === 1 && isOwnName(tree, head, first)) return first;
  const made: Place = { span: whole, name: tree.text.slice(whole.start, whole.end).replace(/\s+/g, ' ') };
  if (!border && countries.size === 1 && first.country) made.country = first.country;
  if (!border && inside.length === 1 && first.lat !== undefined && first.lon !== undefined) {
    made.lat = first.lat;
    made.lon = first.lon;
  }
  if (inside.some((p) => p.contested)) made.contested = true;
  return made;
}
const INSIDE = new Set(['of', 'between', 'with', 'near', 'in']);

/** "the city of X": X itself, not a part of it. */
function isOwnName(tree: Tree, head: number, place: Place): boolean {
  const token = tree.tokenAt(place.span.start);
  return (
    /^(?:city|town|village|capital|island|region|province|port|resort|settlement)$/.test(tree.lemma(head)) &&
    !tree.is(token, AMOD)
  );
}
const AMOD = exactly('amod', 'nmod:poss');

/** The place that a name stands for: a state or entity of the actors' list, the seat of one, or a place of the gazetteer. */
function named({ tree, hits, gazetteer }: Grounds, token: number): Place | undefined {
  const hit = hits[token];
  if (hit) {
    const { actor } = hit;
    if (hit.use === 'people' || actor.kind === 'person' || actor.kind === 'agency') return undefined;
    const span = tree.span(hit.first, hit.last);
    const known = hit.use === 'seat' || actor.kind !== 'state' ? gazetteer.byName.get(hit.text) : undefined;
    if (hit.use === 'seat' && known) return made(known, span, hit.text);
    if (actor.kind !== 'state') return known && made(known, span, hit.text);
    const point =
      hit.use === 'seat' ? undefined : (gazetteer.states.get(actor.code) ?? gazetteer.byName.get(actor.name));
    const name = hit.use === 'seat' ? hit.text : actor.name;
    const country = point && actor.contested ? point.country : actor.code;
    const place: Place = { span, name, ...(country ? { country } : {}) };
    if (point) Object.assign(place, { lat: point.lat, lon: point.lon });
    if (actor.contested) place.contested = true;
    return place;
  }
  // A name may start before its last word, on which the phrase hangs, or at its first.
  for (let at = Math.max(0, token - 3); at <= token; at++) {
    if (hits[at] || tree.sentence[at] !== tree.sentence[token]) continue;
    const found = placesAt(tree, at, gazetteer);
    if (!found || found.last < token || !isWhole(tree, at, found.last)) continue;
    return made(chosen(tree, hits, found.places, token, found.last), tree.span(at, found.last));
  }
  return undefined;
}

/** Whether a name is not a part of a longer one ("Paris Hilton", "Bank of Geneva"). */
function isWhole(tree: Tree, first: number, last: number): boolean {
  const beside = (k: number, by: number) =>
    tree.s.upos[k] === TAG.PROPN &&
    tree.sentence[k] === tree.sentence[by] &&
    (tree.head(k) === by || tree.head(by) === k) &&
    tree.is(tree.head(k) === by ? k : by, FLAT);
  return !(first > 0 && beside(first - 1, first)) && !(last + 1 < tree.length && beside(last + 1, last));
}
const FLAT = exactly('flat', 'compound');

/** Of several places by one name, the one in a state that the phrase or the text names; else the first. */
function chosen(
  tree: Tree,
  hits: readonly (NameHit | undefined)[],
  places: readonly PlaceEntry[],
  token: number,
  last: number,
): PlaceEntry {
  if (places.length === 1) return places[0]!;
  for (let k = last + 1; k <= last + 3 && k < tree.length; k++) {
    const beside = hits[k];
    const match = beside && places.find((p) => p.country === beside.actor.code);
    if (match && tree.under(k, token)) return match;
  }
  return places[0]!;
}

function made(entry: PlaceEntry, span: Place['span'], name = entry.name): Place {
  const { country, lat, lon, contested } = entry;
  return { span, name, ...(country ? { country } : {}), lat, lon, ...(contested ? { contested } : {}) };
}
