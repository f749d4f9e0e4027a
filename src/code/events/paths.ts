import { TAG } from '../../parse/inventory.js';
import { type NameHit, type Nouns, possessor, resolve } from '../actors/index.js';
import {
  CLAUSE,
  exactly,
  isInfinitive,
  preposition,
  RECIPIENT,
  referent,
  SUBJECT,
  surfaceSubject,
  type Tree,
  undergoer,
} from '../tree/index.js';
import { ADVERBIAL_NOUNS } from '../words.js';
import type { Trigger } from './trigger.js';

/** What the argument finder needs to know of the document's names. */
export interface Naming {
  tree: Tree;
  hits: readonly (NameHit | undefined)[];
  nouns: Nouns;
  /** What each noun that is a word of an event names; by it "killed in a raid by Vessia" is Vessia's. */
  acts?: ReadonlyMap<number, Trigger>;
}

export const ADNOMINAL = exactly('acl');
export const SENTENCE_ADVERBIAL = exactly('obl', 'obl:unmarked', 'obl:agent', 'nmod', 'nmod:unmarked');
const COMPLEMENT = exactly('xcomp', 'ccomp');

/** One argument path from a trigger: "object", "recipient", "subject", "owner", "clause", or a preposition. */
export function follow({ tree }: Naming, path: string, { verb, noun, tokens, object: done = -1 }: Trigger): number {
  const named = done >= 0 && tokens.includes(done);
  if (path === 'object') {
    if (done >= 0) return named ? -1 : done;
    if (verb < 0) return -1;
    const object = undergoer(tree, verb);
    // "held a round of talks": what the act is named by is not what it is done to.
    if (object >= 0) return noun >= 0 && tree.under(noun, object) ? -1 : object;
    // "urged Tarrow to release": some parsers give the infinitive a subject instead.
    for (const c of tree.childrenBy(verb, COMPLEMENT)) {
      const subject = isInfinitive(tree, c) ? tree.child(c, SUBJECT) : -1;
      if (subject >= 0) return subject;
    }
    return -1;
  }
  if (path === 'subject') return verb >= 0 ? surfaceSubject(tree, verb) : -1;
  if (path === 'recipient') {
    if (verb < 0) return -1;
    const recipient = tree.child(verb, RECIPIENT);
    return recipient >= 0 ? referent(tree, recipient) : -1;
  }
  // "the freezing of Tarrow's assets": whose the noun is that goes with the verb, not whose act it is.
  if (path === 'owner') return noun >= 0 ? possessor(tree, named ? done : noun) : -1;
  if (path === 'clause') {
    const clause = verb >= 0 ? tree.child(verb, CLAUSE) : -1;
    return clause >= 0 ? surfaceSubject(tree, clause) : -1;
  }
  const places: number[] = [];
  if (noun >= 0) {
    places.push(noun);
    // "a state of siege in Alder" hangs on the last of its words.
    if (done >= 0) places.push(done);
    for (const t of tokens) if (t > noun && tree.s.upos[t] === TAG.NOUN && t !== done) places.push(t);
    for (const c of tree.childrenBy(noun, ADNOMINAL)) places.push(c);
  }
  if (verb >= 0) {
    places.push(verb);
    const object = undergoer(tree, verb);
    if (object >= 0 && object !== noun) places.push(object);
  }
  for (const place of places) {
    let found = -1;
    for (const c of tree.childrenBy(place, SENTENCE_ADVERBIAL)) {
      if (preposition(tree, c) !== path || isTime(tree, c) || !tree.nominal(c)) continue;
      // What follows the verb says more than an adverbial that opens the sentence.
      if (c > place) return referent(tree, c);
      if (found < 0) found = c;
    }
    if (found >= 0 && place === verb) return referent(tree, found);
  }
  return -1;
}

/** The events of a text by the noun among their words, else by their verb. */
export function byNoun(triggers: readonly Trigger[]): ReadonlyMap<number, Trigger> {
  return new Map(triggers.map((trigger) => [trigger.noun >= 0 ? trigger.noun : trigger.verb, trigger]));
}

/** Whether a phrase is an adverbial of time or manner and no participant. */
export function isTime(tree: Tree, head: number): boolean {
  if (ADVERBIAL_NOUNS.has(tree.lemma(head))) return true;
  if (tree.s.upos[head] === TAG.NUM) return /^\d{1,4}$/.test(tree.word(head));
  return false;
}

/** Whether a phrase names an actor, an office, many states, or goes by a proper name or a personal pronoun. */
export function isActorLike({ tree, hits, nouns }: Naming, head: number): boolean {
  if (tree.s.upos[head] === TAG.PRON) return !IMPERSONAL.has(tree.lower(head));
  const reading = resolve(tree, head, hits, nouns);
  return reading.actor !== undefined || reading.sector !== undefined || tree.s.upos[head] === TAG.PROPN;
}
const IMPERSONAL = new Set([
  'it',
  'this',
  'that',
  'these',
  'those',
  'what',
  'which',
  'something',
  'anything',
  'nothing',
  'everything',
  'there',
  'itself',
]);
