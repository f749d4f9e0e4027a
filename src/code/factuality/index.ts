import { TAG } from '../../parse/inventory.js';
import type { Factuality } from '../../types.js';
import { CLAUSE, exactly, OBJECT, PASSIVE_SUBJECT, SUBJECT, type Tree } from '../tree/index.js';
import {
  ADVERBIAL,
  CONJ,
  complementOf,
  hasSubject,
  inverted,
  isAsked,
  isIndicative,
  isIndirectQuestion,
  isKnown,
  isNotOnly,
  isOpen,
  isOthers,
  isReported,
  MARK,
  nobody,
  standsAlone,
} from './clause.js';
import { type OperatorIndex, operatorsAt, operatorsOver } from './operators.js';

export { isIndicative } from './clause.js';
export { indexOperators, type OperatorIndex } from './operators.js';

const OWN = exactly('aux', 'advmod', 'mark', 'det', 'discourse', 'cc', 'cc:preconj');
const ADJECTIVE = exactly('amod');
const SHARED = new Set(['will', 'shall', 'may', 'might', 'could', 'would', 'should', 'must', 'to']);
/** How many words up the tree may speak of an event. */
const HIGH = 12;
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
  /** Where it is asked whether it is so. */
  asked?: true;
}

/**
 * Reads how sure an event is from the words over it: negation, modal verbs, conditions and questions in its own clause,
 * then verbs, nouns and adjectives that take it as their complement ("planned to", "denied that", "the threatened …").
 *
 * @param at the token that carries the event: its verb, or its noun
 * @param own tokens that belong to the event's own name, and say nothing about it
 */
export function sureness(tree: Tree, at: number, index: OperatorIndex, own: readonly number[]): Sureness {
  const read = new Reading(tree, index, own);
  if (tree.s.upos[at] === TAG.NOUN) read.noun(at);
  else read.verb(at);
  return { factuality: read.found, cues: read.cues, ...(read.asked && { asked: true }) };
}

class Reading {
  found: Factuality = 'actual';
  asked = false;
  readonly cues: string[] = [];

  constructor(
    readonly tree: Tree,
    readonly index: OperatorIndex,
    readonly own: readonly number[],
  ) {}

  #take(makes: Factuality, cue: number): void {
    // A denial of a denial is neither; the inner word is kept.
    if (RANK[makes] > RANK[this.found]) this.found = makes;
    this.cues.push(`${makes}: "${this.tree.lower(cue)}"`);
  }

  verb(at: number): void {
    const { tree } = this;
    if (this.#presupposed(at)) return;
    const none = nobody(tree, at, this.own);
    if (none >= 0) this.#take('denied', none);
    for (const token of this.own) if (token !== at && tree.s.upos[token] === TAG.NOUN) this.#adjectives(token);
    this.#clause(at, at);
    this.#climb(at);
    if ((this.found === 'actual' || this.found === 'planned') && isAsked(tree, at)) {
      this.#take('possible', inverted(tree, at));
      this.asked = true;
    }
  }

  /** "urged it to stop shelling": who is to stop is doing it, whether he will stop or not. */
  #presupposed(at: number): boolean {
    const { tree } = this;
    const over = tree.head(at);
    if (over < 0 || over > at || !CEASING.has(tree.lemma(over)) || !complementOf(tree, at).includes('infinitive'))
      return false;
    const { factuality, cues } = sureness(tree, over, this.index, this.own);
    if (factuality === 'actual') return false;
    this.cues.push(`actual: "${tree.lower(over)}" of what goes on`, ...cues.map((cue) => `${cue} of its end`));
    return true;
  }

  /** A noun is what its own words make it; the verb over it speaks of it only where it is not known to be. */
  noun(at: number): void {
    const { tree } = this;
    this.#words(at, false);
    this.#adjectives(at);
    const head = tree.head(at);
    if (head < 0) return;
    if (this.#over(at)) {
      this.#climb(head, true);
      return;
    }
    const party = tree.is(at, OBJECT) || tree.is(at, SUBJECT) || tree.is(at, PASSIVE_SUBJECT);
    if (party && !isKnown(tree, at)) this.#words(head, false);
  }

  #adjectives(noun: number): void {
    for (const c of this.tree.childrenBy(noun, ADJECTIVE))
      for (const makes of operatorsAt(this.tree, c, this.index, 'noun')) this.#take(makes, c);
  }

  /** What stands in the clause of a verb: its auxiliaries and adverbs, and conditions. */
  #clause(token: number, at: number): void {
    const { tree } = this;
    this.#words(token, token !== at);
    const before = inverted(tree, token);
    if (before >= 0 && tree.is(token, ADVERBIAL))
      for (const makes of operatorsAt(tree, before, this.index, 'inverted')) this.#take(makes, before);
    // The consequence of a condition is conditional too: "If the port is closed, Vessia will …".
    if (!isOpen(tree, token)) return;
    for (const c of tree.childrenBy(token, ADVERBIAL)) {
      const first = inverted(tree, c);
      if (first >= 0 && operatorsAt(tree, first, this.index, 'inverted').includes('conditional'))
        this.#take('conditional', first);
      for (const mark of tree.childrenBy(c, MARK))
        if (operatorsAt(tree, mark, this.index, 'head').includes('conditional')) this.#take('conditional', mark);
    }
  }

  /** The words that hang on a token and speak of it. */
  #words(token: number, above: boolean): void {
    const { tree } = this;
    for (const c of tree.children(token)) {
      if (this.own.includes(c) || !OWN.has(tree.s.deprel[c]!) || isNotOnly(tree, c)) continue;
      // "no decision to", "not a plan": the noun is denied, which says less of what hangs on it.
      for (const makes of operatorsAt(tree, c, this.index, 'head'))
        if (!(above && makes === 'denied' && tree.s.upos[token] === TAG.NOUN))
          this.#take(this.#meant(makes, c, token), c);
    }
  }

  /** "asked if" is open; "said it would" tells what is meant, where "would" alone is only thought of. */
  #meant(makes: Factuality, word: number, verb: number): Factuality {
    const { tree } = this;
    if (!tree.is(verb, CLAUSE)) return makes;
    if (makes === 'conditional' && tree.lower(word) === 'if') return 'possible';
    if (isIndirectQuestion(tree, verb)) return makes;
    const said = this.index.reports.has(tree.lemma(tree.head(verb)));
    return makes === 'possible' && said && WOULD.has(tree.lower(word)) ? 'planned' : makes;
  }

  /** Takes what the head of an event says of it as its complement, and tells whether it said anything. */
  #over(token: number, reported = false): boolean {
    const { tree } = this;
    const head = tree.head(token);
    const over = complementOf(tree, token);
    if (!over.length || this.own.includes(head)) return false;
    let makes = operatorsOver(tree, head, this.index, over);
    if (reported) makes.push(...operatorsOver(tree, head, this.index, ['clause']).filter((m) => m === 'denied'));
    if (over.includes('clause') && isIndicative(tree, token)) makes = makes.filter((m) => m !== 'demanded');
    if (makes.includes('demanded') && makes.includes('planned'))
      makes = makes.filter((m) => m !== (isOthers(tree, head, token) ? 'planned' : 'demanded'));
    for (const m of makes) this.#take(m, head);
    return makes.length > 0;
  }

  /** @param above whether the token is not the event itself, so that its own clause is still to be read */
  #climb(at: number, above = false): void {
    const { tree } = this;
    let token = at;
    let reported = false;
    for (let steps = 0; token >= 0 && steps < HIGH; steps++) {
      if (steps > 0 || above) this.#clause(token, -1);
      // An indirect question is open, whatever is said of the question.
      if (isIndirectQuestion(tree, token)) {
        this.asked = true;
        return;
      }
      const head = tree.head(token);
      if (head < 0) return;
      if (tree.is(token, CONJ)) {
        if (hasSubject(tree, token)) return;
        if (tree.s.upos[token] === TAG.VERB) this.#shared(token, head);
        // Move to the first conjunct without reading its own negation again.
        token = head;
        this.#over(token);
        token = tree.head(token);
        continue;
      }
      const said = this.#over(token, reported);
      if (standsAlone(tree, token)) return;
      // What a plan, a call or a threat is of stays so, whatever becomes of it: "rejected a call to disarm".
      if (said && tree.s.upos[head] === TAG.NOUN) {
        this.#words(head, false);
        return;
      }
      // Who denies a report denies what it says: "dismissed claims that …".
      reported = isReported(tree, token);
      // Over a plain report the speaker's own doubts are not the event's.
      if (tree.is(token, CLAUSE) && complementOf(tree, token)[0] === 'clause' && this.found !== 'actual') return;
      token = head;
      const tag = tree.s.upos[token];
      if (tag !== TAG.VERB && tag !== TAG.NOUN && tag !== TAG.ADJ) return;
    }
  }

  /** A coordinated verb shares what stands before the first: "planned to discuss and adopt", "may meet and sign". */
  #shared(token: number, first: number): void {
    const { tree } = this;
    for (const c of tree.children(first))
      if (c < first && c < token && OWN.has(tree.s.deprel[c]!) && SHARED.has(tree.lower(c)))
        for (const makes of operatorsAt(tree, c, this.index, 'head')) this.#take(this.#meant(makes, c, first), c);
  }
}

const CEASING = new Set(['stop', 'cease', 'halt', 'end', 'quit']);
const WOULD = new Set(['would', "'d", '’d']);
