import { setTimeout as sleep } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBatches, mapInOrder } from './queue.js';

async function* from<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('mapInOrder', () => {
  it('gives the results in order, whatever takes longest, and keeps within its width', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 })), fc.integer({ min: 1, max: 4 }), async (waits, width) => {
        let busy = 0;
        let most = 0;
        const map = async (wait: number) => {
          most = Math.max(most, ++busy);
          for (let i = 0; i < wait; i++) await new Promise(setImmediate);
          busy--;
          return wait * 2;
        };
        expect(await all(mapInOrder(from(waits), width, map))).toEqual(waits.map((wait) => wait * 2));
        expect(most).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('gives a result while the source waits for its next item', async () => {
    let release = () => {};
    async function* slow() {
      yield 1;
      await new Promise<void>((done) => {
        release = done;
      });
      yield 2;
    }
    const results = mapInOrder(slow(), 4, async (n) => n);
    expect(await results.next()).toEqual({ value: 1, done: false });
    const second = results.next();
    release();
    expect(await second).toEqual({ value: 2, done: false });
  });

  it('finishes what is under way when it is stopped, even if the source never gives anything again', async () => {
    async function* endless() {
      yield 1;
      yield 2;
      await new Promise(() => {});
    }
    const stop = new AbortController();
    const map = async (n: number) => {
      await sleep(5);
      if (n === 2) stop.abort();
      return n;
    };
    expect(await all(mapInOrder(endless(), 4, map, stop.signal))).toEqual([1, 2]);
  });

  it('throws what went wrong in its turn, and closes the source', async () => {
    let closed = false;
    async function* source() {
      try {
        yield* [1, 2, 3];
      } finally {
        closed = true;
      }
    }
    const map = async (n: number) => {
      if (n === 2) throw new Error('two');
      return n;
    };
    const results = mapInOrder(source(), 3, map);
    expect((await results.next()).value).toBe(1);
    await expect(results.next()).rejects.toThrow('two');
    expect(closed).toBe(true);
  });
});

describe('a source that is followed for weeks', () => {
  it('takes no more memory for every item that came', async () => {
    v8.setFlagsFromString('--expose-gc');
    const collect: () => void = vm.runInNewContext('gc');
    async function* many() {
      for (let i = 0; i < 150_000; i++) yield i;
    }
    const stop = new AbortController();
    let count = 0;
    let early = 0;
    for await (const _ of mapInOrder(many(), 4, async (n) => n, stop.signal)) {
      if (++count !== 10_000) continue;
      collect();
      early = process.memoryUsage().heapUsed;
    }
    collect();
    // Something left behind at each item would be 20 MB and more.
    expect(process.memoryUsage().heapUsed - early).toBeLessThan(8e6);
  });
});

describe('inBatches', () => {
  it('loses and reorders nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 5 }), async (items, most) => {
        const batches = await all(inBatches(from(items), most, 1000));
        expect(batches.flat()).toEqual(items);
        expect(batches.every((batch) => batch.length > 0 && batch.length <= most)).toBe(true);
      }),
    );
  });

  it('does not hold an item back while the source waits', async () => {
    async function* slow() {
      yield 1;
      await new Promise(() => {});
    }
    const batches = inBatches(slow(), 10, 5);
    expect(await batches.next()).toEqual({ value: [1], done: false });
  });
});
