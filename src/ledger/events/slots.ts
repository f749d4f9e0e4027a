import { isActual, type Telling } from './telling.js';

/**
 * Days by which reports of one event may differ, where they do not say when it was: what came to pass is told on its day or
 * the day after, what is planned, demanded or denied for two days.
 */
const WINDOW = { actual: 1, said: 2 };

/** Before all days that there are: claims for which nobody says when have one there for each document. */
export const TIMELESS = -1_000_000;

/** See `WINDOW`. */
export function windowOf(told: Telling): number {
  return isActual(told) ? WINDOW.actual : WINDOW.said;
}

/** Whether its day depends on other reports. */
export function isMovable(told: Telling): boolean {
  return !(isActual(told) && told.dated) && told.reported !== undefined;
}

/** The day that a claim itself gives: its own where it came to pass and the report says when, else its report's. */
export function baseOf(told: Telling): number {
  return (isMovable(told) ? told.reported : told.starts) ?? TIMELESS - told.apart;
}

/**
 * The day to which a claim's event belongs. It follows from the days that other reports of the same act give, never from
 * those that they were found to belong to, so that no chain of reports, day after day, can become one event: where one
 * dates it, that day; else the day of the report before it, if that is the first of its kind; else its own.
 *
 * @param others claims of the same act that give a day from twice the window before its own up to its own
 */
export function slotOf(told: Telling, others: readonly Telling[]): number {
  const base = baseOf(told);
  if (!isMovable(told)) return base;
  const window = windowOf(told);
  if (isActual(told)) {
    const dated = new Set(others.filter((one) => !isMovable(one)).map(baseOf));
    if (dated.has(base)) return base;
    if (dated.has(base - 1)) return base - 1;
  }
  const days = others.map(baseOf).filter((day) => day < base);
  const first = Math.min(...days.filter((day) => day >= base - window));
  if (!Number.isFinite(first)) return base;
  return days.some((day) => day < first && day >= first - window) ? base : first;
}

/** The day by which claims that can only belong to an event that others tell of are found. */
export function lateDay({ recalled, reported, ends, apart }: Telling): number {
  return (recalled ? reported : ends) ?? TIMELESS - apart;
}

/** The days on which the event can have been that such a claim tells of. */
export function lateRange(told: Telling): [from: number, to: number] {
  const to = lateDay(told);
  return [told.recalled ? TIMELESS + 1 : (told.starts ?? to), to];
}
