import type { Claim, Span } from '../../types.js';

const BECAUSE =
  /\b(?:because of|because|due to|owing to|in connection with|in response to|in retaliation for|in protest (?:at|against|over)|on suspicion of|on charges of|as punishment for)\s/gi;
const OVER = /\bover (?=[a-z"“])/gi;
const SAME = /\bfor the same reasons?\b/i;
/** Types that are done "over" something. */
const OVER_TYPES = new Set(['ACCUSE', 'COERCE', 'SANCTION', 'PROTEST', 'REJECT', 'THREATEN']);
const LONGEST = 300;

/**
 * Gives each claim the reason that its sentence states behind the event's words ("because of …", "in connection with
 * …"), and to "for the same reason" the reason of the nearest claim before it. `claims` are in text order.
 */
export function addReasons(text: string, claims: Claim[]): void {
  let last: Span | undefined;
  for (const claim of claims) {
    const tail = text.slice(claim.trigger.end, claim.span.end);
    const reason = SAME.test(tail) ? last : statedReason(text, claim, tail);
    if (!reason) continue;
    claim.reason = { ...reason };
    claim.explain?.push(`reason: ${reason === last ? 'the one before' : 'stated behind the act'}`);
    last = reason;
  }
}

function statedReason(text: string, claim: Claim, tail: string): Span | undefined {
  // A later clause with "but" or a semicolon has its own reasons.
  const own = tail.slice(0, /;|, (?:but|while|and) /.exec(tail)?.index ?? tail.length);
  const found = first(BECAUSE, own) ?? (OVER_TYPES.has(claim.event.type) ? first(OVER, own) : undefined);
  if (found === undefined) return undefined;
  const start = claim.trigger.end + found;
  const rest = text.slice(start, Math.min(claim.span.end, start + LONGEST));
  const end = start + (/[”"]?[,.;](?:\s|$)|[.!?][”"]/.exec(rest)?.index ?? rest.length);
  return end > start ? { start, end } : undefined;
}

function first(pattern: RegExp, text: string): number | undefined {
  for (const { index } of text.matchAll(pattern)) return index;
  return undefined;
}
