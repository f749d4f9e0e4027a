import { DEPRELS, TAG } from '../../parse/inventory.js';
import type { Mentions } from '../actors/index.js';
import type { Arguments, Trigger } from '../events/index.js';
import { isInfinitive, isPassive, OBLIQUE, preposition, type Tree, undergoer } from '../tree/index.js';

/** General word vectors: writes that of a form to `to`, from `at` on; zeros for a word that has none. */
export interface Vectors {
  readonly width: number;
  write(form: string, to: Float32Array, at: number): void;
}

/** What is known of a clause that may report an act: facts that hold of it by name, and directions of the vector space. */
export interface Features {
  facts: string[];
  /** `BLOCKS` vectors on end: of the trigger, its object, who acts, what it hangs on, the words beside it, the sentence. */
  vectors: Float32Array;
}

/** How many vectors describe a clause. */
export const BLOCKS = 6;
/** How many words to either side count as beside the trigger. */
const BESIDE = 4;

const CONTENT = new Set<number>([TAG.VERB, TAG.NOUN, TAG.ADJ, TAG.ADV, TAG.PROPN]);

/** Describes the clauses of one document for `Judge`. */
export class Describer {
  readonly #sentences = new Map<number, Float32Array>();
  constructor(
    readonly tree: Tree,
    readonly mentions: Mentions,
    readonly vectors: Vectors,
  ) {}

  /** The features of one trigger with its arguments, read as an act of `type`. */
  describe(trigger: Trigger, args: Arguments, type: string): Features {
    const { tree } = this;
    const { verb, noun, predicate, inner } = trigger;
    const at = verb >= 0 ? verb : noun;
    const object = verb >= 0 ? undergoer(tree, verb) : (args.target[0] ?? -1);
    const source = args.source[0] ?? -1;
    const facts = [
      `entry ${predicate.id}`,
      `word ${tree.lemma(noun >= 0 ? noun : at)}`,
      `shape ${inner ? 'with another' : verb < 0 ? 'noun' : noun >= 0 ? 'verb with noun' : 'verb'}`,
      `hangs by ${DEPRELS[tree.s.deprel[at]!]}`,
      ...this.#party('source', source),
      ...this.#party('target', args.target[0] ?? -1),
      ...this.#party('object', object),
    ];
    if (inner) facts.push(`inner ${inner.predicate.id}`);
    if (verb >= 0) {
      facts.push(isPassive(tree, verb) ? 'passive' : 'active');
      if (isInfinitive(tree, verb)) facts.push('infinitive');
    } else facts.push(tree.feature(noun, 'Number=Plur') ? 'plural noun' : 'singular noun');
    for (const c of tree.childrenBy(at, OBLIQUE)) if (c > at) facts.push(`with ${preposition(tree, c)}`);
    const typed = facts.slice(4).map((fact) => `${type}: ${fact}`);
    return {
      facts: [...new Set([`type ${type}`, ...facts, ...typed])],
      vectors: this.#vectors(trigger, at, object, source),
    };
  }

  /** What sort of party a phrase names. */
  #party(role: string, head: number): string[] {
    const { tree } = this;
    if (head < 0) return [`no ${role}`];
    const mention = this.mentions.at(head);
    const actor = mention?.actor;
    const made: string[] = [];
    if (actor)
      made.push(actor.sectors.length ? `${role} ${actor.sectors[0]}` : `${role} ${actor.group ? 'group' : 'state'}`);
    else if (mention?.sector) made.push(`${role} ${mention.sector}`);
    else if (mention?.person) made.push(`${role} person`);
    else if (tree.s.upos[head] === TAG.PROPN) made.push(`${role} name`);
    else if (tree.s.upos[head] === TAG.PRON) made.push(`${role} ${tree.lower(head)}`);
    else made.push(`${role} thing`);
    if (actor) made.push(`${role} known`);
    return made;
  }

  #vectors(trigger: Trigger, at: number, object: number, source: number): Float32Array {
    const { tree } = this;
    const { width } = this.vectors;
    const made = new Float32Array(BLOCKS * width);
    const own = new Set(trigger.tokens);
    const near: number[] = [];
    const sentence = tree.sentence[at]!;
    for (let i = at - BESIDE; i <= at + BESIDE; i++)
      if (i >= 0 && i < tree.length && tree.sentence[i] === sentence && !own.has(i) && CONTENT.has(tree.s.upos[i]!))
        near.push(i);
    const blocks = [trigger.tokens, [object], [source], [tree.head(at)], near];
    for (const [block, tokens] of blocks.entries())
      this.#mean(tokens, made.subarray(block * width, (block + 1) * width));
    made.set(this.#sentence(sentence), (BLOCKS - 1) * width);
    return made;
  }

  #sentence(sentence: number): Float32Array {
    const known = this.#sentences.get(sentence);
    if (known) return known;
    const [first, end] = [this.tree.s.sentences[sentence]!, this.tree.s.sentences[sentence + 1]!];
    const words: number[] = [];
    for (let i = first; i < end; i++) if (CONTENT.has(this.tree.s.upos[i]!)) words.push(i);
    const made = new Float32Array(this.vectors.width);
    this.#mean(words, made);
    this.#sentences.set(sentence, made);
    return made;
  }

  /** The mean of words' vectors, of length 1, into `to`. */
  #mean(tokens: readonly number[], to: Float32Array): void {
    const one = new Float32Array(to.length);
    for (const token of tokens) {
      if (token < 0) continue;
      this.vectors.write(this.tree.word(token), one, 0);
      for (let j = 0; j < to.length; j++) to[j]! += one[j]!;
    }
    let square = 0;
    for (let j = 0; j < to.length; j++) square += to[j]! * to[j]!;
    const length = Math.sqrt(square) || 1;
    for (let j = 0; j < to.length; j++) to[j]! /= length;
  }
}
