import type { Codebook } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Factuality } from '../../types.js';
import {
  CLAUSE,
  exactly,
  INFINITIVE,
  isAnnounced,
  isInfinitive,
  OBJECT,
  PASSIVE_SUBJECT,
  preposition,
  relations,
  type Tree,
} from '../tree/index.js';
import { REPORT_NOUNS } from '../words.js';

type Over = 'infinitive' | 'clause' | 'object' | 'head';

/** Operators by their first word; `rest` must follow it. */
export type OperatorIndex = ReadonlyMap<
  string,
  readonly { rest: readonly string[]; makes: Factuality; over: readonly Over[] }[]
>;

/** Orders the codebook's factuality operators for look-up. */
export function indexOperators(codebook: Codebook): OperatorIndex {
  const index = new Map<string, { rest: string[]; makes: Factuality; over: Over[] }[]>();
  for (const { words, makes, over } of codebook.operators)
    for (const word of words) {
      const [first, ...rest] = word.split(' ') as [string, ...string[]];
      const list = index.get(first) ?? [];
      list.push({ rest, makes, over });
      index.set(first, list);
    }
  return index;
}

const OWN = exactly('aux', 'advmod', 'mark', 'det', 'discourse', 'cc', 'cc:preconj');
const MARK = exactly('mark');
const CONDITIONS = new Set(['if', 'unless']);
const RELATIVE = exactly('acl:relcl');
const ADVERBIAL = exactly('advcl');
const ADNOMINAL = exactly('acl');
const CONJ = exactly('conj');
const NOMINAL = relations('obj', 'nmod', 'obl', 'nsubj');
const SHARED = new Set(['will', 'shall', 'may', 'might', 'could', 'would', 'should', 'must', 'to']);
/** Which value holds where several words speak of one event: what was not so outweighs what was meant. */
const RANK: Readonly<Record<Factuality, number>> = {
  actual: 0,
  planned: 1,
  possible: 2,
  demanded: 3,
  conditional: 4,
  denied: 5,
};

/** How sure an event is, and the words that say so. */
export interface Sureness {
  factuality: Factuality;
  cues: string[];
}

/**
 * Reads how sure an event is from the words over it: negation, modal verbs and conditions in its own clause, then verbs,
 * nouns and adjectives that take the clause as their complement ("planned to", "denied that").
 *
 * @param at the token that carries the event: its verb, or its noun
 * @param own tokens that belong to the event's own name, and say nothing about it
 */
export function sureness(tree: Tree, at: number, index: OperatorIndex, own: readonly number[]): Sureness {
  const cues: string[] = [];
  let found: Factuality = 'actual';
  const take = (makes: Factuality, cue: string) => {
    // A denial of a denial is neither; the inner word is kept.
    if (RANK[makes] > RANK[found]) found = makes;
    cues.push(`${makes}: "${cue}"`);
  };
  const none = tree.s.upos[at] === TAG.VERB ? nobody(tree, at, own) : -1;
  if (none >= 0) take('denied', tree.lower(none));
  let token = at;
  let reported = false;
  for (let steps = 0; token >= 0 && steps < 12; steps++) {
    for (const c of tree.children(token)) {
      if (own.includes(c) || !OWN.has(tree.s.deprel[c]!)) continue;
      for (const op of index.get(tree.lower(c)) ?? index.get(tree.lemma(c)) ?? [])
        if (
          op.over.includes('head') &&
          op.rest.length === 0 &&
          !(steps > 0 && op.makes === 'denied' && tree.s.upos[token] === TAG.NOUN)
        )
          take(op.makes, tree.lower(c));
    }
    if (isAnnounced(tree.s, token)) take('planned', 'to');
    // An indirect question is open, whatever is said of the question.
    if (tree.childrenBy(token, MARK).some((c) => tree.lower(c) === 'whether')) break;
    // The consequence of a condition is conditional too: "If the port is closed, Vessia will …".
    for (const c of tree.childrenBy(token, ADVERBIAL))
      for (const mark of tree.childrenBy(c, MARK))
        if (CONDITIONS.has(tree.lower(mark))) take('conditional', tree.lower(mark));
    const head = tree.head(token);
    if (head < 0) break;
    const over = relation(tree, token);
    if (over) {
      for (const op of index.get(tree.lemma(head)) ?? [])
        if (
          (op.over.includes(over) || (reported && op.makes === 'denied' && op.over.includes('clause'))) &&
          !own.includes(head) &&
          op.rest.every((w, k) => tree.lower(head + 1 + k) === w)
        )
          take(op.makes, tree.lower(head));
    } else if (tree.is(token, CONJ)) {
      // A coordinated verb shares what stands before the first: "planned to discuss and adopt", "may meet and sign".
      for (const c of tree.children(head))
        if (
          c < head &&
          OWN.has(tree.s.deprel[c]!) &&
          SHARED.has(tree.lower(c)) &&
          !hasSubject(tree, token) &&
          tree.s.upos[token] === TAG.VERB
        ) {
          for (const op of index.get(tree.lower(c)) ?? []) if (op.over.includes('head')) take(op.makes, tree.lower(c));
        }
      if (hasSubject(tree, token)) break;
      // Move to the first conjunct without reading its own negation again.
      token = head;
      const shared = relation(tree, token);
      const above = tree.head(token);
      if (shared && above >= 0)
        for (const op of index.get(tree.lemma(above)) ?? [])
          if (op.over.includes(shared) && op.rest.length === 0) take(op.makes, tree.lower(above));
      if (above < 0) break;
      token = above;
      continue;
    } else if (tree.is(token, RELATIVE) && !isReported(tree, token)) break;
    if (tree.is(token, ADVERBIAL) && !isInfinitive(tree, token)) break;
    // Who denies a report denies what it says: "dismissed claims that …".
    reported = isReported(tree, token);
    token = head;
    if (tree.s.upos[token] !== TAG.VERB && tree.s.upos[token] !== TAG.NOUN && tree.s.upos[token] !== TAG.ADJ) break;
    // Over a plain report the speaker's own doubts are not the event's.
    if (over === 'clause' && found !== 'actual') break;
  }
  return { factuality: found, cues };
}

/** "reports that …": a clause with "that" under a noun of speech, which some parsers take for a relative one. */
function isReported(tree: Tree, clause: number): boolean {
  return REPORT_NOUNS.has(tree.lemma(tree.head(clause))) && tree.lower(tree.left[clause]!) === 'that';
}

/** The word that leaves a verb without a doer or an object: "no state has recognized", "neither of them signed"; -1: none. */
function nobody(tree: Tree, v: number, own: readonly number[]): number {
  for (const c of tree.childrenBy(v, PARTIES)) {
    if (own.includes(c)) continue;
    if (NOBODY.has(tree.lower(c))) return c;
    for (const d of tree.childrenBy(c, DETERMINING)) if (NO.has(tree.lower(d))) return d;
  }
  return -1;
}
const PARTIES = exactly('nsubj', 'nsubj:pass', 'obj');
const DETERMINING = exactly('det', 'cc:preconj', 'advmod');
const NO = new Set(['no', 'neither']);
const NOBODY = new Set(['none', 'nobody', 'nothing', 'neither']);

function hasSubject(tree: Tree, v: number): boolean {
  return tree.child(v, SUBJECTS) >= 0;
}
const SUBJECTS = exactly('nsubj', 'nsubj:pass');

function relation(tree: Tree, token: number): Over | undefined {
  if (tree.is(token, CLAUSE)) return isInfinitive(tree, token) ? 'infinitive' : 'clause';
  if (tree.is(token, INFINITIVE) || (tree.is(token, ADNOMINAL) && isInfinitive(tree, token))) return 'infinitive';
  if (tree.is(token, ADVERBIAL) && isInfinitive(tree, token)) return 'infinitive';
  if (tree.is(token, CSUBJ)) return 'infinitive';
  if (tree.is(token, OBJECT) || tree.is(token, PASSIVE_SUBJECT)) return 'object';
  if (tree.is(token, NOMINAL) && ['for', 'of'].includes(preposition(tree, token))) return 'object';
  return undefined;
}
const CSUBJ = exactly('csubj', 'csubj:pass');
