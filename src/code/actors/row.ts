import type { Actor } from '../../types.js';
import { coordinated, type Tree } from '../tree/index.js';

/** A phrase that names somebody, and what it resolves to, if anything. */
export interface Mention {
  head: number;
  actor?: Actor;
  sector?: string;
  /** The lemma of the office in its title. */
  office?: string;
  /** Whom a pronoun, a surname or "the department" stands for: a mention further up. */
  antecedent?: Mention;
  /** Where "they" or "the two sides" stands for several, or adjectives side by side name them: all of them, in text order. */
  several?: readonly Mention[];
  person: boolean;
  plural: boolean;
  subject: boolean;
  why: string;
}

/** How many mentions before its own a phrase may look back over. */
const BACK = 120;

/** The mentions of a document in text order. */
export class Row {
  readonly #byHead = new Map<number, Mention>();
  readonly #all: Mention[] = [];

  constructor(readonly tree: Tree) {}

  /** Adds one that stands after all that are there. */
  add(mention: Mention): void {
    this.#byHead.set(mention.head, mention);
    this.#all.push(mention);
  }

  all(): readonly Mention[] {
    return this.#all;
  }

  /** The mention of a head, or undefined where the token heads no phrase. */
  at(head: number): Mention | undefined {
    return this.#byHead.get(head);
  }

  /** The mentions of each sentence before a mention, its own first, some sentences back and a bounded number in all; the nearest first. */
  *sentencesBefore(mention: Mention, sentences: number): Generator<Mention[]> {
    const { tree } = this;
    const k = this.#index(mention);
    const from = Math.max(0, tree.sentence[mention.head]! - sentences);
    for (let s = tree.sentence[mention.head]!, i = k - 1; s >= from; s--) {
      const found: Mention[] = [];
      for (; i >= 0 && tree.sentence[this.#all[i]!.head]! >= s && k - i < BACK; i--) found.push(this.#all[i]!);
      yield found;
    }
  }

  /**
   * The nearest mention before this one that fits, within some sentences: of one sentence its subjects first; of one before its own the
   * subject that stands highest, as who is spoken of goes on to be.
   */
  before(mention: Mention, fits: (m: Mention) => boolean, sentences: number): Mention | undefined {
    for (const all of this.sentencesBefore(mention, sentences)) {
      const fitting = all.filter((m) => !this.tree.under(mention.head, m.head) && fits(m));
      const subjects = fitting.filter((m) => m.subject);
      const own = this.tree.sentence[fitting[0]?.head ?? 0] === this.tree.sentence[mention.head];
      const found = (own ? subjects[0] : this.#highest(subjects)) ?? fitting[0];
      if (found) return found;
    }
    return undefined;
  }

  /** The mention that hangs on the fewest words; the nearest of several. */
  #highest(mentions: readonly Mention[]): Mention | undefined {
    let best: Mention | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const m of mentions) {
      let depth = 0;
      for (let a = this.tree.head(m.head); a >= 0 && depth < 40; a = this.tree.head(a)) depth++;
      if (depth < least) [best, least] = [m, depth];
    }
    return best;
  }

  /** Those named side by side with a mention, itself taken in, where all are known and differ. */
  together(mention: Mention): Mention[] {
    if (mention.several) return [...mention.several];
    const all = coordinated(this.tree, mention.head).map((h) => this.at(h));
    const known = all.filter((m): m is Mention => m?.actor !== undefined);
    return known.length === all.length && distinctActors(known).length === known.length ? known : [];
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

/** Each actor's first mention. */
export function distinctActors(mentions: readonly Mention[]): Mention[] {
  return mentions.filter((m, at) => mentions.findIndex((o) => o.actor!.id === m.actor!.id) === at);
}
