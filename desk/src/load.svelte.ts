/** What a page waits for: nothing yet, an answer, or what went wrong. The last answer stays while the next is on its way. */
export class Loading<T> {
  value = $state.raw<T>();
  error = $state.raw<Error>();
  busy = $state(true);
  #again = $state(0);

  /**
   * Asks, and asks again whenever anything reactive that `ask` reads has changed. To be called while a component is made.
   */
  constructor(ask: (signal: AbortSignal) => Promise<T>) {
    $effect(() => {
      this.#again;
      const controller = new AbortController();
      this.busy = true;
      ask(controller.signal).then(
        (value) => {
          if (controller.signal.aborted) return;
          this.value = value;
          this.error = undefined;
          this.busy = false;
        },
        (error: Error) => {
          if (controller.signal.aborted) return;
          this.error = error;
          this.busy = false;
        },
      );
      return () => controller.abort();
    });
  }

  again(): void {
    this.#again++;
  }
}
