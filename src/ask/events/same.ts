import { fold } from '../../ledger/index.js';
import type { Participant } from '../../types.js';
import type { LoadedClaim } from '../claims.js';

/** A claim reduced to what decides whether another one tells of the same event. */
export interface Told {
  claim: LoadedClaim;
  act: string;
  code: string;
  predicate: string | undefined;
  source: Side;
  target: Side;
  /** Both sides together, of an act that each side does to the other. */
  both: Side | undefined;
  /** The words of the target and of what follows the act, without names and times. */
  object: ReadonlySet<string>;
  /** "another", "again", "a second": the report says itself that it is not the one before. */
  further: boolean;
}

/** Who takes part: known actors, and the words of the others. */
interface Side {
  actors: ReadonlySet<string>;
  words: ReadonlySet<string>;
}

/** Words that tell an event from one like it. */
const FURTHER = /\b(?:another|again|once more|second|third|fourth|fifth|new round|anew|renewed|fresh)\b/i;

/** Words that name nobody and nothing. */
const EMPTY = new Set(
  'the a an of in on at to for from by with its their his her this that these those it they he she we i you which who what some any all and or'.split(
    ' ',
  ),
);

/** So much of the smaller side the two must have in common. */
const COMMON = 0.5;
const ALIKE = 0.3;

/** What of a claim decides. */
export function toldOf(claim: LoadedClaim): Told {
  const { event, factuality, source, target, reciprocal, trigger, span } = claim.row;
  const near = claim.words.slice(Math.max(0, trigger.start - span.start - 40), trigger.end - span.start + 60);
  return {
    claim,
    act: `${event.type} ${factuality}`,
    code: event.cameo,
    predicate: event.predicate,
    source: sideOf(source),
    target: sideOf(target),
    both: reciprocal ? sideOf([...source, ...target]) : undefined,
    object: wordsIn([...target.map(({ text }) => text), restOf(claim)].join(' ')),
    further: FURTHER.test(near),
  };
}

/**
 * Whether two claims tell of one event, their days left aside: the same kind of act as the same, and sides that do not
 * contradict each other. At least one side must be known to be the same; where one report does not name the other side,
 * or names some of it, that is no contradiction.
 */
export function isSameAct(a: Told, b: Told): boolean {
  if (a.act !== b.act || a.further !== b.further || !sameCode(a, b)) return false;
  if (a.both || b.both) {
    const [one, other] = [(a.both ?? joined(a)).actors, (b.both ?? joined(b)).actors];
    return one.size > 1 && other.size > 1 && shared(one, other) === 1;
  }
  const sides = [agreement(a.source, b.source), agreement(a.target, b.target)];
  // What is done to nobody known is told from other such things by the words for it.
  if (!a.target.actors.size && !b.target.actors.size && a.object.size && b.object.size) {
    sides[1] = shared(a.object, b.object) >= ALIKE ? 'same' : 'other';
  }
  return sides.includes('same') && !sides.includes('other');
}

/** CAMEO codes grow finer with each digit; a 0 at the end says no more than the digits before. */
function sameCode(a: Told, b: Told): boolean {
  const [x, y] = [a.code.slice(0, 3), b.code.slice(0, 3)];
  if (x === y) return x.slice(2) !== '0' || a.predicate === undefined || a.predicate === b.predicate;
  return x.slice(0, 2) === y.slice(0, 2) && (x.length < 3 || y.length < 3);
}

function agreement(a: Side, b: Side): 'same' | 'other' | 'unknown' {
  if (a.actors.size && b.actors.size) return shared(a.actors, b.actors) >= COMMON ? 'same' : 'other';
  if (a.words.size && b.words.size && !a.actors.size && !b.actors.size) {
    return shared(a.words, b.words) >= COMMON ? 'same' : 'other';
  }
  return (a.actors.size || a.words.size) && (b.actors.size || b.words.size) ? 'other' : 'unknown';
}

/** Of all that either names, the part that both do; of words, of the fewer ones. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((one) => b.has(one)).length;
  return common / Math.min(a.size, b.size);
}

function joined({ source, target }: Told): Side {
  return {
    actors: new Set([...source.actors, ...target.actors]),
    words: new Set([...source.words, ...target.words]),
  };
}

/** A state's government and those who hold its offices act as the state. */
export function actorKey({ id, code, sectors }: NonNullable<Participant['actor']>): string {
  return sectors.length === 1 && sectors[0] === 'GOV' && !/^(?:IGO|NGO|MUL|NGM|IMG)$/.test(code) ? code : id;
}

function sideOf(participants: readonly Participant[]): Side {
  const actors = new Set<string>();
  const words = new Set<string>();
  for (const { actor, text } of participants) {
    if (actor) actors.add(actorKey(actor));
    else for (const word of wordsIn(text)) words.add(word);
  }
  return { actors, words };
}

function wordsIn(text: string): Set<string> {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !EMPTY.has(word)).map((word) => word.replace(/(?<=\p{L}{3})(?:es|s)$/u, '')));
}

/** What follows the act in its sentence, up to who says so, without times and those who take part. */
function restOf({ row, words }: LoadedClaim): string {
  const { span, trigger, time, source, attribution } = row;
  const content = attribution.find((one) => one.content && one.content.start <= trigger.start)?.content;
  const cut = [time?.span, ...source.map((one) => one.span)].filter((one) => one !== undefined);
  let text = words;
  for (const { start, end } of cut) {
    if (start < span.start || end > span.end) continue;
    text = text.slice(0, start - span.start) + ' '.repeat(end - start) + text.slice(end - span.start);
  }
  return text.slice(trigger.end - span.start, Math.min(span.end, content?.end ?? span.end) - span.start);
}
