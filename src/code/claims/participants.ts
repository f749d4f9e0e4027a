import type { Actor, Participant, Span } from '../../types.js';
import type { Mention, Mentions } from '../actors/index.js';
import { phrase, type Tree } from '../tree/index.js';

/** The longest phrase that still names somebody, in characters. */
const LONGEST = 160;

/**
 * Whom a head's noun phrase names, as a claim carries it: words, antecedent, and the actor that it resolves to. Words
 * that stand for several ("they", "the two sides", "Vessian and Tarrow troops") give each of them, all with the same span.
 */
export function participantsAt(tree: Tree, mentions: Mentions, head: number): [Participant, ...Participant[]] {
  const span = boundedPhrase(tree, head);
  const words = { span, text: tree.text.slice(span.start, span.end) };
  const mention = mentions.at(head);
  if (!mention) return [words];
  const of = (antecedent: Mention | undefined, actor: Actor | undefined): Participant => {
    const before = antecedent && boundedPhrase(tree, antecedent.head);
    return {
      ...words,
      ...(before && before.start !== span.start ? { antecedent: before } : {}),
      ...(actor ? { actor } : {}),
    };
  };
  if (!mention.several) return [of(mention.antecedent, mention.actor)];
  return mention.several.map((m) => of(m, m.actor)) as [Participant, ...Participant[]];
}

/** The span of a head's noun phrase, no longer than a name may be, and within one paragraph. */
export function boundedPhrase(tree: Tree, head: number): Span {
  let [first, last] = phrase(tree, head);
  const fits = () => {
    const { start, end } = tree.span(first, last);
    return end - start <= LONGEST && !tree.text.slice(start, end).includes('\n\n');
  };
  while (last > head && !fits()) last--;
  while (first < head && !fits()) first++;
  return tree.span(first, last);
}
