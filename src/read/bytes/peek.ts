/**
 * Looks at the beginning of a stream: its first bytes (at least `count`, or all there are), and the whole stream.
 * `close` lets go of it, read or not. Throws what the stream throws before it gives anything.
 */
export async function peek(
  bytes: AsyncIterable<Uint8Array>,
  count: number,
): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array>; close: () => Promise<void> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let failure: { error: unknown } | undefined;
  let done = false;
  while (size < count && !done) {
    try {
      const next = await iterator.next();
      if (next.done) done = true;
      else {
        chunks.push(next.value);
        size += next.value.length;
      }
    } catch (error) {
      // What came before the error may be whole documents: it is told only once they are read.
      failure = { error };
      done = true;
    }
  }
  if (failure && size === 0) throw failure.error;
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
      if (failure) throw failure.error;
      while (!done) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await close();
    }
  }
  return { head: Buffer.concat(chunks), bytes: all(), close };
}
