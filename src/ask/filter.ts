import { UserError } from '../errors.js';
import { firstDay, instant, lastDay, type View } from '../ledger/index.js';
import type { Factuality, Novelty } from '../types.js';

/** Which claims are asked for; what is left out does not narrow the answer. */
export interface Filter {
  /** Each must take part, as source or target: an actor's id, code or name, or the words of an unresolved one. */
  actor?: readonly string[];
  source?: readonly string[];
  target?: readonly string[];
  /** Each must stand in the chain of those who say so. */
  speaker?: readonly string[];
  /** Any of these event types. */
  type?: readonly string[];
  factuality?: readonly Factuality[];
  novelty?: Novelty;
  /** Only headlines' claims, or none of them. */
  headline?: boolean;
  /** First and last day of a period in which the event falls, wholly or in part: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  since?: string;
  until?: string;
  /** Only what had come to pass by that day, in valid time. */
  asOf?: string;
  /** The answer as the ledger would have given it then, in ledger time (UTC): a day's end, or an instant. */
  knownAt?: string;
  /** The machine's reading alone, without what people corrected. */
  raw?: boolean;
  /** Words that the sentence holds; see `sequencesWith`. */
  search?: string;
  /** A document's id. */
  document?: string;
  /** Any of these claims, by id. */
  claim?: readonly string[];
  /** Only the machine's claims that nobody has judged. */
  unjudged?: boolean;
  /** At most so many rows: the latest. */
  limit?: number;
  /** Of which the latest so many are left out: the page before. Only with a limit. */
  offset?: number;
}

/** A period in days, either side open. */
export interface Period {
  since?: string;
  until?: string;
}

/**
 * The days that a filter admits.
 *
 * @throws UserError for a day that is none
 */
export function periodOf(filter: Filter): Period {
  const since = filter.since === undefined ? undefined : day('since', filter.since, firstDay);
  const until = filter.until === undefined ? undefined : day('until', filter.until, lastDay);
  const asOf = filter.asOf === undefined ? undefined : day('as-of', filter.asOf, lastDay);
  const last = until !== undefined && asOf !== undefined ? [until, asOf].sort()[0] : (until ?? asOf);
  return { ...(since !== undefined && { since }), ...(last !== undefined && { until: last }) };
}

/**
 * The first instant that is too late for a filter's `knownAt`; undefined where it has none.
 *
 * @throws UserError for a time that is none
 */
export function knownBefore({ knownAt }: Filter): string | undefined {
  if (knownAt === undefined) return undefined;
  const [start, length] = knownAt.includes('T') ? [instant(knownAt), 1] : [lastDay(knownAt), 86_400_000];
  const time = start === undefined ? Number.NaN : Date.parse(start);
  if (Number.isNaN(time) || !isDay(length > 1 ? start : knownAt.slice(0, 10)))
    throw wrong('known-at', knownAt, 'a day (2022-10-05) or a time (2022-10-05T12:00Z) is expected');
  return new Date(time + length).toISOString();
}

/** Which state of the ledger a filter asks for, and whether as corrected. */
export function viewOf(filter: Filter): View {
  return { before: knownBefore(filter), raw: filter.raw };
}

/** Whether a calendar has the day: engines take 30 February for 2 March. */
function isDay(iso: string | undefined): iso is string {
  const time = iso === undefined ? Number.NaN : Date.parse(iso);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso?.slice(0, 10) ?? '');
}

function day(option: string, text: string, read: (iso: string) => string | undefined): string {
  const found = text.includes('T') ? undefined : read(text);
  if (!isDay(found)) {
    throw wrong(option, text, 'a day (2022-10-05), a month (2022-10) or a year (2022) is expected');
  }
  return found;
}

function wrong(option: string, text: string, expected: string): UserError {
  return new UserError(`--${option} ${text}: ${expected}`, {
    faults: [{ field: option, reason: `${text}: ${expected}` }],
  });
}
