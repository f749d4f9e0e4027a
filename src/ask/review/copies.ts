import { fold } from '../../ledger/index.js';
import type { Participant } from '../../types.js';
import type { ReviewRow } from './index.js';

/** A claim that says the same in the same words in another document of one origin: who judges the one has judged it too. */
export interface Copy {
  claim: string;
  document: string;
  outlet?: string;
  /** By how much the sentence lies further on in its text than that of the claim which stands for it. */
  shift: number;
}

/**
 * Rows of which one stands for all copies of it: of several that are alike the first, with all that rests on the others.
 *
 * @param rows those that weigh most first
 */
export function withoutCopies(rows: readonly ReviewRow[]): ReviewRow[] {
  const found = new Map<string, ReviewRow>();
  for (const row of rows) {
    const key = likenessOf(row);
    const first = found.get(key);
    found.set(key, first ? joined(first, row) : row);
  }
  return [...found.values()];
}

function likenessOf({ claim, words }: ReviewRow): string {
  const { span, trigger, event, source, target, factuality, origin, headline } = claim;
  const sides = [source, target].map((side) => side.map(nameOf));
  const act = words.slice(trigger.start - span.start, trigger.end - span.start);
  return JSON.stringify([origin, fold(words), fold(act), event.type, event.mode, sides, factuality, headline]);
}

const nameOf = ({ text, actor }: Participant): string => actor?.id ?? `“${fold(text)}`;

function joined(first: ReviewRow, { claim, positions, contradicted }: ReviewRow): ReviewRow {
  const { id, document, outlet, span } = claim;
  const shift = span.start - first.claim.span.start;
  const copy: Copy = { claim: id, document, ...(outlet !== undefined && { outlet }), shift };
  const known = new Set(first.positions.map((one) => JSON.stringify(one)));
  return {
    ...first,
    positions: [...first.positions, ...positions.filter((one) => !known.has(JSON.stringify(one)))],
    contradicted: [...new Set([...first.contradicted, ...contradicted])],
    copies: [...(first.copies ?? []), copy],
  };
}
