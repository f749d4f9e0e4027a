import type { Codebook } from '../../codebook/index.js';

/** The words of the codebook by which phrases speak of actors, all in lower case and by their lemma. */
export interface Nouns {
  /** Sector by the noun for an office or organ; of two words, the first before a space. */
  sectors: ReadonlyMap<string, string>;
  groups: ReadonlySet<string>;
  diplomat: ReadonlySet<string>;
  military: ReadonlySet<string>;
  /** Words that only count others: what they count is the actor. */
  quantities: ReadonlySet<string>;
  /** Nouns that, counted, stand for those named before ("the two sides"). */
  sides: ReadonlySet<string>;
  /** Nouns that stand for a state named before ("the country"). */
  states: ReadonlySet<string>;
  /** Offices that are bodies, not people. */
  bodies: ReadonlySet<string>;
  /** Organs that later phrases name by another word. */
  same: ReadonlyMap<string, string>;
  /** Whether a title is a woman's, by the title without its dot. */
  titles: ReadonlyMap<string, boolean>;
}

/** Orders the nouns of a codebook for look-up. */
export function indexNouns({ sectors, groups, roles, phrases }: Codebook): Nouns {
  const bySector = new Map<string, string>();
  for (const [sector, nouns] of Object.entries(sectors)) for (const noun of nouns) bySector.set(noun, sector);
  return {
    sectors: bySector,
    groups: new Set(groups),
    diplomat: new Set(roles.diplomat),
    military: new Set(roles.military),
    quantities: new Set(phrases.quantities),
    sides: new Set(phrases.sides),
    states: new Set(phrases.states),
    bodies: new Set(phrases.bodies),
    same: new Map(Object.entries(phrases.same)),
    titles: new Map([
      ...phrases.titles.man.map((title) => [title, false] as const),
      ...phrases.titles.woman.map((title) => [title, true] as const),
    ]),
  };
}
