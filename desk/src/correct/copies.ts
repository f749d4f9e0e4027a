import type { Corrected, ReviewRow, Span } from '../api/client.ts';
import { correct, type Request } from './correct.ts';
import { moved } from './places.ts';

/** A claim that says the same in the same words elsewhere. */
export type Copy = NonNullable<ReviewRow['copies']>[number];

/** What was put on record of a claim's copies, and how many of them could not be judged with it. */
export interface Copied {
  rows: Corrected[];
  left: number;
}

/** Puts on record of each copy what was said of the claim: places in its sentence are moved to where they stand in the copy's. */
export async function correctCopies(request: Request, sentence: Span, copies: readonly Copy[]): Promise<Copied> {
  const rows: Corrected[] = [];
  let left = 0;
  for (const { claim, shift } of copies) {
    const set = request.set === undefined ? {} : moved(request.set, sentence, shift);
    if (set === undefined) {
      left++;
      continue;
    }
    rows.push(...(await correct({ ...request, claim, ...(request.set !== undefined && { set }) })));
  }
  return { rows, left };
}
