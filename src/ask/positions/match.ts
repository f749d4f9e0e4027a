import type { Document } from '../../types.js';
import type { LoadedClaim } from '../claims.js';
import type { Stance } from './stance.js';
import type { Topic } from './topic.js';

/** Words that say nothing of their own, so that what they stand for is in the text before them. */
const EMPTY = /^(?:it|this|that|them|these|those|so|the (?:matter|issue|question|move|step|decision))$/i;

/**
 * Whether a claim's act is aimed at a question. An act that only makes a stance where the question is named must stand in
 * a sentence that names it. Any other is aimed at it where its target is the subject, or where target and what follows
 * name the subject; a target that says little by itself ("the vote", "it", none at all) is read in its context: the
 * headline, the first paragraph, its own paragraph. What is aimed at another actor is not aimed at this question.
 *
 * @param document the claim's, asked for only where the sentence does not decide
 */
export function isAimedAt(
  topic: Topic,
  { topical }: Stance,
  { row, words }: LoadedClaim,
  document: () => Document | undefined,
): boolean {
  const targets = row.target.map(({ text }) => text).join(', ');
  const subject = row.target.some(({ actor }) => actor && topic.subjects.has(actor.id));
  if (!topical && (subject || topic.namesSubject(targets) || topic.names(targets))) return true;
  if (topical && topic.names(words)) return true;
  if (row.target.length && row.target.every(({ actor }) => actor && !actor.group)) return false;
  const matter = topic.namesMatter(targets);
  if (!topical) {
    const from = Math.min(row.trigger.start, ...row.target.map(({ span }) => span.start)) - row.span.start;
    const rest = words.slice(Math.max(0, from));
    if (topic.namesSubject(rest) || topic.names(rest)) return true;
  }
  const little = matter || (!topical && (!row.target.length || row.target.every(({ text }) => EMPTY.test(text))));
  return little && topic.names(contextOf(document(), row.span.start));
}

/** The headline, the first paragraph and what stands before a place in its own. */
function contextOf(document: Document | undefined, at: number): string {
  if (!document) return '';
  const { text, headline, paragraphs } = document;
  const lead = paragraphs.find(({ start }) => start !== headline?.start);
  const own = paragraphs.find(({ start, end }) => start <= at && at < end);
  const parts = [headline, lead, own && { start: own.start, end: at }];
  return parts.map((span) => (span ? text.slice(span.start, span.end) : '')).join('\n');
}
