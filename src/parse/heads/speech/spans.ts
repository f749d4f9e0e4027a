/** Scores of one row of a window: cue, source, content; before the logistic function, so that 0 is a half. */
export const CUE = 0;
export const SOURCE = 1;
export const CONTENT = 2;

/** Tokens `first` up to, not with, `last`. */
export type Run = readonly [first: number, last: number];

/**
 * Runs of rows whose score for `label` is positive, those no further apart than `gap` rows joined. `scores` holds `rows` rows of `width`
 * values, from `at` on.
 */
export function runsOf(
  scores: Float32Array,
  at: number,
  rows: number,
  width: number,
  label: number,
  gap: number,
): [number, number][] {
  const runs: [number, number][] = [];
  for (let i = 0; i < rows; i++) {
    if (scores[at + i * width + label]! <= 0) continue;
    const before = runs.at(-1);
    if (before && i - before[1] <= gap) before[1] = i + 1;
    else runs.push([i, i + 1]);
  }
  return runs;
}

/** The run that the scores speak for most: the largest sum of probabilities. */
export function strongest(
  runs: readonly Run[],
  scores: Float32Array,
  at: number,
  width: number,
  label: number,
): Run | undefined {
  let best: Run | undefined;
  let most = 0;
  for (const run of runs) {
    let sum = 0;
    for (let i = run[0]; i < run[1]; i++) sum += logistic(scores[at + i * width + label]!);
    if (sum > most) {
      most = sum;
      best = run;
    }
  }
  return best;
}

/** The mean probability of `label` in the rows of `runs` (0 without any), and the sum of those in all other rows. */
export function weigh(
  scores: Float32Array,
  at: number,
  rows: number,
  width: number,
  label: number,
  runs: readonly Run[],
): { mean: number; elsewhere: number } {
  let [inside, outside, count] = [0, 0, 0];
  for (let i = 0; i < rows; i++) {
    const chance = logistic(scores[at + i * width + label]!);
    if (runs.some(([first, last]) => first <= i && i < last)) {
      inside += chance;
      count++;
    } else outside += chance;
  }
  return { mean: count ? inside / count : 0, elsewhere: outside };
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
