import type { Codebook, Kind } from '../../codebook/index.js';
import type { Claim, Factuality } from '../../types.js';

/** What an act comes to as a stance. */
export interface Stance {
  stance: string;
  /** The act is also done for other reasons: only a sentence that names the question makes it a stance on it. */
  topical: boolean;
  /** For, against, or a side of its own. */
  side: string;
}

/** The event types whose claims can be stances of a kind. */
export function stanceTypes(kind: Kind, { codes, predicates }: Codebook): string[] {
  const codeOf = new Map(predicates.map(({ id, code, inner }) => [id, [code, ...Object.values(inner ?? {})]]));
  const types = new Set<string>();
  for (const entry of Object.values(kind.stances)) {
    for (const acts of [entry, entry.topical]) {
      for (const type of acts?.types ?? []) types.add(type);
      for (const code of [...(acts?.codes ?? []), ...(acts?.predicates ?? []).flatMap((id) => codeOf.get(id) ?? [])]) {
        const type = codes[code]?.type;
        if (type) types.add(type);
      }
    }
  }
  return [...types];
}

/** The entries whose claims are stances of a kind by themselves, whatever type they are coded as ("will recognize"). */
export function stancePredicates(kind: Kind): string[] {
  return Object.values(kind.stances).flatMap(({ predicates }) => predicates);
}

/**
 * The stance that an act expresses in questions of a kind, if any: by the entry that recognized it, else by its code,
 * else by its type.
 */
export function stanceOf(
  kind: Kind,
  { predicate, cameo, type }: Pick<Claim['event'], 'predicate' | 'cameo' | 'type'>,
  { codes }: Codebook,
): Stance | undefined {
  const isCode = (code: string) => codes[code]?.type === type && codes[code]?.cameo === cameo;
  return (
    find(kind, ({ predicates }) => predicate !== undefined && predicates.includes(predicate)) ??
    find(kind, (acts) => acts.codes.some(isCode)) ??
    find(kind, ({ types }) => types.includes(type))
  );
}

type Acts = Pick<Kind['stances'][string], 'predicates' | 'codes' | 'types'>;

function find(kind: Kind, holds: (acts: Acts) => boolean): Stance | undefined {
  const stances = Object.entries(kind.stances);
  const direct = stances.find(([, acts]) => holds(acts));
  const topical = direct ? undefined : stances.find(([, acts]) => acts.topical && holds(acts.topical));
  const found = direct ?? topical;
  return found && { stance: found[0], topical: topical !== undefined, side: found[1].side ?? found[0] };
}

/** Words that negate the act itself, as against those that deny a report of it. */
const NEGATION = /\b(?:not|never|neither|nor|no|without|cannot)\b|n['’]t\b/i;

/** "Has neither recognized nor rejected it": two acts of which somebody does none. */
const NEITHER = /\bneither\b/i;

/**
 * The stance and factuality that a claim comes to: one that says "has not recognized" is no denial that somebody
 * recognized, but the stance of not recognizing, where the kind has one. Whoever does neither one thing nor another takes
 * no stance by it: undefined.
 *
 * @param words the claim's sentence
 */
export function asStated(
  kind: Kind,
  stance: string,
  { factuality, span, trigger, source }: Claim,
  words: string,
): { stance: string; factuality: Factuality } | undefined {
  const opposite = kind.stances[stance]?.negated;
  const before = source.map((one) => one.span.end).filter((end) => end <= trigger.start);
  const start = before.length ? Math.max(...before) : span.start;
  const verb = words.slice(start - span.start, trigger.end - span.start);
  if (NEITHER.test(verb) && !isOneAct(words.slice(start - span.start))) return undefined;
  if (factuality !== 'denied' || opposite === undefined) return { stance, factuality };
  return NEGATION.test(verb) ? { stance: opposite, factuality: 'actual' } : { stance, factuality };
}

/** Whether "neither … nor …" is of one act: "neither recognizes nor will recognize". */
function isOneAct(words: string): boolean {
  const [, one, other] = /\bneither\s+(?:\w+\s+)?(\w{4})\w*\b.*?\bnor\s+(?:\w+\s+)*?(\1)/i.exec(words) ?? [];
  return one !== undefined && other !== undefined;
}
