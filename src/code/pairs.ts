import type { Pair, Span } from '../types.js';

/**
 * The pairs that were handed in with a text, and what is wrong with the others. A faulty pair keeps its place as
 * undefined, so that each relation still names the pair it answers.
 *
 * @param given what stands in the input's `pairs`
 */
export function checkPairs(given: unknown, text: string): { pairs: (Pair | undefined)[]; errors: string[] } {
  if (given === undefined) return { pairs: [], errors: [] };
  if (!Array.isArray(given)) return { pairs: [], errors: ['pairs: expected a list of {source, target}'] };
  const errors: string[] = [];
  const pairs = given.map((pair: unknown, k) => {
    const sides = pair as Partial<Record<keyof Pair, unknown>> | null;
    for (const side of ['source', 'target'] as const) {
      const spans = sides?.[side];
      if (!Array.isArray(spans) || !spans.length || !spans.every((s) => isSpan(s, text))) {
        errors.push(`pairs[${k}].${side}: expected spans {start, end} within the text`);
        return undefined;
      }
    }
    return pair as Pair;
  });
  return { pairs, errors };
}

function isSpan(given: unknown, text: string): given is Span {
  const { start, end } = (given ?? {}) as Partial<Span>;
  return Number.isInteger(start) && Number.isInteger(end) && start! >= 0 && start! < end! && end! <= text.length;
}
