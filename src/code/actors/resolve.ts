import { idsOn } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Actor } from '../../types.js';
import {
  APPOSITION,
  CONJUNCT,
  coordinated,
  exactly,
  POSSESSOR,
  phrase,
  preposition,
  type Tree,
} from '../tree/index.js';
import type { NameHit } from './names.js';
import type { Nouns } from './nouns.js';

/** What a noun phrase names. */
export interface Reading {
  actor?: Actor;
  /** Further actors whose organs a plural names with it: Tarrow of "Vessian and Tarrow troops". */
  others?: readonly Actor[];
  /** PLOVER sector of the head noun, where it is an office or organ. */
  sector?: string;
  /** The words that say it, for `explain`. */
  why: string;
}

const NAMING = exactly(
  'amod',
  'compound',
  'nmod:desc',
  'flat',
  'nmod:poss',
  'nmod',
  'appos',
  'nmod:unmarked',
  'det',
  'dep',
  'list',
);
/** Sectors whose acts are the state's own. */
const STATE_SECTORS = new Set(['GOV', 'MIL', 'SPY', 'COP']);

/** The head that a counting phrase speaks of: "some of Russia's partners" speaks of the partners. */
export function counted(tree: Tree, head: number, nouns: Nouns): number {
  if (!nouns.quantities.has(tree.lemma(head)) && tree.s.upos[head] !== TAG.NUM && tree.s.upos[head] !== TAG.DET)
    return head;
  for (const c of tree.children(head))
    if (tree.s.deprel[c] !== undefined && OF.has(tree.s.deprel[c]!) && preposition(tree, c) === 'of' && tree.nominal(c))
      return counted(tree, c, nouns);
  return head;
}
const OF = exactly('nmod', 'obl');

/** Sector of a noun as head, with the word before it where two words make the office ("foreign office"). */
export function sectorOf(tree: Tree, head: number, nouns: Nouns): string | undefined {
  const forms = [tree.lemma(head), tree.lower(head), tree.lower(head).replace(/s$/, '')];
  const before = head > 0 ? tree.lower(head - 1) : '';
  for (const form of before ? forms : []) {
    const found = nouns.sectors.get(`${before} ${form}`);
    if (found) return found;
  }
  for (const form of forms) {
    const found = nouns.sectors.get(form);
    if (found) return found;
  }
  return undefined;
}

/** Whether an actor has organs and citizens of its own: a state, or a region of one. */
function isTerritory({ kind }: NameHit['actor']): boolean {
  return kind === 'state' || kind === 'region';
}

/** An actor of the codebook as a claim carries it, with the sectors of the mention. */
export function actorOf(hit: NameHit, sectors: readonly string[]): Actor {
  const { actor } = hit;
  const all = [...new Set([...actor.sectors, ...sectors])];
  const state = isTerritory(actor) && all.some((s) => !STATE_SECTORS.has(s));
  const outer = state ? all.find((s) => !STATE_SECTORS.has(s)) : undefined;
  const made: Actor = {
    id: outer ? `${actor.id}-${outer}` : actor.id,
    name: outer ? `${actor.name}: ${SECTOR_NAMES[outer] ?? outer}` : actor.name,
    code: actor.code,
    sectors: all,
  };
  if (actor.group) made.group = true;
  if (actor.contested) made.contested = true;
  if (actor.ids) made.ids = idsOn(actor.ids, undefined);
  return made;
}
const SECTOR_NAMES: Readonly<Record<string, string>> = {
  LEG: 'parliament',
  JUD: 'courts',
  OPP: 'opposition',
  CVL: 'citizens',
  MED: 'media',
  REB: 'rebels',
  PTY: 'parties',
  BUS: 'business',
  LAB: 'workers',
  EDU: 'education',
  REF: 'refugees',
  CRM: 'criminals',
  NGO: 'non-governmental organisations',
  HRI: 'rights groups',
  REL: 'religious bodies',
};

/**
 * What the noun phrase of a head names, by its own structure: a name of the codebook; an office or organ with the state
 * that its adjective, possessor or "of" phrase names; or many states together, kept as a group.
 */
export function resolve(
  tree: Tree,
  given: number,
  hits: readonly (NameHit | undefined)[],
  nouns: Nouns,
  stateOfTown: (token: number) => NameHit | undefined = () => undefined,
): Reading {
  const head = counted(tree, given, nouns);
  const own = hits[head] ?? personBeside(tree, head, hits);
  if (own?.use === 'seat' && isWhere(tree, head)) return { why: `"${own.text}" as a place` };
  const holder = own && holderOf(tree, head, own, hits, nouns);
  if (own && holder) {
    const why = `"${own.text}" of "${holder.text}"`;
    return {
      actor: actorOf(holder, own.actor.code === 'IGO' && isTerritory(holder.actor) ? ['GOV'] : own.actor.sectors),
      ...(own.actor.sectors[0] && { sector: own.actor.sectors[0] }),
      why,
    };
  }
  if (own && own.use !== 'adjective') {
    // "Pyongyang", "Russia", "the Russians"; a place with its state beside it ("Paris, France") is no government.
    const followed = own.last + 1 < tree.length ? sectorWithin(tree, head, nouns) : undefined;
    const sectors = own.use === 'seat' ? ['GOV'] : own.use === 'people' ? ['CVL'] : [];
    if (followed && isTerritory(own.actor)) sectors.push(followed);
    return { actor: actorOf(own, sectors), why: `name "${own.text}"` };
  }
  const office = officeHead(tree, head, nouns);
  const sector = office >= 0 ? sectorOf(tree, office, nouns) : undefined;
  const state =
    office >= 0 || nouns.groups.has(tree.lemma(head)) || own
      ? (countryOf(tree, head, hits) ?? (office === head ? townOf(tree, head, stateOfTown) : undefined))
      : undefined;
  const plural = tree.feature(head, 'Number=Plur') || tree.lemma(head) !== tree.lower(head);
  const beside = office === head && plural && state ? namedBeside(tree, head, state, hits) : [];
  if (nouns.groups.has(tree.lemma(head)) && plural && !beside.length) return groupOf(tree, head, given, state);
  if (own && sector === undefined) return { actor: actorOf(own, ['CVL']), why: `"${own.text}" as a noun` };
  if (sector === undefined) return { why: 'no name or office' };
  if (!state) return { sector, why: `office "${tree.word(office)}" of no state named here` };
  // An organ of an organisation is that organisation, whatever the noun would be in a state ("EU ambassador").
  const organOf = (hit: NameHit) => actorOf(hit, isTerritory(hit.actor) ? [sector] : []);
  const why = `${sector} "${tree.word(office)}" of ${[state, ...beside].map(({ text }) => `"${text}"`).join(' and ')}`;
  return { actor: organOf(state), ...(beside.length && { others: beside.map(organOf) }), sector, why };
}

/** The names joined with one whose organs a plural names too: each side of "Vessian and Tarrow troops", of "the leaders of Vessia and Tarrow". */
function namedBeside(tree: Tree, head: number, of: NameHit, hits: readonly (NameHit | undefined)[]): NameHit[] {
  const found = [of];
  for (const c of tree.children(head)) {
    if (hits[c] !== of) continue;
    for (const other of coordinated(tree, c)) {
      const hit = hits[other];
      if (!hit || other > head !== c > head || hit.actor.kind === 'agency' || hit.actor.kind === 'person') continue;
      if (!found.some(({ actor }) => actor.id === hit.actor.id)) found.push(hit);
    }
  }
  return found.slice(1);
}

/**
 * The state before a name for an organ that another state has too: "Canada's House of Commons" is not Britain's; and the organisation or state
 * whose an organ is that goes by the name of a better known one ("the Security Council of the Lake League").
 */
function holderOf(
  tree: Tree,
  head: number,
  own: NameHit,
  hits: readonly (NameHit | undefined)[],
  nouns: Nouns,
): NameHit | undefined {
  if (own.actor.kind !== 'organisation') return undefined;
  const shared = own.actor.code === 'IGO';
  if (shared ? sectorOf(tree, head, nouns) === undefined : !own.actor.sectors.length) return undefined;
  for (const c of tree.children(head)) {
    const hit = hits[c];
    if (!hit || hit === own || !NAMING.has(tree.s.deprel[c]!)) continue;
    if (shared) {
      const before = c < own.first && hit.use !== 'seat';
      if (!before && preposition(tree, c) !== 'of') continue;
      if (HOLDERS.has(hit.actor.kind) && !isNamedAfter(own, hit)) return hit;
    } else if (c < own.first && hit.actor.kind === 'state') return hit.actor.code === own.actor.code ? undefined : hit;
  }
  return undefined;
}
const HOLDERS = new Set(['state', 'organisation']);

/** Whether an organ's full name has that of its holder in it ("UN Security Council"). */
function isNamedAfter({ actor: { id, name, aliases } }: NameHit, { actor: holder }: NameHit): boolean {
  if (id === holder.id) return true;
  const names = [holder.name, ...holder.aliases];
  return [name, ...aliases].some((own) => names.some((one) => own.includes(one)));
}

/** "a court in Lyon": the state of the town that an organ is in. */
function townOf(tree: Tree, head: number, stateOfTown: (token: number) => NameHit | undefined): NameHit | undefined {
  for (const c of tree.childrenBy(head, OF))
    if (c > head && preposition(tree, c) === 'in' && tree.s.upos[c] === TAG.PROPN) return stateOfTown(c);
  return undefined;
}

/** Whether a preposition makes a phrase a place ("in Moscow"): a seat there stands for no government. */
function isWhere(tree: Tree, head: number): boolean {
  return PLACING.has(preposition(tree, head)) && (tree.is(head, OF) || tree.is(head, CONJUNCT));
}
const PLACING = new Set(['in', 'at', 'near', 'outside', 'inside', 'around', 'across', 'throughout', 'within']);

/** The person of the codebook whom a title names ("Mr Holvik", "Foreign Minister Ann Lee"), whichever word is the head. */
export function personBeside(tree: Tree, head: number, hits: readonly (NameHit | undefined)[]): NameHit | undefined {
  for (const c of tree.children(head))
    if (FLAT.has(tree.s.deprel[c]!) && hits[c]?.actor.kind === 'person') return hits[c];
  return undefined;
}

function groupOf(tree: Tree, head: number, given: number, state: NameHit | undefined): Reading {
  const [first, last] = phrase(tree, given);
  const { start, end } = tree.span(first, last);
  const text = tree.text.slice(start, end).replace(/\s+/g, ' ');
  const why = `group "${tree.word(head)}"${state ? ` with "${state.text}"` : ''}`;
  return { actor: { id: `group:${text.toLowerCase()}`, name: text, code: 'MUL', sectors: [], group: true }, why };
}

/** The token that names an office: the head itself, or a title beside a person's name; -1 where there is none. */
export function officeHead(tree: Tree, head: number, nouns: Nouns): number {
  if (sectorOf(tree, head, nouns)) return head;
  // A name takes its title from beside it; any other noun only from an apposition.
  const beside = tree.s.upos[head] === TAG.PROPN ? TITLE : APPOSITION;
  let found = -1;
  for (const c of tree.children(head))
    if (beside.has(tree.s.deprel[c]!) && sectorOf(tree, c, nouns) && (found < 0 || !APPOSITION.has(tree.s.deprel[c]!)))
      found = c;
  return found;
}
const TITLE = exactly('compound', 'nmod:desc', 'flat', 'appos', 'amod', 'list', 'dep', 'nmod:unmarked');

/** The sector of an office noun that a name hit is only the modifier of ("Taliban fighters" keeps the Taliban). */
function sectorWithin(tree: Tree, head: number, nouns: Nouns): string | undefined {
  for (const c of tree.children(head)) if (c > head && FLAT.has(tree.s.deprel[c]!)) return sectorOf(tree, c, nouns);
  return undefined;
}
const FLAT = exactly('flat');

/** Prepositions that tie an organ to its state; others name its counterpart ("ambassador to", "talks with"). */
const TIES = new Set(['', 'of', 'in', 'within', 'for', 'from']);
/** Those of them that give way to any other: where an organ is, or comes from. */
const LOOSE = new Set(['in', 'for', 'from']);

/** The state or organisation whose organ a phrase names: nearest in the structure of the phrase, adjectives first. */
export function countryOf(tree: Tree, head: number, hits: readonly (NameHit | undefined)[]): NameHit | undefined {
  const queue = [head];
  let late: NameHit | undefined;
  for (let k = 0; k < queue.length && k < 60; k++) {
    const at = queue[k]!;
    const deps: number[] = [];
    for (const c of tree.children(at)) {
      if (!NAMING.has(tree.s.deprel[c]!)) continue;
      const prep = preposition(tree, c);
      if (!TIES.has(prep)) continue;
      deps.push(c);
    }
    // What stands before the noun says whose it is before what stands after it.
    deps.sort((a, b) => Number(a > at) - Number(b > at) || (a < at ? a - b : a - b));
    for (const c of deps) {
      const hit = hits[c];
      if (hit && hit.actor.kind !== 'agency') {
        if (LOOSE.has(preposition(tree, c))) late ??= hit;
        else return hit;
      } else queue.push(c);
    }
    const beside = hits[at];
    if (beside && at !== head) return beside;
  }
  return late;
}

/** The possessor of an act or thing ("the decision of Vessia", "Tarrow's raid", "an appeal by Ostrel"), or -1. */
export function possessor(tree: Tree, head: number): number {
  const poss = tree.child(head, POSSESSOR);
  if (poss >= 0) return poss;
  for (const wanted of ['by', 'of', 'from'])
    for (const c of tree.children(head))
      if (OF.has(tree.s.deprel[c]!) && c > head && preposition(tree, c) === wanted) return c;
  return -1;
}
