import { UserError } from '../../errors.js';
import type {
  Attribution,
  Claim,
  Document,
  EventKind,
  Knowledge,
  Participant,
  Place,
  Span,
  Time,
} from '../../types.js';
import { canonicalJson, sha256 } from '../canonical.js';
import { firstDay, lastDay } from '../days.js';
import type { Actors } from './actors.js';
import type { ClaimFields, PartyInput } from './input.js';
import type { Locator } from './locate.js';

/** What composing a claim from a person's words needs. */
export interface Means {
  locator: Locator;
  actors: Actors;
  knowledge: Knowledge;
}

/**
 * A claim with what a person says of it put in; what is not named stays.
 *
 * @throws UserError where words are not in the text, an actor or code is not known, or fields contradict each other
 */
export async function amendedClaim(before: Claim, set: ClaimFields, means: Means): Promise<Claim> {
  const { locator } = means;
  const paragraph = paragraphOf(locator.document, before.span);
  const trigger = set.trigger ? locator.find(set.trigger, paragraph) : before.trigger;
  const span = set.span ? locator.find(set.span, paragraph) : around(before.span, trigger, locator);
  if (trigger.start < span.start || span.end < trigger.end) {
    throw new UserError('trigger: the words that name the event must stand in the sentence that the claim rests on');
  }
  const known = [...before.source, ...before.target];
  const parties = (said: readonly PartyInput[] | undefined, side: Participant[]) =>
    said ? Promise.all(said.map((one) => participant(one, span, known, means))) : side;
  const claim: Claim = {
    ...before,
    span,
    trigger,
    headline: isWithin(span, locator.document.headline),
    event: amendedEvent(before.event, set, means.knowledge),
    source: await parties(set.source, before.source),
    target: await parties(set.target, before.target),
    factuality: set.factuality ?? before.factuality,
    novelty: set.novelty ?? before.novelty,
    attribution: set.attribution
      ? [...(await Promise.all(set.attribution.map((link) => attribution(link, span, means)))), ...outletOf(before)]
      : before.attribution,
    confidence: 1,
  };
  put(claim, 'reciprocal', set.reciprocal === undefined ? before.reciprocal : set.reciprocal || undefined);
  put(claim, 'time', amended(set.time, before.time, timeOf));
  put(
    claim,
    'place',
    amended(set.place, before.place, (place) => placeOf(place, span, locator)),
  );
  put(
    claim,
    'quote',
    amended(set.quote, before.quote, (one) => locator.find(one, paragraph)),
  );
  put(
    claim,
    'reason',
    amended(set.reason, before.reason, (one) => locator.find(one, paragraph)),
  );
  return claim;
}

/**
 * A claim that the machine missed.
 *
 * @param quote the words that it rests on: the event's own words, or its sentence with `set.trigger` in it
 */
export async function addedClaim(quote: Span, set: ClaimFields, means: Means): Promise<Claim> {
  const { document } = means.locator;
  const blank: Claim = {
    id: '',
    span: means.locator.sentences(quote),
    trigger: quote,
    headline: false,
    event: { type: '', contexts: [], cameo: '', quad: 1, goldstein: 0 },
    source: [],
    target: [],
    factuality: 'actual',
    novelty: 'new',
    attribution: [{ kind: 'outlet', speakers: [{ text: nameOfOutlet(document) }] }],
    confidence: 1,
  };
  if (set.type === undefined && set.code === undefined)
    throw new UserError('type: an event type or a code is expected');
  const claim = await amendedClaim(blank, set, means);
  const sides = [claim.source, claim.target].map((side) => side.map(({ span }) => span));
  const id = sha256(canonicalJson(['added', document.text, claim.trigger, claim.event.type, sides])).slice(0, 32);
  return { ...claim, id };
}

function amendedEvent(before: EventKind, set: ClaimFields, knowledge: Knowledge): EventKind {
  const { type, code, mode, contexts, predicate } = set;
  let event = before;
  if (type !== undefined || code !== undefined || mode) {
    const wanted = { type: type ?? (code === undefined ? before.type : undefined), code, mode: mode ?? undefined };
    const found = knowledge.event(wanted);
    if (!found) {
      const shown = Object.entries(wanted).flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${value}`]));
      throw new UserError(`${shown.join(', ')}: the codebook has no such event`);
    }
    event = found;
  }
  const { mode: usual, predicate: expressed, ...rest } = event;
  const chosen = mode === undefined ? usual : mode;
  const words = predicate === undefined ? expressed : predicate;
  return {
    ...rest,
    ...(chosen && { mode: chosen }),
    ...(words && { predicate: words }),
    ...(contexts && { contexts }),
  };
}

async function participant(
  { at, actor, antecedent, role }: PartyInput,
  near: Span,
  present: readonly Participant[],
  { locator, actors }: Means,
): Promise<Participant> {
  const span = locator.find(at, near);
  const text = locator.document.text.slice(span.start, span.end);
  const same = present.find((one) => one.span.start === span.start && one.span.end === span.end);
  const stands = antecedent ? locator.find(antecedent) : same?.antecedent;
  const meant = actor === undefined ? (same?.actor ?? (await actors.find(text))) : actor && (await actors.named(actor));
  const office = role ?? same?.role;
  return {
    span,
    text,
    ...(stands && { antecedent: stands }),
    ...(office !== undefined && { role: office }),
    ...(meant && { actor: meant }),
  };
}

async function attribution(
  { kind, speakers, cue, content }: NonNullable<ClaimFields['attribution']>[number],
  near: Span,
  means: Means,
): Promise<Attribution> {
  return {
    kind,
    speakers: await Promise.all(speakers.map((one) => participant(one, near, [], means))),
    ...(cue && { cue: means.locator.find(cue, near) }),
    ...(content && { content: means.locator.find(content, near) }),
  };
}

/** The outlet says all that stands in its report. */
function outletOf({ attribution }: Claim): Attribution[] {
  return attribution.filter(({ kind }) => kind === 'outlet');
}

function nameOfOutlet({ outlet, path, url, id }: Document): string {
  return outlet?.name || outlet?.domain || path || url || id;
}

function timeOf(text: string): Time {
  const [from = text, to = from] = text.split('/');
  const start = from.includes('T') ? from : firstDay(from);
  const end = to.includes('T') ? to : lastDay(to);
  if (!isDay(start) || !isDay(end)) {
    throw new UserError(`time ${text}: there is no such day`);
  }
  if (end < start) throw new UserError(`time ${text}: it ends before it begins`);
  const precision = ({ 4: 'year', 7: 'month', 10: 'day' } as const)[Math.min(from.length, to.length)] ?? 'minute';
  return { start, end, precision, basis: 'explicit' };
}

/** Whether an ISO 8601 time falls on a day that there is. */
function isDay(iso: string | undefined): iso is string {
  const day = iso?.slice(0, 10);
  const time = Date.parse(day ?? '');
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day ?? '');
}

function placeOf(
  { at, name, country, contested }: NonNullable<ClaimFields['place']>,
  near: Span,
  locator: Locator,
): Place {
  const span = locator.find(at, near);
  return {
    span,
    name: name ?? locator.document.text.slice(span.start, span.end),
    ...(country !== undefined && { country }),
    ...(contested && { contested }),
  };
}

/** What a field comes to: as it was, gone, or as it is said to be. */
function amended<I, O>(said: I | null | undefined, before: O | undefined, make: (said: I) => O): O | undefined {
  return said === undefined ? before : said === null ? undefined : make(said);
}

function put<K extends keyof Claim>(claim: Claim, field: K, value: Claim[K] | undefined): void {
  if (value === undefined) delete claim[field];
  else claim[field] = value;
}

function paragraphOf({ text, paragraphs }: Document, span: Span): Span {
  return paragraphs.find(({ start, end }) => start <= span.start && span.end <= end) ?? { start: 0, end: text.length };
}

/** The sentence, or where the trigger has left it, the trigger's. */
function around(sentence: Span, trigger: Span, locator: Locator): Span {
  return isWithin(trigger, sentence) ? sentence : locator.sentences(trigger);
}

function isWithin(inner: Span, outer: Span | undefined): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}
