import { TAG } from '../../parse/inventory.js';
import { type NameHit, type Nouns, possessor, resolve } from '../actors/index.js';
import {
  agentOf,
  CLAUSE,
  coordinated,
  doer,
  exactly,
  isInfinitive,
  MODIFIER,
  OBLIQUE,
  POSSESSOR,
  preposition,
  RECIPIENT,
  referent,
  SUBJECT,
  surfaceSubject,
  type Tree,
  undergoer,
} from '../tree/index.js';
import { ADVERBIAL_NOUNS } from '../words.js';
import { NEGATION, type Trigger } from './trigger.js';

/** The heads of the phrases that act and are acted upon, with the path that led to them. */
export interface Arguments {
  source: number[];
  target: number[];
  /** Whether the words say that those who act are acted upon by one another. */
  mutual: boolean;
  how: { source: string; target: string };
}

/** What the argument finder needs to know of the document's names. */
export interface Naming {
  tree: Tree;
  hits: readonly (NameHit | undefined)[];
  nouns: Nouns;
}

/** Prepositions that name a target where the entry's own are not there, best first. */
const OTHERWISE = ['against', 'with', 'on', 'to', 'from', 'toward', 'towards', 'over', 'into'] as const;
const ADNOMINAL = exactly('acl');
const SENTENCE_ADVERBIAL = exactly('obl', 'obl:unmarked', 'obl:agent', 'nmod', 'nmod:unmarked');

/** Finds who acts and who is acted upon, for one trigger. Either may be empty: nobody is invented. */
export function findArguments(naming: Naming, trigger: Trigger): Arguments {
  const [source, sourceHow] = findSource(naming, trigger);
  const sources = source >= 0 ? allSubjects(naming.tree, source, trigger.verb) : [];
  const among = trigger.predicate.reciprocal === 'together' && sources.length > 1;
  let [target, targetHow] = findTarget(naming, trigger, among);
  const mutual = target >= 0 && isEachOther(naming.tree, target);
  if (target >= 0 && (mutual || sources.includes(target))) target = -1;
  const targets = target >= 0 ? coordinated(naming.tree, target).filter((t) => !sources.includes(t)) : [];
  return { source: sources, target: targets, mutual, how: { source: sourceHow, target: targetHow } };
}

/** "accused each other", "shelled one another". */
function isEachOther(tree: Tree, head: number): boolean {
  const first = head > 0 && /^(?:other|another)$/.test(tree.lower(head)) ? head - 1 : head;
  return first + 1 < tree.length && EACH_OTHER.test(`${tree.lower(first)} ${tree.lower(first + 1)}`);
}
const EACH_OTHER = /^(?:each other|one another)$/;

/** A source and those coordinated with it; a second subject that "and" joins to the first counts as coordinated. */
function allSubjects(tree: Tree, source: number, verb: number): number[] {
  const all = coordinated(tree, source).filter((one) => !isPast(tree, source, one, verb));
  if (verb >= 0 && tree.is(source, SUBJECT) && tree.head(source) === verb)
    for (const c of tree.childrenBy(verb, SUBJECT))
      if (c > source && !all.includes(c) && (tree.nominal(c) || tree.s.upos[c] === TAG.DET))
        all.push(...coordinated(tree, c));
  return all.sort((a, b) => a - b);
}

/** "Vessia, which had recognized it, and Tarrow": what follows a relative clause is not what the clause is about. */
function isPast(tree: Tree, source: number, one: number, verb: number): boolean {
  return verb > source && one > verb && tree.right[source]! >= verb && tree.is(verb, RELATIVE);
}
const RELATIVE = exactly('acl:relcl');

/** "Vessia is the only state that recognizes it": a common noun under a copula stands for the subject; else itself. */
function identified(tree: Tree, head: number, verb: number): number {
  if (!tree.is(verb, RELATIVE) || tree.head(verb) !== head || tree.s.upos[head] !== TAG.NOUN) return head;
  const subject = tree.child(head, COPULA) >= 0 ? tree.child(head, SUBJECT) : -1;
  if (subject < 0 || subject > head || !tree.nominal(subject)) return head;
  for (const c of tree.children(head)) if (c < head && NEGATION.has(tree.lower(c))) return head;
  return referent(tree, subject);
}
const COPULA = exactly('cop');

function findSource(naming: Naming, trigger: Trigger): [number, string] {
  const { tree } = naming;
  const { verb, noun, predicate } = trigger;
  for (const path of predicate.source ?? []) {
    const found = follow(naming, path, trigger);
    if (found >= 0) return [found, path];
  }
  if (verb >= 0) {
    const doing = doer(tree, verb);
    const who = doing >= 0 ? identified(tree, doing, verb) : doing;
    return who >= 0 ? [who, 'who acts'] : [-1, 'nobody is named'];
  }
  return nominalSource(naming, noun, predicate.target ?? []);
}

/** Who does what a noun names: "by", a possessor, an adjective or a name before it, or "of" where that is not the target. */
function nominalSource({ tree, hits }: Naming, noun: number, targets: readonly string[]): [number, string] {
  for (const c of tree.childrenBy(noun, OBLIQUE)) if (c > noun && preposition(tree, c) === 'by') return [c, 'by'];
  const participle = tree.childrenBy(noun, ADNOMINAL)[0];
  if (participle !== undefined) {
    const agent = agentOf(tree, participle);
    if (agent >= 0) return [agent, 'by'];
  }
  const named = tree.child(noun, SUBJECT);
  if (named >= 0) return [referent(tree, named), 'subject'];
  const poss = tree.child(noun, POSSESSOR);
  if (poss >= 0) return [referent(tree, poss), 'possessor'];
  for (const c of tree.childrenBy(noun, MODIFIER)) if (hits[c] && c < noun) return [c, 'modifier'];
  if (!targets.includes('of'))
    for (const c of tree.childrenBy(noun, OBLIQUE)) if (c > noun && preposition(tree, c) === 'of') return [c, 'of'];
  // "are under attack by", "came under criticism from"
  for (const c of tree.childrenBy(noun, OBLIQUE))
    if (c > noun && preposition(tree, c) === 'from' && !targets.includes('from')) return [c, 'from'];
  return [-1, 'nobody is named'];
}

/** @param among whether several act together, so that whoever is not expressly named beside them is no party */
function findTarget(naming: Naming, trigger: Trigger, among: boolean): [number, string] {
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
const COMPLEMENT = exactly('xcomp', 'ccomp');
const ATTACHED = exactly('amod', 'compound', 'nmod:poss', 'flat', 'nmod:desc');

/** One argument path from a trigger: "object", "recipient", "subject", "owner", "clause", or a preposition. */
function follow({ tree }: Naming, path: string, { verb, noun, tokens }: Trigger): number {
  if (path === 'object') {
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
  if (path === 'owner') return noun >= 0 ? possessor(tree, noun) : -1;
  if (path === 'clause') {
    const clause = verb >= 0 ? tree.child(verb, CLAUSE) : -1;
    return clause >= 0 ? surfaceSubject(tree, clause) : -1;
  }
  const places: number[] = [];
  if (noun >= 0) {
    places.push(noun);
    // "a state of siege in Alder" hangs on the last of its words.
    for (const t of tokens) if (t > noun && tree.s.upos[t] === TAG.NOUN) places.push(t);
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

/** Whether a phrase is an adverbial of time or manner and no participant. */
export function isTime(tree: Tree, head: number): boolean {
  if (ADVERBIAL_NOUNS.has(tree.lemma(head))) return true;
  if (tree.s.upos[head] === TAG.NUM) return /^\d{1,4}$/.test(tree.word(head));
  return false;
}

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
