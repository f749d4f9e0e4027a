import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import { exactly, phraseSpan, relations, type Tree } from '../tree/index.js';
import { antecedentOf, type Looking } from './antecedents.js';
import type { NameHit } from './names.js';
import type { Nouns } from './nouns.js';
import { isPerson, surnamesIn } from './people.js';
import { actorOf, counted, officeHead, type Reading, resolve } from './resolve.js';
import { type Mention, Row } from './row.js';
import { sidesNamed, sidesOf } from './sides.js';

const INNER = exactly('compound', 'flat', 'fixed', 'goeswith', 'amod', 'det', 'nummod', 'case', 'mark');
const SUBJECTS = relations('nsubj');
const SEVERAL = new Set(['they', 'them', 'their']);

/**
 * The mentions of one document, each resolved by its own phrase or through one before it. How far back a pronoun looks
 * is bounded, so that a long document takes linear time.
 */
export class Mentions {
  readonly #row: Row;
  readonly #people = new Map<string, Mention>();
  readonly #looking: Looking;

  constructor(
    readonly tree: Tree,
    readonly hits: readonly (NameHit | undefined)[],
    readonly nouns: Nouns,
    /** Who says "I" or "we" at a token: the head of the speaker's phrase, or -1. */
    speakerAt: (token: number) => number,
    /** Whom a title and a surname mean on the day of the report. */
    readonly official: (surname: string, title: string) => NameHit['actor'] | undefined,
    /** The state of a town whose name starts at a token. */
    readonly stateOfTown: (token: number) => NameHit | undefined = () => undefined,
  ) {
    const row = new Row(tree);
    const settle = (mention: Mention) => this.#settle(mention);
    this.#row = row;
    this.#looking = { tree, hits, nouns, row, speakerAt, people: this.#people, women: new Map(), settle };
    // First what phrases name by themselves, so that a surname may look down the page too ("Zarif" before his title).
    for (let i = 0; i < tree.length; i++) if (this.#isHead(i)) this.#add(i);
    for (const mention of row.all())
      if (!mention.actor || (mention.actor.group && sidesNamed(tree, mention.head, nouns))) this.#settle(mention);
  }

  /** The mention of a head, or of a name before another noun ("the FBI probe"); undefined where the token is neither. */
  at(head: number): Mention | undefined {
    return this.#row.at(head) ?? this.#modifier(head);
  }

  /** A name that only tells whose act a noun names. A seat there is as good as always a place ("the Paris attacks"). */
  #modifier(token: number): Mention | undefined {
    const hit = this.hits[token];
    if (hit?.last !== token || hit.use === 'seat') return undefined;
    const why = `name "${hit.text}"`;
    return { head: token, actor: actorOf(hit, []), person: false, plural: false, subject: false, why };
  }

  /** The span of what a mention stands for, where that is another one's. */
  antecedentSpan(mention: Mention): Span | undefined {
    return mention.antecedent && phraseSpan(this.tree, mention.antecedent.head);
  }

  #isHead(i: number): boolean {
    const { tree } = this;
    // "Some of Vessia's partners": a word that only counts others heads their phrase.
    if (!tree.nominal(i) && counted(tree, i, this.nouns) === i)
      return this.hits[i]?.last === i && this.hits[i]?.use !== 'adjective';
    return !INNER.has(tree.s.deprel[i]!);
  }

  #add(head: number): void {
    const { tree, nouns } = this;
    const office = officeHead(tree, head, nouns);
    const { actor, others, sector, why } = this.#read(head, office);
    const mention: Mention = {
      head,
      person: isPerson(this, head, office),
      plural: tree.feature(head, 'Number=Plur') || SEVERAL.has(tree.lower(head)),
      subject: SUBJECTS.has(tree.s.deprel[head]!),
      why,
    };
    if (office >= 0) mention.office = tree.lemma(office);
    if (actor) mention.actor = actor;
    if (sector) mention.sector = sector;
    if (actor && others) mention.several = [actor, ...others].map((one) => ({ ...mention, actor: one }));
    this.#row.add(mention);
    if (!actor) return;
    for (const surname of surnamesIn(this, head)) if (!this.#people.has(surname)) this.#people.set(surname, mention);
  }

  /** What a phrase names by itself, or by its title and surname on the day of the report. */
  #read(head: number, office: number): Reading {
    const { tree } = this;
    const read: Reading =
      tree.s.upos[head] === TAG.PRON
        ? { why: 'pronoun' }
        : resolve(tree, head, this.hits, this.nouns, this.stateOfTown);
    if (read.actor || office < 0) return read;
    const title = tree.lemma(office);
    const official = surnamesIn(this, head)
      .map((surname) => this.official(surname, title))
      .find(Boolean);
    if (!official) return read;
    const hit: NameHit = { actor: official, text: tree.word(head), use: 'name', first: head, last: head };
    return { ...read, actor: actorOf(hit, []), why: `"${title}" and surname, by the day of the report` };
  }

  #settle(mention: Mention): void {
    const { tree } = this;
    const word = tree.word(mention.head);
    const sides = sidesOf(this.#row, mention, this.nouns);
    if (sides) {
      const [first] = sides as [Mention];
      mention.several = sides;
      mention.antecedent = first;
      mention.actor = first.actor!;
      mention.why = `"${word}" stands for ${sides.map((m) => `"${tree.word(m.head)}"`).join(' and ')}`;
      return;
    }
    const found = antecedentOf(this.#looking, mention);
    if (!found?.actor) {
      if (found && found !== mention) mention.antecedent = found;
      return;
    }
    mention.antecedent = found.antecedent && tree.s.upos[found.head] === TAG.PRON ? found.antecedent : found;
    mention.actor = found.actor;
    const together = mention.plural ? this.#row.together(found) : [];
    if (together.length > 1) mention.several = together;
    mention.why = `"${word}" stands for "${tree.word(found.head)}"`;
  }
}
