import { TAG } from '../../parse/inventory.js';
import { exactly, type Tree } from '../tree/index.js';
import type { NameHit } from './names.js';
import type { Nouns } from './nouns.js';
import { surnamesIn, womansPronoun, womansTitle } from './people.js';
import { isDefinite } from './phrase.js';
import type { Mention, Row } from './row.js';
import { isState } from './state.js';

const FIRST = new Set(['i', 'we', 'our', 'us', 'my', 'me', 'ours', 'mine', 'ourselves', 'myself']);
const THINGS = new Set(['it', 'its', 'itself']);
const SEVERAL = new Set(['they', 'their', 'them', 'themselves']);
const INSIDE = exactly('nmod', 'nmod:poss', 'appos');
/** Sectors whose organs a text names without their state, once the state is known. */
const STATE_ORGANS = new Set(['GOV', 'LEG', 'MIL']);

/** What of a document antecedents are looked for in. */
export interface Looking {
  tree: Tree;
  hits: readonly (NameHit | undefined)[];
  nouns: Nouns;
  row: Row;
  /** Who says "I" or "we" at a token: the head of the speaker's phrase, or -1. */
  speakerAt: (token: number) => number;
  /** The first mention of each surname that resolved. */
  people: ReadonlyMap<string, Mention>;
  /** Of actors that a pronoun stood for: whether it was a woman's. */
  women: Map<string, boolean>;
  /** Resolves a mention further down, which another one names itself through. */
  settle: (mention: Mention) => void;
}

/** Whom a pronoun, a surname, "the country" or "the ministry" stands for. */
export function antecedentOf(looking: Looking, mention: Mention): Mention | undefined {
  const { tree, nouns, row } = looking;
  const { head } = mention;
  if (tree.s.upos[head] === TAG.PRON) return ofPronoun(looking, mention);
  if (tree.s.upos[head] === TAG.PROPN && !mention.sector) return ofSurname(looking, mention);
  if (!isDefinite(tree, head)) return undefined;
  if (nouns.states.has(tree.lemma(head)) && !mention.plural)
    return row.before(mention, (m) => m.actor !== undefined && isState(m.actor.id), 2);
  return mention.sector === undefined ? undefined : ofOrgan(looking, mention, mention.sector);
}

function ofPronoun(looking: Looking, mention: Mention): Mention | undefined {
  const { tree, row, speakerAt } = looking;
  const word = tree.lower(mention.head);
  if (FIRST.has(word)) {
    const speaker = speakerAt(mention.head);
    return speaker >= 0 ? row.at(speaker) : undefined;
  }
  const woman = womansPronoun(word);
  if (woman !== undefined) {
    // "Thorne informed him": a pronoun that is no "himself" is not who acts in its own clause.
    const verb = word.endsWith('self') ? Number.NaN : tree.head(mention.head);
    const found = row.before(
      mention,
      (m) => m.person && !m.plural && tree.head(m.head) !== verb && (isWoman(looking, m) ?? woman) === woman,
      3,
    );
    // An office holder is the state by id, and of a state this tells nothing.
    if (found?.actor && !isState(found.actor.id)) looking.women.set(found.actor.id, woman);
    return found;
  }
  if (THINGS.has(word)) return row.before(mention, (m) => isThing(m) && !m.person && !m.plural, 1);
  if (SEVERAL.has(word)) return row.before(mention, (m) => m.plural || (m.actor !== undefined && !m.person), 1);
  return undefined;
}

/** Whether "it" may stand for a mention: who is known, or an organ that acts ("the army"). */
function isThing(m: Mention): boolean {
  return m.actor !== undefined || (m.sector !== undefined && m.subject);
}

/** Whether somebody is a woman, as far as a title or an earlier pronoun has told. */
function isWoman({ tree, nouns, women }: Looking, m: Mention): boolean | undefined {
  return womansPronoun(tree.lower(m.head)) ?? womansTitle(tree, m.head, nouns) ?? (m.actor && women.get(m.actor.id));
}

function ofSurname(looking: Looking, mention: Mention): Mention | undefined {
  const { tree, people } = looking;
  const named = people.get(tree.lower(mention.head));
  const known =
    named ??
    surnamesIn(looking, mention.head)
      .map((surname) => people.get(surname))
      .find(Boolean);
  return known && known !== mention ? known : undefined;
}

function ofOrgan({ tree, nouns, row, settle }: Looking, mention: Mention, sector: string): Mention | undefined {
  const { head } = mention;
  const kin = (lemma: string) => nouns.same.get(lemma) ?? lemma;
  // Whose organ it is by its own phrase ("the envoy of the ministry"), else the same organ named before.
  for (const c of tree.children(head)) {
    const below = row.at(c);
    if (below && c !== head && INSIDE.has(tree.s.deprel[c]!)) {
      if (!below.actor && c > head) settle(below);
      // "His critics" are not he, unless he stands for a state.
      if (below.actor && isState(below.person ? below.actor.id : below.actor.code)) return below;
    }
  }
  const organ = row.before(
    mention,
    (m) => m.actor !== undefined && m.sector !== undefined && kin(tree.lemma(m.head)) === kin(tree.lemma(head)),
    8,
  );
  if (organ) return organ;
  // "the minister" after a minister's name; else an organ of the state that acts in the sentences before.
  const title = tree.lemma(head);
  const holder = row.before(mention, (m) => m.actor !== undefined && m.office === title, 6);
  if (holder) return holder;
  if (!STATE_ORGANS.has(sector) || mention.plural) return undefined;
  const near = [...row.sentencesBefore(mention, 2)]
    .flat()
    .flatMap(({ actor }) => (actor && isState(actor.code) ? [actor.code] : []));
  // Where two states are spoken of, only who acts for one of them tells whose "the ministry" is; and nobody whose "the army" is.
  const several = new Set(near).size > 1;
  return several && sector !== 'GOV'
    ? undefined
    : row.before(mention, (m) => m.subject && m.actor !== undefined && isState(m.actor.id), several ? 1 : 2);
}
