import type { Ledger } from '../ledger/index.js';
import type { Document } from '../types.js';
import { type ClaimRow, type LoadedClaim, loadClaims } from './claims.js';
import { documentsOf } from './documents.js';
import { type Filter, viewOf } from './filter.js';
import { selectClaims } from './select.js';

/** Claims whose documents are loaded at once. */
const AT_ONCE = 200;

/**
 * The claims that a filter admits, each with the document as it stood when it was coded; by document, as they came into
 * the ledger.
 *
 * @throws UserError for a filter that cannot be understood
 */
export async function* claimsInTexts(
  ledger: Ledger,
  filter: Filter = {},
): AsyncGenerator<{ claim: ClaimRow; document: Document }> {
  const sequences = (await selectClaims(ledger, filter)).sort((a, b) => a - b);
  for (let at = 0; at < sequences.length; at += AT_ONCE) {
    const loaded: LoadedClaim[] = [];
    for await (const one of loadClaims(ledger, sequences.slice(at, at + AT_ONCE), viewOf(filter))) loaded.push(one);
    const texts = await documentsOf(
      ledger,
      loaded.map(({ revision }) => revision),
    );
    for (const { row, revision } of loaded) {
      const document = texts.get(revision);
      if (document) yield { claim: row, document };
    }
  }
}
