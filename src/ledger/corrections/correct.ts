import type { Knowledge } from '../../types.js';
import type { Append, Ledger } from '../ledger.js';
import { NO_KNOWLEDGE } from './actors.js';
import { identify } from './identify.js';
import { type CorrectionInput, type CorrectionRequest, checkedInput, correctionInput } from './input.js';
import { add, type Corrected, judge } from './judge.js';
import { review } from './review.js';
import { undo } from './undo.js';

/**
 * Puts a person's correction on record. Nothing is changed by it: the machine's reading stays, and answers show the corrected view
 * from now on. An id that stands in several documents is judged in each of them, one entry a document.
 *
 * @param knowledge what a codebook knows of actors and events
 * @throws UserError where the correction is not understood or does not fit what is in the ledger; then nothing is recorded
 */
export async function correct(
  ledger: Ledger,
  request: CorrectionRequest,
  knowledge: Knowledge = NO_KNOWLEDGE,
): Promise<Corrected[]> {
  const input = checkedInput(correctionInput, request, 'correction');
  return ledger.append((append) => act(append, input, knowledge));
}

function act(append: Append, input: CorrectionInput, knowledge: Knowledge): Promise<Corrected[]> {
  switch (input.action) {
    case 'accept':
    case 'reject':
    case 'amend':
      return judge(append, input, knowledge);
    case 'add':
      return add(append, input, knowledge);
    case 'merge':
    case 'split':
      return identify(append, input, knowledge);
    case 'reviewed':
      return review(append, input);
    case 'undo':
      return undo(append, input);
  }
}
