import type { Claim, Participant, Span } from '../../types.js';
import { canonicalJson } from '../canonical.js';
import { fold } from '../text.js';

/** What a person judged, as it stands in the text of the coding in which its twin is looked for. */
export interface Judged {
  /** The machine's claim that was judged, in this text; undefined where the machine had missed it. */
  machine: Claim | undefined;
  /** What the person says; undefined where the claim was rejected. */
  claim: Claim | undefined;
  /** Whether the machine had no other claim of the same words when it was judged. */
  alone: boolean;
}

/**
 * Pairs what people judged with the claims of a later coding that tell of the same words: at most one each, the
 * likelier pair first. A claim of the same trigger is a twin where its type is the machine's former one or the person's
 * and one of its parties is the same, or where no other could be meant, then as now. A rejected claim has a twin only
 * where the coder says the very same again.
 *
 * @returns by the position in `judged`: the position of its twin in `claims`
 */
export function findTwins(judged: readonly Judged[], claims: readonly Claim[]): Map<number, number> {
  const pairs: { one: number; other: number; score: number }[] = [];
  for (const [one, work] of judged.entries()) {
    for (const [other, claim] of claims.entries()) {
      const score = likeness(work, claim, claims);
      if (score > 0) pairs.push({ one, other, score });
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.one - b.one || a.other - b.other);
  const found = new Map<number, number>();
  const taken = new Set<number>();
  for (const { one, other } of pairs) {
    if (found.has(one) || taken.has(other)) continue;
    found.set(one, other);
    taken.add(other);
  }
  return found;
}

/** 0 where they are no twins. */
function likeness({ machine, claim, alone }: Judged, twin: Claim, all: readonly Claim[]): number {
  const earlier = [machine, claim].filter((one) => one !== undefined);
  const sameWords = earlier.some((one) => overlap(one.trigger, twin.trigger) && overlap(one.span, twin.span));
  if (!sameWords) return 0;
  if (!claim) return machine && sameReading(machine, twin) ? 9 : 0;
  const sameType = earlier.filter(({ event }) => event.type === twin.event.type).length;
  const shared = Math.max(...earlier.map((one) => sharedParties(one, twin)));
  const only = alone && all.filter((one) => overlap(one.trigger, twin.trigger)).length === 1;
  // What the machine had missed is found now only where it says the same act.
  if (!sameType && !(machine && only)) return 0;
  if (!shared && !only) return 0;
  return 1 + (sameType ? 4 : 0) + 2 * shared + (earlier.some((one) => sameReading(one, twin)) ? 1 : 0);
}

/** Whether two claims say the same of the same words: act, parties, and how sure it is. */
export function sameReading(a: Claim, b: Claim): boolean {
  return canonicalJson(reading(a)) === canonicalJson(reading(b));
}

/** Fields in which two claims of the same words say different things. */
export function differences(a: Claim, b: Claim): string[] {
  const [one, other] = [reading(a), reading(b)];
  return (Object.keys(one) as (keyof typeof one)[]).filter(
    (field) => canonicalJson(one[field] ?? null) !== canonicalJson(other[field] ?? null),
  );
}

/** What a claim says, without where it stands and how it was found. */
function reading(claim: Claim) {
  const { event, factuality, novelty, time, place, attribution } = claim;
  return {
    type: event.type,
    mode: event.mode,
    code: event.cameo,
    source: claim.source.map(nameOf).sort(),
    target: claim.target.map(nameOf).sort(),
    reciprocal: claim.reciprocal ?? false,
    factuality,
    novelty,
    time: time && { start: time.start, end: time.end },
    place: place?.name,
    attribution: attribution.map(({ kind, speakers }) => ({ kind, speakers: speakers.map(nameOf).sort() })),
  };
}

function nameOf({ actor, text }: { actor?: { id: string }; text: string }): string {
  return actor?.id ?? `"${fold(text)}"`;
}

function sharedParties(a: Claim, b: Claim): number {
  const shared = (one: readonly Participant[], other: readonly Participant[]) =>
    one.length === 0 && other.length === 0
      ? 0
      : Number(one.some((x) => other.some((y) => overlap(x.span, y.span) || (x.actor && x.actor.id === y.actor?.id))));
  return shared(a.source, b.source) + shared(a.target, b.target);
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
