/** Small helpers for lists of values. */

/** The order of texts by their UTF-16 code units. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each value once, where it first stands. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** The first value of each key, in order. */
export function distinctBy<T>(values: readonly T[], key: (value: T) => string): T[] {
  return [...new Map(values.toReversed().map((value) => [key(value), value])).values()].toReversed();
}

/** The page of rows that is asked for: the latest `limit` of those before the latest `offset`. */
export function latest<T>(
  rows: readonly T[],
  { limit, offset = 0 }: { limit?: number; offset?: number },
): readonly T[] {
  if (limit === undefined) return rows;
  const end = Math.max(0, rows.length - offset);
  return rows.slice(Math.max(0, end - limit), end);
}
