/** The characters that spans hold, by their places. */
export const places = (spans) =>
  new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));

/** Dice of two lists of spans, by character; 1 where both are empty. */
export function overlap(a, b) {
  const [one, other] = [places(a), places(b)];
  if (!one.size && !other.size) return 1;
  return (2 * [...one].filter((at) => other.has(at)).length) / (one.size + other.size);
}

/** F1 of right, wrong and missed; 0 where nothing is. */
export const f1 = (right, wrong, missed) => (2 * right) / (2 * right + wrong + missed || 1);
