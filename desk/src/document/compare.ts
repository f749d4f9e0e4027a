import { diffWordsWithSpace } from 'diff';
import type { Claim } from '../marks.ts';
import { chainOf, nameOf } from '../words.ts';

export interface Piece {
  text: string;
  as?: 'ins' | 'del';
}

/** How long words are compared, in milliseconds, before the text counts as replaced. */
const PATIENCE = 1500;

/** Two texts as one, word by word: what both have, what only the later has, what only the earlier had. */
export function compareWords(before: string, after: string): Piece[] {
  const parts = diffWordsWithSpace(before, after, { timeout: PATIENCE });
  if (!parts) return [{ text: before, as: 'del' }, { text: '\n\n' }, { text: after, as: 'ins' }];
  return parts.map(({ value, added, removed }) => ({
    text: value,
    ...(added ? { as: 'ins' as const } : removed ? { as: 'del' as const } : {}),
  }));
}

/**
 * The claims that only one of two revisions makes. A claim's id depends on the whole text, so claims are the same where they
 * say the same: of the same act, sides, factuality and chain.
 */
export function compareClaims<One extends Claim>(before: readonly One[], after: readonly One[]) {
  const had = new Set(before.map(sense));
  const has = new Set(after.map(sense));
  return {
    came: after.filter((claim) => !had.has(sense(claim))),
    went: before.filter((claim) => !has.has(sense(claim))),
  };
}

const sense = ({ event, source, target, factuality, attribution }: Claim): string =>
  JSON.stringify([event.type, source.map(nameOf), target.map(nameOf), factuality, chainOf(attribution)]);
