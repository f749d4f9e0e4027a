import { UserError } from '../errors.js';
import type { Claim, Coded, Document, Span, Versions } from '../types.js';
import type { PackedPage } from './pages/index.js';
import { columnText } from './text.js';

/** A document with what one version of coder and codebook made of it: what the ledger records. */
export interface Reading {
  document: Document;
  coded: Coded;
  versions: Versions;
  /** What the document was made from, where that is to be kept. */
  page?: PackedPage;
}

/** PostgreSQL cannot look up a longer text in an index of two columns. */
const LONGEST_ID = 2000;

/** Whether any database can hold an id. */
export function isKeepable(id: string): boolean {
  return id !== '' && columnText(id) === id && Buffer.byteLength(id) <= LONGEST_ID;
}

/**
 * Checks what the ledger must be able to rely on for good: a document that can be named, and claims whose words stand
 * in its text.
 *
 * @throws UserError naming what is wrong
 */
export function checkReading({ document, coded }: Reading): void {
  if (!isKeepable(document.id)) {
    const shown = JSON.stringify(document.id.slice(0, 80));
    throw new UserError(
      `document id ${shown}: an id of at most ${LONGEST_ID} bytes, without NUL and half characters, is expected`,
    );
  }
  if (coded.id !== document.id)
    throw new UserError(`claims of ${coded.id} were handed in with document ${document.id}`);
  for (const claim of coded.claims) checkClaim(claim, document);
}

function checkClaim(claim: Claim, { id, text }: Document): void {
  const spans: (Span | undefined)[] = [claim.span, claim.trigger, claim.quote, claim.reason];
  const participants = [...claim.source, ...claim.target, ...claim.attribution.flatMap(({ speakers }) => speakers)];
  for (const { span, antecedent, text: words } of participants) {
    spans.push(span, antecedent);
    if (span && text.slice(span.start, span.end) !== words) {
      throw new UserError(
        `claim ${claim.id} of ${id}: ${JSON.stringify(words.slice(0, 80))} is not the text at its span`,
      );
    }
  }
  for (const { cue, content } of claim.attribution) spans.push(cue, content);
  for (const span of spans) {
    if (span && !(span.start >= 0 && span.start <= span.end && span.end <= text.length)) {
      throw new UserError(`claim ${claim.id} of ${id}: span ${span.start}-${span.end} is outside the text`);
    }
  }
  if (!claim.attribution.length) throw new UserError(`claim ${claim.id} of ${id}: nobody is said to say it`);
}
