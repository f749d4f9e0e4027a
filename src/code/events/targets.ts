import { TAG } from '../../parse/inventory.js';
import { possessor } from '../actors/index.js';
import {
  agentOf,
  CLAUSE,
  exactly,
  OBLIQUE,
  POSSESSOR,
  preposition,
  referent,
  SUBJECT,
  surfaceSubject,
  type Tree,
} from '../tree/index.js';
import { ADNOMINAL, follow, isActorLike, type Naming, SENTENCE_ADVERBIAL } from './paths.js';
import type { Trigger } from './trigger.js';

/** Prepositions that name a target where the entry's own are not there, best first. */
const OTHERWISE = ['against', 'with', 'on', 'to', 'from', 'toward', 'towards', 'over', 'into'] as const;

/**
 * The head of the phrase that is acted upon, with the path that led to it; -1: nobody is named.
 *
 * @param among whether several act together, so that whoever is not expressly named beside them is no party
 */
export function findTarget(naming: Naming, trigger: Trigger, among: boolean): [number, string] {
  const { tree } = naming;
  const { predicate, verb, noun, inner } = trigger;
  for (const path of predicate.target ?? ['object']) {
    let found = -1;
    if (path === 'inner') {
      if (inner) found = findTarget(naming, inner, among)[0];
    } else found = follow(naming, path, trigger);
    if (found >= 0 && noun >= 0 && !PLAIN.has(path) && isOwnNoun(tree, found, predicate))
      found = beneath(tree, found, predicate);
    if (found >= 0) return [path === 'inner' ? found : acted(naming, found), path];
  }
  if (inner) {
    const [found, how] = findTarget(naming, inner, among);
    if (found >= 0) return [found, `inner ${how}`];
  }
  if (among) return [-1, 'each other'];
  const below = hungDeeper(naming, trigger);
  if (below >= 0) return [acted(naming, below), `${preposition(tree, below)}, further on`];
  for (const path of OTHERWISE) {
    const found = follow(naming, path, trigger);
    if (found >= 0 && isActorLike(naming, found)) return [acted(naming, found), path];
  }
  if (verb >= 0 && noun < 0) {
    const clause = tree.child(verb, CLAUSE);
    const subject = clause >= 0 ? surfaceSubject(tree, clause) : -1;
    if (subject >= 0 && isActorLike(naming, subject)) return [subject, 'subject of the clause'];
  }
  // Words alone need no place; what is done is done somewhere, and to who is there.
  const nearby =
    verb >= 0 && !isTalk((inner ?? trigger).code) ? namedBelow(naming, verb, Math.max(...trigger.tokens)) : -1;
  return nearby >= 0 ? [nearby, 'first actor named after it'] : [-1, 'nobody is named'];
}

/** Paths that are no preposition. */
const PLAIN = new Set(['object', 'recipient', 'subject', 'owner', 'clause', 'inner']);

/** "gave $5 million in aid to Vessia": whether a phrase is one of the words that name the act. */
function isOwnNoun(tree: Tree, head: number, { nouns, light }: Trigger['predicate']): boolean {
  return [...(nouns ?? []), ...(light?.nouns ?? [])].some((noun) => tree.matches(head, noun));
}

/** Whom a word that names the act says it is done to, by the entry's own prepositions; -1: nobody. */
function beneath(tree: Tree, head: number, { target }: Trigger['predicate']): number {
  for (const path of target ?? [])
    for (const c of tree.childrenBy(head, SENTENCE_ADVERBIAL))
      if (preposition(tree, c) === path && tree.nominal(c)) return referent(tree, c);
  return -1;
}

/** An actor behind one of the entry's own prepositions that the parser hung on something between ("sued in a court of York against Vessia"); -1: none. */
function hungDeeper(naming: Naming, { predicate, verb, noun, tokens }: Trigger): number {
  const { tree } = naming;
  const top = verb >= 0 ? verb : noun;
  const wanted = (predicate.target ?? []).filter((path) => BINDING.has(path));
  if (!wanted.length) return -1;
  for (let i = Math.max(...tokens) + 1; i <= tree.right[top]!; i++) {
    if (!OBLIQUE.has(tree.s.deprel[i]!) || !tree.nominal(i) || !wanted.includes(preposition(tree, i))) continue;
    if (tree.childrenBy(i, POSSESSOR).some((c) => tree.s.upos[c] === TAG.PRON)) continue;
    let a = i;
    for (let steps = 0; a >= 0 && a !== top && !CLAUSAL.has(tree.s.deprel[a]!) && steps < 30; steps++) a = tree.head(a);
    if (a === top && isActorLike(naming, i)) return i;
  }
  return -1;
}
/** Prepositions that say of whom they name what part they have, wherever they stand. */
const BINDING = new Set(['against', 'with', 'between']);
const CLAUSAL = exactly('acl:relcl', 'ccomp', 'parataxis', 'advcl:relcl', 'advcl', 'acl', 'csubj');

/** Whether a code is of consulting, agreeing or supporting. */
function isTalk(code: string): boolean {
  return /^0[45]/.test(code);
}

/** The first actor named after the trigger in its own clause, at any depth; -1: none. */
function namedBelow({ tree, hits }: Naming, verb: number, after: number): number {
  for (let i = after + 1; i <= tree.right[verb]!; i++) {
    const hit = hits[i];
    if (!hit || hit.use === 'adjective' || hit.actor.kind === 'agency') continue;
    let a = hit.last;
    while (hits[tree.head(a)] === hit) a = tree.head(a);
    let own = true;
    let top = a;
    for (let steps = 0; a >= 0 && a !== verb && steps < 30; a = tree.head(a), steps++) {
      if (NEW_CLAUSE.has(tree.s.deprel[a]!) || (tree.is(a, OWN_CLAUSE) && tree.child(a, SUBJECT) >= 0)) own = false;
      // "a truce brokered by Vessia": who did something else.
      if (
        tree.head(a) !== verb &&
        tree.head(a) >= 0 &&
        tree.is(tree.head(a), ADNOMINAL) &&
        agentOf(tree, tree.head(a)) === a
      )
        own = false;
      if (
        ATTACHED.has(tree.s.deprel[a]!) &&
        a === top &&
        tree.head(a) > after &&
        tree.nominal(tree.head(a)) &&
        !OBLIQUE.has(tree.s.deprel[a]!)
      )
        top = tree.head(a);
    }
    if (own && a === verb) return top;
    i = hit.last;
  }
  return -1;
}
const NEW_CLAUSE = exactly('acl:relcl', 'ccomp', 'parataxis', 'advcl:relcl');
const OWN_CLAUSE = exactly('advcl', 'conj');
const ATTACHED = exactly('amod', 'compound', 'nmod:poss', 'flat', 'nmod:desc');

/**
 * The one acted upon where the words name an act or thing of theirs: of "Tarrow's raid" Tarrow. A phrase that names an
 * actor, or the act of nobody, stands for itself.
 */
function acted(naming: Naming, head: number): number {
  if (isActorLike(naming, head)) return head;
  const owner = possessor(naming.tree, head);
  if (owner >= 0 && naming.tree.s.upos[owner] !== TAG.PRON && isActorLike(naming, owner)) return owner;
  return head;
}
