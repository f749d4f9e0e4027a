import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../errors.js';
import { expand, type Input } from './inputs.js';
import type { ReadOptions } from './options.js';
import { createContext, readInput } from './reading.js';
import type { Context, Read } from './source.js';
import { MemoryVisits } from './visits.js';

/** A timer for longer than this fires at once. */
const LONGEST_SLEEP = 2 ** 31 - 1;

export interface WatchOptions extends ReadOptions {
  /** How often each address is asked for news, in minutes; a tenth more or less, so that no burst comes at one time. */
  minutes: number;
}

/** While an address fails, it is asked ever more rarely: at most after so many times the usual wait. */
const MOST_BACKOFF = 16;

/**
 * Reads inputs, and then goes on asking their addresses for what is new: entries of feeds, changed pages.
 *
 * An outage (of the network, the name service, a server) is named once, not at every try, and waited out. Files are read
 * once. It ends when `options.signal` is aborted, or when there is no address to follow. Without `visits`, those of the
 * last 20,000 pages and entries are remembered while it runs.
 */
export async function* watch(inputs: readonly string[], options: WatchOptions): AsyncGenerator<Read> {
  const { signal } = options;
  const context = createContext({ visits: new MemoryVisits(), ...options });
  const followed: Followed[] = [];
  for await (const input of expand(inputs)) {
    if (signal?.aborted) return;
    if ('address' in input) followed.push({ input, due: 0, failed: 0, told: new Set() });
    else yield* readInput(input, context);
  }
  while (followed.length && !signal?.aborted) {
    const next = followed.reduce((a, b) => (b.due < a.due ? b : a));
    const wait = next.due - Date.now();
    if (wait > 0) {
      // The signal ends the sleep, and with it the loop.
      await sleep(Math.min(wait, LONGEST_SLEEP), undefined, { ...(signal && { signal }) }).catch(() => {});
      continue;
    }
    yield* visit(next, context);
    const waits = Math.min(2 ** next.failed, MOST_BACKOFF) * (0.9 + 0.2 * Math.random());
    next.due = Date.now() + options.minutes * 60_000 * waits;
  }
}

/** One address that is followed. */
interface Followed {
  input: Extract<Input, { address: string }>;
  /** When to ask next, in milliseconds of the epoch. */
  due: number;
  /** How many times in a row it could not be had at all. */
  failed: number;
  /** The failures of the last time, which need not be told again. */
  told: Set<string>;
}

async function* visit(followed: Followed, context: Context): AsyncGenerator<Read> {
  const { address } = followed.input;
  const failures = new Set<string>();
  let unreachable = false;
  for await (const result of readInput(followed.input, context)) {
    if ('failure' in result) {
      unreachable ||= result.failure.where === address;
      const told = nameOf(result.failure);
      failures.add(told);
      if (followed.told.has(told)) continue;
    }
    yield result;
  }
  followed.failed = unreachable ? followed.failed + 1 : 0;
  followed.told = failures;
}

/** What a failure is about: neither an entry's place in its feed nor a number in the reason makes another one of it. */
const nameOf = ({ where, reason }: Failure): string =>
  `${where.replace(/, entry \d+/, '')} ${reason.replace(/\d+/g, '#')}`;
