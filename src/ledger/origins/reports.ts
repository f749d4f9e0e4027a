import type { Claim, Document } from '../../types.js';
import type { ClaimContent, CodingContent, RevisionContent } from '../content.js';
import type { Appended } from '../projections.js';
import { type Fingerprint, fingerprintOf } from './fingerprint.js';
import { type Credits, creditsOf } from './relays.js';

/** A revision as its copies and relays are told by. */
export interface Report extends Credits {
  revision: number;
  document: Document;
  print: Fingerprint;
}

/** Gathers revisions with the claims of their first codings from entries that follow each other. */
export class Reports {
  #open: { revision: number; hash: string; coding?: string; document: Document; claims: Claim[] } | undefined;

  /** The sequence of the revision whose claims may still follow. */
  get open(): number | undefined {
    return this.#open?.revision;
  }

  /** Takes in entries, and gives the reports that are whole by then. */
  take(entries: readonly Appended[]): Report[] {
    const whole: Report[] = [];
    for (const { kind, sequence, hash, content } of entries) {
      if (kind === 'revision') {
        whole.push(...this.rest());
        const { document } = content as RevisionContent;
        // A notice that stands instead of a report is nobody's report: it has no copies.
        if (document.state !== 'blocked') this.#open = { revision: sequence, hash, document, claims: [] };
      } else if (kind === 'coding' && this.#open) {
        // A coding of another revision: that was recorded before, and coded anew.
        if ((content as CodingContent).revision !== this.#open.hash || this.#open.coding) whole.push(...this.rest());
        else this.#open.coding = hash;
      } else if (kind === 'claim' && this.#open) {
        const { coding, claim } = content as ClaimContent;
        if (coding === this.#open.coding) this.#open.claims.push(claim);
      }
    }
    return whole;
  }

  /** The last report, after which no entries follow. */
  rest(): Report[] {
    if (!this.#open) return [];
    const { revision, document, claims } = this.#open;
    this.#open = undefined;
    return [{ revision, document, print: fingerprintOf(document), ...creditsOf(document, claims) }];
  }
}
