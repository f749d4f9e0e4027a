/**
 * Maps items to results that take time, several at once, and gives the results in the items' order. No more than
 * `width` items are under way, so memory stays bounded however fast the source is.
 *
 * @param signal once aborted, no further item is taken; those under way are finished
 */
export async function* mapInOrder<T, R>(
  source: AsyncIterable<T>,
  width: number,
  map: (item: T) => Promise<R>,
  signal?: AbortSignal,
): AsyncGenerator<R> {
  const items = source[Symbol.asyncIterator]();
  const bell = new Bell();
  const underWay: Pending<R>[] = [];
  let next: Pending<IteratorResult<T>> | undefined;
  let ended = false;
  signal?.addEventListener('abort', bell.ring);
  try {
    for (;;) {
      ended ||= signal?.aborted ?? false;
      if (!ended && underWay.length < width) next ??= pending(items.next(), bell);
      const [first] = underWay;
      if (!ended && next?.settled) {
        const item = await next.promise;
        next = undefined;
        if (item.done) ended = true;
        else underWay.push(pending(map(item.value), bell));
      } else if (first?.settled) {
        underWay.shift();
        yield await first.promise;
      } else if (first || (next && !ended)) await bell.wait();
      else return;
    }
  } finally {
    signal?.removeEventListener('abort', bell.ring);
    // A source that waits for its input cannot be closed before it gets some; nobody waits for that.
    void items.return?.()?.catch(() => {});
  }
}

interface Pending<T> {
  promise: Promise<T>;
  settled: boolean;
}

/** Rings when the promise is settled. What it is rejected with is thrown by whoever awaits it in its turn. */
function pending<T>(promise: Promise<T>, bell: Bell): Pending<T> {
  const one = { promise, settled: false };
  const settle = () => {
    one.settled = true;
    bell.ring();
  };
  promise.then(settle, settle);
  return one;
}

/**
 * Wakes the one who waits. `Promise.race` would leave something behind at every promise that is not settled yet, each
 * time it is called: in a source that is followed for weeks, ever more.
 */
class Bell {
  #rung = false;
  #wake = () => {};

  readonly ring = (): void => {
    this.#rung = true;
    this.#wake();
  };

  async wait(): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    this.#rung = false;
  }
}

/** Gathers items that come fast, up to `most`; one that came is never held back longer than `patience` milliseconds. */
export async function* inBatches<T>(source: AsyncIterable<T>, most: number, patience: number): AsyncGenerator<T[]> {
  const items = source[Symbol.asyncIterator]();
  let batch: T[] = [];
  let next = items.next();
  let due: Promise<'due'> | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    for (;;) {
      const event = await Promise.race([next.then(() => 'item' as const), ...(due ? [due] : [])]);
      if (event === 'item') {
        const item = await next;
        if (item.done) break;
        batch.push(item.value);
        next = items.next();
        due ??= new Promise((done) => {
          timer = setTimeout(() => done('due'), patience);
        });
      }
      if (event === 'due' || batch.length >= most) {
        clearTimeout(timer);
        due = undefined;
        const full = batch;
        batch = [];
        yield full;
      }
    }
    if (batch.length) yield batch;
  } finally {
    clearTimeout(timer);
    await items.return?.();
  }
}
