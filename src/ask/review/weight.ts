/** A position that rests on a claim, as far as it matters for how much hangs on the claim. */
export interface Resting {
  question: string;
  /** Who holds it. */
  actor: string;
  stance: string;
  /** On how many independent origins it rests. */
  origins: number;
}

/** What a position adds that rests on one origin alone. */
const ALONE = 3;

/**
 * How much hangs on a claim: 1 for one that a single document tells, 1 more with each doubling of the documents that
 * carry its sentence; and for the position that hangs on it most, 3 divided by the origins that it rests on.
 */
export function weightOf(documents: number, positions: readonly Resting[]): number {
  const most = Math.max(0, ...positions.map(({ origins }) => ALONE / Math.max(1, origins)));
  return 1 + Math.log2(Math.max(1, documents)) + most;
}
