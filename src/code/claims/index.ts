import type { Codebook } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Claim, EventKind, Factuality, Participant, Span, Time } from '../../types.js';
import type { Mention, Mentions, NameHit } from '../actors/index.js';
import { Describer, type Judge } from '../acts/index.js';
import type { Reports } from '../attribution/index.js';
import { type Arguments, byNoun, isTime, type Naming, type Trigger } from '../events/index.js';
import { type Sureness, sureness } from '../factuality/index.js';
import { hash } from '../hash.js';
import type { CodeInput } from '../input.js';
import type { Lexicon } from '../lexicon.js';
import { noveltyOf } from '../novelty/index.js';
import { whereOf } from '../places/index.js';
import { exactly, POSSESSOR, SUBJECT, type Tree } from '../tree/index.js';
import { chainAt } from './chain.js';
import { participantsAt } from './participants.js';
import { readTrigger } from './reading.js';
import { addReasons } from './reason.js';
import { whenOf } from './when.js';

/** What the claims of one document are made from. */
export interface Material {
  input: CodeInput;
  tree: Tree;
  codebook: Codebook;
  lexicon: Lexicon;
  hits: readonly (NameHit | undefined)[];
  mentions: Mentions;
  reports: Reports;
  triggers: readonly Trigger[];
  times: readonly Time[];
  explain: boolean;
  judge?: Judge | undefined;
}

/** The longest trigger and sentence that a claim carries, in characters. */
const LONGEST_TRIGGER = 60;
const LONGEST_SPAN = 700;

/** What is not yet so. */
const TO_COME: ReadonlySet<Factuality> = new Set(['planned', 'demanded', 'possible']);

const DETERMINER = exactly('det');

/** All claims of a document, in text order. */
export function makeClaims(material: Material): Claim[] {
  const { tree, lexicon, mentions, judge } = material;
  const naming: Naming = { tree, hits: material.hits, nouns: lexicon.nouns, acts: byNoun(material.triggers) };
  const describer = judge && new Describer(tree, mentions, judge.vectors);
  const textHash = hash(tree.text);
  const claims: Claim[] = [];
  const seen = new Set<string>();
  for (const trigger of material.triggers) {
    const claim = makeClaim(material, naming, trigger, textHash, describer);
    if (claim && !seen.has(claim.id)) {
      seen.add(claim.id);
      claims.push(claim);
    }
  }
  addReasons(tree.text, claims);
  return claims;
}

function makeClaim(
  material: Material,
  naming: Naming,
  found: Trigger,
  textHash: string,
  describer: Describer | undefined,
): Claim | undefined {
  const { tree, mentions, lexicon, input, reports } = material;
  const place = whereOf({ tree, hits: material.hits, gazetteer: lexicon.gazetteer }, found.tokens);
  const reading = readTrigger(material, naming, found, place, describer);
  if (!reading) return undefined;
  const { trigger, args, right } = reading;
  const source = sourcesOf(material, args);
  const target = targetsOf(material, trigger, args);
  const span = sentenceOf(tree, trigger);
  const words = triggerSpan(tree, trigger, [...args.source, ...args.target]);
  if (words.end - words.start > LONGEST_TRIGGER || words.start < span.start || words.end > span.end) return undefined;
  const event = eventOf(material.codebook, trigger);
  const at = trigger.verb >= 0 ? trigger.verb : trigger.noun;
  const { factuality, cues } = surenessOf(material, trigger, at);
  const quote = quoteOf(reports, tree, at);
  const { chain, how } = chainAt(material, at, new Set(trigger.tokens));
  const told = TO_COME.has(factuality) ? (input.published?.slice(0, 10) ?? '') : undefined;
  const time = whenOf(tree, at, span, material.times, (offset) => tree.tokenAt(offset), told);
  const claim: Claim = {
    id: hash(
      textHash,
      words.start,
      words.end,
      event.type,
      ...[...source, ...target].flatMap((p) => [p.span.start, p.span.end]),
    ),
    span,
    trigger: words,
    headline: input.headline !== undefined && words.start >= input.headline.start && words.end <= input.headline.end,
    event,
    source,
    target,
    ...(args.mutual || isReciprocal(trigger, source, target) ? { reciprocal: true as const } : {}),
    factuality,
    novelty: noveltyOf({ tree, at, sentence: span, factuality, time, published: input.published }, material.codebook),
    ...(time ? { time } : {}),
    ...(place ? { place } : {}),
    attribution: chain,
    ...(quote ? { quote } : {}),
    confidence: right ?? confidenceOf(trigger, source, target),
  };
  if (material.explain)
    claim.explain = [
      `event: ${trigger.how} -> ${trigger.predicate.id} (${event.type} ${event.cameo})`,
      `source: ${args.how.source}`,
      `target: ${args.how.target}`,
      right === undefined
        ? 'confidence: a prior, nothing was weighed'
        : `confidence: such words report such an act in ${Math.round(100 * right)} of 100`,
      ...[...args.source, ...args.target].map(
        (h) => `"${tree.word(h)}": ${mentions.at(h)?.why ?? 'not read as an actor'}`,
      ),
      ...(cues.length ? cues : ['actual: nothing in the words says otherwise']).map((cue) => `factuality ${cue}`),
      `novelty: ${claim.novelty === 'new' ? 'nothing says that it is only recalled' : 'recalled, by its tense, its words or its day'}`,
      time?.span
        ? `time: "${tree.text.slice(time.span.start, time.span.end)}" (${time.basis}) in a clause that the act stands in`
        : 'time: none stands in a clause of the act',
      ...(place ? [`place: "${tree.text.slice(place.span.start, place.span.end)}" by a preposition of place`] : []),
      ...how,
      ...(quote ? ['quote: the act stands within quotation marks'] : []),
    ];
  return claim;
}

/** How sure the event is. What is refused or announced is told by the code; a condition over it still holds. */
function surenessOf({ tree, lexicon }: Material, trigger: Trigger, at: number): Sureness {
  const read = sureness(tree, at, lexicon.operators, trigger.tokens);
  const { negated, future } = trigger.predicate;
  if ((!negated && !future) || read.factuality === 'conditional' || read.asked) return read;
  return { factuality: future ? 'planned' : 'actual', cues: [trigger.how] };
}

/** Whether each side acts on the other: by the word's sense, or because several agree and nobody else is named. */
function isReciprocal(
  { predicate, inner }: Trigger,
  source: readonly Participant[],
  target: readonly Participant[],
): boolean {
  if (predicate.reciprocal === true) return true;
  return (
    predicate.reciprocal === 'together' &&
    source.length > 1 &&
    (target.length === 0 || inner?.predicate.reciprocal === true)
  );
}

/** Those who act; a deed goes by whoever did it. */
function sourcesOf(material: Material, { source, behind }: Arguments): Participant[] {
  const found = participants(material, source);
  const actor = behind >= 0 ? material.mentions.at(behind)?.actor : undefined;
  return actor && found.length === 1 ? found.map((p) => ({ ...p, actor: p.actor ?? actor })) : found;
}

function participants({ tree, mentions }: Material, heads: readonly number[]): Participant[] {
  return heads
    .filter((h) => !isTime(tree, h) || mentions.at(h)?.actor)
    .flatMap((h) => participantsAt(tree, mentions, h));
}

/**
 * Those acted upon. Nobody acts on itself unless the words say so: a name of the source, or "itself", is no target; and
 * a pronoun or "the country" as an object is somebody other than the subject, whoever was named before.
 */
function targetsOf(
  material: Material,
  { predicate }: Trigger,
  { source: sources, target: targets }: Arguments,
): Participant[] {
  const { tree, mentions } = material;
  const all: Participant[] = [];
  for (const target of targets) {
    const b = mentions.at(target);
    if (predicate.thing && tree.s.upos[target] === TAG.PRON) {
      const [{ span, text }] = participantsAt(tree, mentions, target);
      all.push({ span, text });
      continue;
    }
    if (b?.antecedent && isAnothers(material, sources, b, b.antecedent)) {
      const [{ span, text }] = participantsAt(tree, mentions, target);
      all.push({ span, text });
      continue;
    }
    const same = b && b.sector === undefined && sources.some((s) => isSame(tree, mentions.at(s), b));
    if (!same) all.push(...participants(material, [target]));
    else if (b.antecedent && tree.child(target, POSSESSOR) >= 0) all.push(...participants(material, [target]));
    else if (b.antecedent && !OWN.test(tree.lower(target)) && !tree.is(target, POSSESSOR)) {
      const [{ span, text }] = participantsAt(tree, mentions, target);
      all.push({ span, text });
    }
  }
  return all;
}
const OWN = /sel(?:f|ves)$/;

/**
 * Whether a definite noun acted upon cannot be whose its antecedent makes it: an organ that a state acts on ("expelled
 * the ambassador", "accused the government"), or an envoy anybody acts on, is not the actor's own unless its phrase or
 * an earlier one says so; and "the republic" that no country recognized is not whichever was named before.
 */
function isAnothers(
  { tree, mentions, lexicon: { nouns } }: Material,
  sources: readonly number[],
  b: Mention,
  antecedent: Mention,
): boolean {
  if (tree.s.upos[b.head] === TAG.PRON || tree.child(b.head, POSSESSOR) >= 0) return false;
  if (b.sector === undefined)
    return (
      nouns.states.has(tree.lemma(b.head)) && sources.some((s) => nouns.states.has(tree.lemma(s)) && isAny(tree, s))
    );
  const acts = sources.includes(antecedent.head);
  if (tree.under(antecedent.head, b.head) || (antecedent.sector !== undefined && !acts)) return false;
  return sources.some((s) => {
    const a = mentions.at(s);
    if (!a?.actor || a.actor.code !== b.actor?.code) return false;
    return nouns.diplomat.has(tree.lemma(b.head)) || (a.sector === undefined && !a.person);
  });
}

/** Whether a phrase speaks of any one of its kind ("no country", "every state"). */
function isAny(tree: Tree, head: number): boolean {
  return tree.childrenBy(head, DETERMINER).some((c) => ANY.has(tree.lower(c)));
}
const ANY = new Set(['no', 'any', 'every', 'each', 'another']);

/**
 * Whether two mentions are of one actor: by its name, or one stands for the other. A name elsewhere in the clause may be
 * a place or a part of it ("deployed troops in Manila"); as the subject of the clause that the source speaks, it is itself.
 */
function isSame(tree: Tree, a: Mention | undefined, b: Mention): boolean {
  if (!a) return false;
  if (b.antecedent) return b.antecedent === a || b.antecedent === a.antecedent;
  if (a.antecedent === b) return true;
  if (!b.actor || a.actor?.id !== b.actor.id || b.person) return false;
  return tree.is(b.head, SUBJECT) || tree.lower(a.head) === tree.lower(b.head);
}

/** The sentence of a trigger, cut to one paragraph and to a bounded length around it. */
function sentenceOf(tree: Tree, trigger: Trigger): Span {
  const at = trigger.tokens[0]!;
  let { start, end } = tree.sentenceSpan(tree.sentence[at]!);
  const trigger0 = tree.s.start[Math.min(...trigger.tokens)]!;
  const trigger1 = tree.s.end[Math.max(...trigger.tokens)]!;
  const before = tree.text.lastIndexOf('\n\n', trigger0);
  if (before >= start) start = before + 2;
  const after = tree.text.indexOf('\n\n', trigger1);
  if (after >= 0 && after < end) end = after;
  if (end - start > LONGEST_SPAN) {
    start = Math.max(start, trigger0 - LONGEST_SPAN / 2);
    end = Math.min(end, start + LONGEST_SPAN);
  }
  return { start, end: Math.max(end, Math.min(trigger1, start + LONGEST_SPAN)) };
}

/** The trigger's words: from the first to the last where they stand close and no participant is between, else the word that names it. */
function triggerSpan(tree: Tree, trigger: Trigger, parties: readonly number[]): Span {
  const first = Math.min(...trigger.tokens);
  const last = Math.max(...trigger.tokens);
  const whole = tree.span(first, last);
  const apart = parties.some((p) => p > first && p < last);
  if (!apart && whole.end - whole.start <= LONGEST_TRIGGER && !tree.text.slice(whole.start, whole.end).includes('\n\n'))
    return whole;
  const at = trigger.noun >= 0 ? trigger.noun : trigger.verb;
  return tree.span(at, at);
}

function eventOf(codebook: Codebook, trigger: Trigger): EventKind {
  const { type, cameo, mode, contexts, quad, goldstein } = codebook.codes[trigger.code]!;
  const predicate = predicateOf(trigger);
  return { type, ...(mode ? { mode } : {}), contexts: [...contexts], cameo, quad, goldstein, predicate };
}

/** The entry that the words come to: what is refused has one of its own, what is announced keeps that of the act. */
function predicateOf({ predicate, inner }: Trigger): string {
  if (inner && predicate.refuses) return inner.predicate.refused ?? predicate.id;
  return inner && predicate.future ? predicateOf(inner) : predicate.id;
}

function quoteOf({ quotes, quoteAt }: Reports, tree: Tree, at: number): Span | undefined {
  const quote = quotes[quoteAt[at]!];
  if (!quote || quote.end - quote.start > LONGEST_SPAN) return undefined;
  const text = tree.text.slice(quote.start, quote.end);
  const opens = text.startsWith("''") ? 2 : 1;
  return { start: quote.start + opens, end: quote.open ? quote.end : quote.end - opens };
}

/** How sure the coder is where no judge weighs the words: what spoke for the event, and who of its parties is known. */
function confidenceOf(trigger: Trigger, source: readonly Participant[], target: readonly Participant[]): number {
  let sure = trigger.verb < 0 ? 0.4 : trigger.noun >= 0 ? 0.65 : 0.6;
  if (source.some((p) => p.actor)) sure += 0.12;
  if (target.some((p) => p.actor)) sure += 0.12;
  if (!source.length && !target.length) sure -= 0.15;
  return Math.round(100 * Math.min(0.95, Math.max(0.05, sure))) / 100;
}
