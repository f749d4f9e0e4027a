import type { Claim, Participant } from '../../types.js';

/** Why a claim may be wrong, and how likely that alone makes it: 0 to 1. */
export interface Doubt {
  reason: string;
  chance: number;
}

/** How often, of ten, the machine is taken to be wrong where a claim looks like this. */
const [UNKNOWN, NOBODY, CONTRADICTED] = [0.2, 0.1, 0.3];

/** What speaks against a claim as the machine has it, without looking at the text. */
export function doubtsOf(claim: Claim, contradicted: readonly string[]): Doubt[] {
  const doubts: Doubt[] = [
    { reason: `the coder is ${Math.round(claim.confidence * 100)} % sure`, chance: 1 - claim.confidence },
  ];
  for (const { text } of [...claim.source, ...claim.target].filter(isUnknown)) {
    doubts.push({ reason: `“${text}” is no known actor`, chance: UNKNOWN });
  }
  if (!claim.source.length) doubts.push({ reason: 'nobody is named who acts', chance: NOBODY });
  if (contradicted.length) {
    const others = contradicted.length === 1 ? 'another claim says' : `${contradicted.length} other claims say`;
    doubts.push({ reason: `${others} otherwise for the same time`, chance: CONTRADICTED });
  }
  return doubts.filter(({ chance }) => chance > 0);
}

/** The chance that at least one of the doubts is right, if they had nothing to do with each other. */
export function chanceOf(doubts: readonly Doubt[]): number {
  return 1 - doubts.reduce((sure, { chance }) => sure * (1 - chance), 1);
}

/** A group ("Western countries") is nobody in particular, and need not be known. */
function isUnknown({ actor }: Participant): boolean {
  return !actor;
}
