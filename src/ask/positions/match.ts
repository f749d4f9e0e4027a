import type { Document, Span } from '../../types.js';
import type { LoadedClaim } from '../claims.js';
import type { Stance } from './stance.js';
import type { Topic } from './topic.js';

/** Words that say nothing of their own, so that what they stand for is in the text before them. */
const EMPTY = /^(?:it|this|that|them|these|those|so|the (?:matter|issue|question|move|step|decision))$/i;

/** A noun for an act ("its recognition of"): what stands before it can turn it around. */
const NOUN = /(?:ion|ment|[ae]nce)s?$/i;

/** Words before a noun in which it can be turned around: "the decision to withdraw its recognition". */
const BEFORE = 3;

/**
 * Whether a claim's act is aimed at a question. An act that only makes a stance where the question is named must stand in
 * a clause that names it, or be done for a reason that does, and nothing there may turn it into its contrary; what is done
 * to "this" is not known to be. Any other is aimed at the question where its
 * target is the subject, or where target and what follows name the subject; a target that says little by itself ("the
 * vote", "it", none at all) is read in its context: the headline, the first paragraph, its own paragraph. What is aimed at
 * another actor is not aimed at this question.
 *
 * @param document the claim's, asked for only where the sentence does not decide
 */
export function isAimedAt(
  topic: Topic,
  { topical, side }: Stance,
  claim: LoadedClaim,
  document: () => Document | undefined,
): boolean {
  const { row } = claim;
  const targets = row.target.map(({ text }) => text).join(', ');
  const clause = clauseOf(claim);
  const from = Math.min(row.trigger.start, ...row.target.map(({ span }) => span.start));
  if (side === 'for' && isTurnedAround(topic, claim)) return false;
  if (topical) {
    if (topic.namesContrary(clause.from(row.trigger.end))) return false;
    if (row.target.length && row.target.every(({ text }) => EMPTY.test(text))) return false;
    if (topic.names(clause.from(row.span.start))) return true;
    if (row.reason && topic.names(textAt(document(), row.reason))) return true;
  } else {
    const subject = row.target.some(({ actor }) => actor && topic.subjects.has(actor.id));
    if (subject || topic.namesSubject(targets) || topic.names(targets)) return true;
  }
  if (row.target.length && row.target.every(({ actor }) => actor && !actor.group)) return false;
  if (!topical && topic.namesSubject(clause.from(from))) return true;
  const saysNothing = !topical && row.target.every(({ text }) => EMPTY.test(text));
  if (!saysNothing && !topic.namesMatter(targets)) return false;
  return topic.names(contextOf(document(), row.span.start));
}

/** Whether an act for something that is named by a noun is what somebody else takes back or refuses. */
function isTurnedAround(topic: Topic, { row, words }: LoadedClaim): boolean {
  const at = row.trigger.start - row.span.start;
  if (at < 0 || !NOUN.test(words.slice(at, row.trigger.end - row.span.start))) return false;
  return topic.namesContrary(words.slice(0, at).trim().split(/\s+/).slice(-BEFORE).join(' '));
}

function textAt(document: Document | undefined, { start, end }: Span): string {
  return document?.text.slice(start, end) ?? '';
}

/** The part of a claim's sentence that its innermost speaker is said to say, from a place on. */
function clauseOf({ row, words }: LoadedClaim): { from(place: number): string } {
  const { span, trigger } = row;
  const content = row.attribution
    .map((one) => one.content)
    .find((one) => one && one.start <= trigger.start && trigger.end <= one.end);
  const start = Math.max(span.start, content?.start ?? 0);
  const end = Math.min(span.end, content?.end ?? span.end);
  return { from: (place) => words.slice(Math.max(start, place) - span.start, end - span.start) };
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
