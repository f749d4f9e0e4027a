/** What a visit to an address (or a look at a feed's entry) left behind, so that the next one can ask for changes only. */
export interface Visit {
  etag?: string;
  lastModified?: string;
  /** A digest of the document that it gave, or of a feed's entry. */
  hash?: string;
  /** ISO 8601, UTC: when it was last asked for, and when it was last found new or changed. */
  checked: string;
  changed: string;
}

/**
 * Where visits are kept. A visit is stored only once the consumer has come back for the next result, so that a
 * document which was handed out but not yet recorded is handed out again after a crash.
 */
export interface Visits {
  get(address: string): Visit | undefined | Promise<Visit | undefined>;
  set(address: string, visit: Visit): void | Promise<void>;
}

/** Visits in memory, the longest untouched forgotten beyond `limit`. */
export class MemoryVisits implements Visits {
  readonly #visits = new Map<string, Visit>();

  constructor(readonly limit = 20_000) {}

  get size(): number {
    return this.#visits.size;
  }

  get(address: string): Visit | undefined {
    const visit = this.#visits.get(address);
    if (visit) this.#touch(address, visit);
    return visit;
  }

  set(address: string, visit: Visit): void {
    this.#touch(address, visit);
    if (this.#visits.size > this.limit) this.#visits.delete(this.#visits.keys().next().value as string);
  }

  /** A Map keeps insertion order: what is put in anew is the youngest. */
  #touch(address: string, visit: Visit): void {
    this.#visits.delete(address);
    this.#visits.set(address, visit);
  }
}
