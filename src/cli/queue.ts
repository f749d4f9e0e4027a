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
  const underWay: Promise<R>[] = [];
  const aborted = signal && new Promise<'aborted'>((done) => signal.addEventListener('abort', () => done('aborted')));
  let next: Promise<IteratorResult<T>> | undefined;
  let ended = false;
  try {
    for (;;) {
      ended ||= signal?.aborted ?? false;
      if (!ended && underWay.length < width) next ??= items.next();
      const [first] = underWay;
      const waits = [
        ...(ended || !next ? [] : [next.then(() => 'item' as const)]),
        ...(first ? [first.then(() => 'result' as const)] : []),
      ];
      if (!waits.length) return;
      const event = await Promise.race([...waits, ...(aborted && !ended ? [aborted] : [])]);
      if (event === 'item' && next) {
        const item = await next;
        next = undefined;
        if (item.done) ended = true;
        else {
          const result = map(item.value);
          // It is thrown when its turn comes; until then it is not unhandled.
          result.catch(() => {});
          underWay.push(result);
        }
      } else if (event === 'result' && first) {
        underWay.shift();
        yield await first;
      }
    }
  } finally {
    // A source that waits for its input cannot be closed before it gets some; nobody waits for that.
    void items.return?.()?.catch(() => {});
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
