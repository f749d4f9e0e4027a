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
      const fault = faultOf(sides?.[side], text);
      if (fault !== undefined) {
        errors.push(`pairs[${k}].${side}${fault}`);
        return undefined;
      }
    }
    return pair as Pair;
  });
  return { pairs, errors };
}

/** What is wrong with the spans of one side, if anything is. */
function faultOf(given: unknown, text: string): string | undefined {
  if (!Array.isArray(given) || !given.length) return ': expected a list of spans {start, end}';
  for (const [i, each] of given.entries()) {
    const { start, end } = (each ?? {}) as Partial<Span>;
    if (!Number.isInteger(start) || !Number.isInteger(end))
      return `[${i}]: expected a span {start, end} of whole numbers`;
    if (start! < 0 || start! >= end! || end! > text.length)
      return `[${i}]: the span ${start} to ${end} holds no words of the text, which has ${text.length} characters`;
  }
  return undefined;
}
