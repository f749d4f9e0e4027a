import type { Participant, Span } from '../../types.js';
import type { Mentions } from '../actors/index.js';
import { phrase, type Tree } from '../tree/index.js';

/** The longest phrase that still names somebody, in characters. */
const LONGEST = 160;

/** A head's noun phrase as a claim carries it: words, antecedent, and the actor that it resolves to. */
export function participant(tree: Tree, mentions: Mentions, head: number): Participant {
  const span = boundedPhrase(tree, head);
  const made: Participant = { span, text: tree.text.slice(span.start, span.end) };
  const mention = mentions.at(head);
  if (!mention) return made;
  if (mention.antecedent) {
    const antecedent = boundedPhrase(tree, mention.antecedent.head);
    if (antecedent.start !== span.start) made.antecedent = antecedent;
  }
  if (mention.actor) made.actor = mention.actor;
  return made;
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
