import { keepVisits, type Ledger, visitOf } from '../ledger/index.js';
import type { Read, Visit, Visits } from '../read/index.js';
import type { Versions } from '../types.js';

/** A visit that waits until what it gave is on record. */
interface Held {
  address: string;
  visit: Visit;
  /** How many results were handed out when it was made. */
  after: number;
}

/** Visits that are kept in one go, where many come. */
const AT_ONCE = 64;

/**
 * Visits kept in the ledger. What a page gave is read, coded and recorded some time after the page was fetched; its
 * visit is kept only then, so that after a crash the page is fetched and handed out again.
 */
export class HeldVisits implements Visits {
  /** Addresses that were asked for and had not changed. */
  unchanged = 0;
  readonly #ledger: Ledger;
  readonly #versions: Versions;
  #held: Held[] = [];
  #handedOut = 0;
  #done = 0;

  constructor(ledger: Ledger, versions: Versions) {
    this.#ledger = ledger;
    this.#versions = versions;
  }

  async get(address: string): Promise<Visit | undefined> {
    const held = this.#held.findLast((one) => one.address === address);
    return held?.visit ?? visitOf(this.#ledger, address, this.#versions);
  }

  async set(address: string, visit: Visit): Promise<void> {
    if (visit.checked !== visit.changed) this.unchanged++;
    this.#held.push({ address, visit, after: this.#handedOut });
    // A source that is only asked for news, and has none, would gather them for ever.
    if (this.#handedOut === this.#done) await this.keep();
  }

  /** Counts what is handed out. */
  async *counted(reads: AsyncIterable<Read>): AsyncGenerator<Read> {
    for await (const read of reads) {
      this.#handedOut++;
      yield read;
    }
  }

  /** Counts one more result as dealt with; a document that failed is not, so that its page is asked for again. */
  async done(failed: boolean): Promise<void> {
    this.#done++;
    if (failed) this.#held = this.#held.filter(({ after }) => after !== this.#done);
    if (this.#handedOut === this.#done || this.#held.length >= AT_ONCE) await this.keep();
  }

  /** Keeps the visits whose results were all dealt with. */
  async keep(): Promise<void> {
    const due = this.#held.filter(({ after }) => after <= this.#done);
    if (!due.length) return;
    this.#held = this.#held.filter(({ after }) => after > this.#done);
    await keepVisits(this.#ledger, new Map(due.map(({ address, visit }) => [address, visit])), this.#versions);
  }
}
