import { TAG } from '../../parse/inventory.js';
import type { Actor, Span } from '../../types.js';
import { CONJUNCT, coordinated, exactly, POSSESSOR, phrase, phraseSpan, relations, type Tree } from '../tree/index.js';
import type { NameHit } from './names.js';
import { goesBy } from './offices.js';
import { actorOf, type Nouns, officeHead, personBeside, resolve, sectorOf } from './resolve.js';

/** A phrase that names somebody, and what it resolves to, if anything. */
export interface Mention {
  head: number;
  actor?: Actor;
  sector?: string;
  /** The lemma of the office in its title. */
  office?: string;
  /** Whom a pronoun, a surname or "the department" stands for: a mention further up. */
  antecedent?: Mention;
  /** Where "they" or "the two sides" stands for several: all of them, in text order. */
  several?: readonly Mention[];
  person: boolean;
  plural: boolean;
  subject: boolean;
  why: string;
}

const INNER = exactly('compound', 'flat', 'fixed', 'goeswith', 'amod', 'det', 'nummod', 'case', 'mark');
const SUBJECTS = relations('nsubj');
/** Sectors whose organs a text names without their state, once the state is known. */
const STATE_ORGANS = new Set(['GOV', 'LEG', 'MIL']);
/** Common nouns that stand for a state already named. */
const STATE_NOUNS = new Set(['country', 'nation', 'state', 'republic', 'kingdom']);
/** Organs that later phrases name by another word. */
const KIN: Readonly<Record<string, string>> = {
  department: 'ministry',
  ministry: 'ministry',
  agency: 'agency',
  authorities: 'authority',
  leader: 'president',
};

/**
 * The mentions of one document, each resolved by its own phrase or through one before it. How far back a pronoun looks
 * is bounded, so that a long document takes linear time.
 */
export class Mentions {
  readonly #byHead = new Map<number, Mention>();
  readonly #all: Mention[] = [];
  /** The first mention of each surname that resolved. */
  readonly #people = new Map<string, Mention>();
  /** Of actors that a pronoun stood for: whether it was a woman's. */
  readonly #women = new Map<string, boolean>();

  constructor(
    readonly tree: Tree,
    readonly hits: readonly (NameHit | undefined)[],
    readonly nouns: Nouns,
    /** Who says "I" or "we" at a token: the head of the speaker's phrase, or -1. */
    readonly speakerAt: (token: number) => number,
    /** Whom a title and a surname mean on the day of the report. */
    readonly official: (surname: string, title: string) => NameHit['actor'] | undefined,
  ) {
    // First what phrases name by themselves, so that a surname may look down the page too ("Zarif" before his title).
    for (let i = 0; i < tree.length; i++) if (this.#isHead(i)) this.#add(i);
    for (const mention of this.#all)
      if (!mention.actor || (mention.actor.group && sidesNamed(tree, mention.head))) this.#settle(mention);
  }

  /** The mention of a head, or undefined where the token heads no phrase. */
  at(head: number): Mention | undefined {
    return this.#byHead.get(head);
  }

  /** The span of what a mention stands for, where that is another one's. */
  antecedentSpan(mention: Mention): Span | undefined {
    return mention.antecedent && phraseSpan(this.tree, mention.antecedent.head);
  }

  #isHead(i: number): boolean {
    const { tree } = this;
    if (!tree.nominal(i)) return this.hits[i]?.last === i && this.hits[i]?.use !== 'adjective';
    return !INNER.has(tree.s.deprel[i]!);
  }

  #add(i: number): void {
    const { tree } = this;
    let { actor, sector, why } =
      tree.s.upos[i] === TAG.PRON
        ? ({ why: 'pronoun' } as ReturnType<typeof resolve>)
        : resolve(tree, i, this.hits, this.nouns);
    const name = tree.s.upos[i] === TAG.PROPN && !this.hits[i];
    const office = officeHead(tree, i, this.nouns);
    if (!actor && office >= 0) {
      const title = tree.lemma(office);
      const entry = this.#surnames(i)
        .map((surname) => this.official(surname, title))
        .find(Boolean);
      if (entry) {
        actor = actorOf({ actor: entry, text: tree.word(i), use: 'name', first: i, last: i }, []);
        why = `"${title}" and surname, by the day of the report`;
      }
    }
    const mention: Mention = {
      head: i,
      person:
        PERSON_PRONOUNS.has(tree.lower(i)) ||
        (this.hits[i] ?? personBeside(tree, i, this.hits))?.actor.kind === 'person' ||
        (name && (office >= 0 ? isPersonOffice(tree, office) : hasFullName(tree, i))) ||
        (office === i && isPersonOffice(tree, i)),
      plural:
        tree.feature(i, 'Number=Plur') ||
        tree.lower(i) === 'they' ||
        tree.lower(i) === 'them' ||
        tree.lower(i) === 'their',
      subject: SUBJECTS.has(tree.s.deprel[i]!),
      why,
    };
    if (actor) mention.actor = actor;
    if (sector) mention.sector = sector;
    if (office >= 0) mention.office = tree.lemma(office);
    this.#byHead.set(i, mention);
    this.#all.push(mention);
    if (!actor) return;
    for (const surname of this.#surnames(i)) if (!this.#people.has(surname)) this.#people.set(surname, mention);
  }

  /** The last names of the people in a phrase: "Iranian Foreign Minister Mohammad Zarif" has one. */
  #surnames(head: number): string[] {
    const { tree } = this;
    const names: string[] = [];
    const [first, last] = phrase(tree, head);
    for (let i = first; i <= last; i++) {
      const hit = this.hits[i];
      if (hit?.last === i && hit.actor.kind === 'person' && (hit.actor.surname || hit.actor.held))
        names.push(goesBy(hit.actor));
      if (
        tree.s.upos[i] === TAG.PROPN &&
        !this.hits[i] &&
        !sectorOf(tree, i, this.nouns) &&
        isPartOfName(tree, i, head) &&
        (i === last || tree.s.upos[i + 1] !== TAG.PROPN) &&
        tree.word(i).length > 2
      )
        names.push(tree.lower(i));
    }
    return names;
  }

  /** Those named side by side with a mention, itself taken in, where all are known and differ. */
  #together(mention: Mention): Mention[] {
    if (mention.several) return [...mention.several];
    const all = coordinated(this.tree, mention.head).map((h) => this.#byHead.get(h));
    const known = all.filter((m): m is Mention => m?.actor !== undefined);
    return known.length === all.length && new Set(known.map((m) => m.actor!.id)).size === known.length ? known : [];
  }

  /**
   * The sides that "the two sides", "both countries" or "the three leaders" stand for: so many actors, and no others,
   * named together or as who acts and with whom, in the nearest sentence before that has them.
   */
  #sides(mention: Mention): Mention[] | undefined {
    const { tree } = this;
    const wanted = sidesNamed(tree, mention.head);
    if (!wanted) return undefined;
    const k = this.#index(mention);
    const from = tree.sentence[mention.head]! - 3;
    for (let s = tree.sentence[mention.head]!, i = k - 1; s >= Math.max(0, from); s--) {
      const found: Mention[] = [];
      for (; i >= 0 && tree.sentence[this.#all[i]!.head]! >= s && k - i < 120; i--) {
        const m = this.#all[i]!;
        if (m.actor && !m.actor.group && !m.antecedent && tree.s.upos[m.head] !== TAG.PRON && this.#isSide(m))
          found.unshift(m);
        if (m.several?.length === wanted) return [...m.several];
      }
      const distinct = found.filter((m, at) => found.findIndex((o) => o.actor!.id === m.actor!.id) === at);
      if (distinct.length === wanted) return distinct;
      const side = distinct.map((m) => this.#together(m)).find((all) => all.length === wanted);
      if (side) return side;
    }
    return undefined;
  }

  /** Whether a mention takes part in its clause, rather than saying more of another noun. */
  #isSide(m: Mention): boolean {
    const first = this.tree.is(m.head, CONJUNCT) ? this.tree.head(m.head) : m.head;
    return this.tree.is(first, SIDES);
  }

  #settle(mention: Mention): void {
    const sides = this.#sides(mention);
    if (sides) {
      mention.several = sides;
      mention.antecedent = sides[0]!;
      mention.actor = sides[0]!.actor!;
      mention.why = `"${this.tree.word(mention.head)}" stands for ${sides.map((m) => `"${this.tree.word(m.head)}"`).join(' and ')}`;
      return;
    }
    const found = this.#antecedent(mention);
    if (!found?.actor) {
      if (found && found !== mention) mention.antecedent = found;
      return;
    }
    mention.antecedent = found.antecedent && this.tree.s.upos[found.head] === TAG.PRON ? found.antecedent : found;
    mention.actor = found.actor;
    const together = mention.plural ? this.#together(found) : [];
    if (together.length > 1) mention.several = together;
    mention.why = `"${this.tree.word(mention.head)}" stands for "${this.tree.word(found.head)}"`;
  }

  #antecedent(mention: Mention): Mention | undefined {
    const { tree } = this;
    const { head } = mention;
    const lower = tree.lower(head);
    if (tree.s.upos[head] === TAG.PRON) {
      if (FIRST.has(lower)) {
        const speaker = this.speakerAt(head);
        return speaker >= 0 ? this.#byHead.get(speaker) : undefined;
      }
      if (PERSON_PRONOUNS.has(lower)) {
        const woman = WOMEN.has(lower);
        // "Thorne informed him": a pronoun that is no "himself" is not who acts in its own clause.
        const verb = lower.endsWith('self') ? Number.NaN : tree.head(head);
        const found = this.#before(
          mention,
          (m) => m.person && !m.plural && tree.head(m.head) !== verb && (this.#isWoman(m) ?? woman) === woman,
          3,
        );
        // An office holder is the state by id, and of a state this tells nothing.
        if (found?.actor && !/^[A-Z]{3}$/.test(found.actor.id)) this.#women.set(found.actor.id, woman);
        return found;
      }
      if (lower === 'it' || lower === 'its' || lower === 'itself') {
        return this.#before(mention, (m) => m.actor !== undefined && !m.person && !m.plural, 1);
      }
      if (lower === 'they' || lower === 'their' || lower === 'them')
        return this.#before(mention, (m) => m.plural || (m.actor !== undefined && !m.person), 1);
      return undefined;
    }
    if (tree.s.upos[head] === TAG.PROPN && !mention.sector) {
      const known =
        this.#people.get(lower) ??
        this.#surnames(head)
          .map((s) => this.#people.get(s))
          .find(Boolean);
      return known && known !== mention ? known : undefined;
    }
    const definite = isDefinite(tree, head);
    if (STATE_NOUNS.has(tree.lemma(head)) && definite && !mention.plural)
      return this.#before(mention, (m) => m.actor !== undefined && /^[A-Z]{3}$/.test(m.actor.id), 2);
    if (!mention.sector || !definite) return undefined;
    // Whose organ it is by its own phrase ("the envoy of the ministry"), else the same organ named before.
    for (const c of tree.children(head)) {
      const below = this.#byHead.get(c);
      if (below && c !== head && INSIDE.has(tree.s.deprel[c]!)) {
        if (!below.actor && c > head) this.#settle(below);
        // "His critics" are not he, unless he stands for a state.
        if (below.actor && /^[A-Z]{3}$/.test(below.person ? below.actor.id : below.actor.code)) return below;
      }
    }
    const organ = this.#before(
      mention,
      (m) => m.actor !== undefined && m.sector !== undefined && kin(tree.lemma(m.head)) === kin(tree.lemma(head)),
      8,
    );
    if (organ) return organ;
    // "the minister" after a minister's name; else an organ of the state that acts in the sentences before.
    const title = tree.lemma(head);
    const holder = this.#before(mention, (m) => m.actor !== undefined && m.office === title, 6);
    if (holder) return holder;
    return STATE_ORGANS.has(mention.sector) && !mention.plural
      ? this.#before(mention, (m) => m.subject && m.actor !== undefined && /^[A-Z]{3}$/.test(m.actor.id), 2)
      : undefined;
  }

  /** Whether somebody is a woman, as far as a title or an earlier pronoun has told. */
  #isWoman(m: Mention): boolean | undefined {
    const { tree } = this;
    if (PERSON_PRONOUNS.has(tree.lower(m.head))) return WOMEN.has(tree.lower(m.head));
    const [first, last] = phrase(tree, m.head);
    for (let i = first; i <= last; i++) {
      const word = tree.lower(i).replace('.', '');
      if (MALE_TITLES.has(word)) return false;
      if (FEMALE_TITLES.has(word)) return true;
    }
    return m.actor && this.#women.get(m.actor.id);
  }

  /** The nearest mention before this one that fits, within some sentences and a bounded number of mentions: subjects first. */
  #before(mention: Mention, fits: (m: Mention) => boolean, sentences: number): Mention | undefined {
    const { tree } = this;
    const k = this.#index(mention);
    const from = tree.sentence[mention.head]! - sentences;
    for (let s = tree.sentence[mention.head]!, i = k - 1; s >= Math.max(0, from); s--) {
      let other: Mention | undefined;
      for (; i >= 0 && tree.sentence[this.#all[i]!.head]! >= s && k - i < 120; i--) {
        const m = this.#all[i]!;
        if (tree.under(mention.head, m.head) || !fits(m)) continue;
        if (m.subject) return m;
        other ??= m;
      }
      if (other) return other;
    }
    return undefined;
  }

  #index(mention: Mention): number {
    let low = 0;
    let high = this.#all.length - 1;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (this.#all[mid]!.head < mention.head) low = mid + 1;
      else high = mid;
    }
    return low;
  }
}

const SIDES = relations('nsubj', 'obj', 'iobj', 'obl', 'nmod');
/** Nouns that, counted, stand for those named before. */
const SIDE_NOUNS = new Set(
  (
    'side party country nation state government leader president minister diplomat neighbour neighbor capital ' +
    'power ally official premier chief delegation'
  ).split(' '),
);
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
const COUNTING = exactly('nummod', 'det', 'det:predet', 'amod');

/** How many a phrase says that it stands for, without naming them ("both countries", "the two"); 0 where it does not. */
function sidesNamed(tree: Tree, head: number): number {
  if (tree.lower(head) === 'both') return 2;
  if (!SIDE_NOUNS.has(tree.lemma(head)) && !(NUMBERS[tree.lower(head)] && isDefinite(tree, head))) return 0;
  if (tree.s.upos[head] === TAG.NUM) return NUMBERS[tree.lower(head)] ?? 0;
  let number = 0;
  let definite = false;
  for (const c of tree.children(head)) {
    const word = tree.lower(c);
    if (c < head && tree.is(c, COUNTING) && NUMBERS[word]) number = NUMBERS[word];
    definite ||= word === 'both' || (tree.is(c, DETERMINER) && (word === 'the' || word === 'these' || word === 'all'));
    // "the two countries of the region", "two leaders from Vessia" are others.
    if (c > head && tree.is(c, INSIDE)) return 0;
  }
  return definite ? number : 0;
}

const INSIDE = exactly('nmod', 'nmod:poss', 'appos');
const PERSON_PRONOUNS = new Set(['he', 'she', 'his', 'her', 'him', 'himself', 'herself', 'hers']);
const WOMEN = new Set(['she', 'her', 'herself', 'hers']);
const MALE_TITLES = new Set(['mr', 'sir', 'lord', 'king', 'prince', 'pope', 'sheikh']);
const FEMALE_TITLES = new Set(['mrs', 'ms', 'miss', 'madam', 'dame', 'lady', 'queen', 'princess']);
const WITHIN_NAME = exactly('flat', 'compound', 'appos', 'goeswith');

/** Whether a token belongs to the name or office at a head, rather than to another one in the same phrase. */
function isPartOfName(tree: Tree, token: number, head: number): boolean {
  for (let i = token, steps = 8; i !== head; i = tree.head(i), steps--)
    if (i < 0 || steps === 0 || !tree.is(i, WITHIN_NAME)) return false;
  return true;
}
const FIRST = new Set(['i', 'we', 'our', 'us', 'my', 'me', 'ours', 'mine', 'ourselves', 'myself']);
/** Offices that are people, not bodies. */
const BODIES =
  /(?:ry|ment|authority|authorities|office|council|commission|agency|army|force|forces|police|court|parliament|senate|congress|assembly|embassy|mission|delegation|administration|department|cabinet|navy|media|party|union|regime|leadership|committee|side|bureau|junta|opposition|service|press|company|bank|group)$/;

function isPersonOffice(tree: Tree, head: number): boolean {
  return !BODIES.test(tree.lemma(head));
}

function hasFullName(tree: Tree, head: number): boolean {
  for (const c of tree.children(head))
    if (tree.s.upos[c] === TAG.PROPN && NAME_PARTS.has(tree.s.deprel[c]!)) return true;
  return false;
}
const NAME_PARTS = exactly('flat', 'compound');

function isDefinite(tree: Tree, head: number): boolean {
  if (tree.child(head, POSSESSOR) >= 0) return true;
  for (const c of tree.children(head))
    if (DETERMINER.has(tree.s.deprel[c]!)) return ['the', 'this', 'that'].includes(tree.lower(c));
  return false;
}
const DETERMINER = exactly('det');

function kin(lemma: string): string {
  return KIN[lemma] ?? lemma;
}
