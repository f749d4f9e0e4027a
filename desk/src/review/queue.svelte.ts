import { SvelteMap } from 'svelte/reactivity';
import type { Corrected, ReviewRow } from '../api/client.ts';
import { undo } from '../correct/correct.ts';

/** What was done to a claim of the queue. */
interface Judged {
  action: string;
  entries: number[];
  /** Claims that went with it. */
  claims: string[];
}

/**
 * A page of the queue while it is worked on: what is judged stays in its place, so that nothing moves under the hand, until
 * the next page is asked for.
 */
export class Queue {
  rows = $state.raw<readonly ReviewRow[]>([]);
  /** By claim: what was done to it. */
  readonly judged = new SvelteMap<string, string>();
  readonly #history: Judged[] = [];

  take(rows: readonly ReviewRow[]): void {
    this.rows = rows;
    this.judged.clear();
  }

  at(claim: string | undefined): number {
    const found = this.rows.findIndex((row) => row.claim.id === claim);
    return found >= 0
      ? found
      : Math.max(
          0,
          this.rows.findIndex((row) => !this.judged.has(row.claim.id)),
        );
  }

  /** The claim after a place that is not judged yet, going round; undefined where all are. */
  next(place: number): string | undefined {
    const order = [...this.rows.slice(place + 1), ...this.rows.slice(0, place + 1)];
    return order.find(({ claim }) => !this.judged.has(claim.id))?.claim.id;
  }

  /** Notes what was put on record, in which document's claims that are in the queue. */
  note(corrected: readonly Corrected[], action: string): void {
    const claims = corrected.flatMap(({ claim }) => claim ?? []);
    for (const claim of claims) this.judged.set(claim, action);
    this.#history.push({ action, entries: corrected.map(({ entry }) => entry), claims });
  }

  get canUndo(): boolean {
    return this.#history.length > 0;
  }

  /**
   * Takes back what was done last.
   *
   * @returns the claim that it was done to, and what it was
   */
  async undo(): Promise<{ claim: string | undefined; action: string } | undefined> {
    const last = this.#history.at(-1);
    if (!last) return undefined;
    await undo(last.entries, 'taken back at once');
    this.#history.pop();
    for (const claim of last.claims) this.judged.delete(claim);
    return { claim: last.claims[0], action: last.action };
  }
}
