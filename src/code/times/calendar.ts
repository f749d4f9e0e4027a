import { MONTHS, WEEKDAYS } from '../words.js';

/** Days of the proleptic Gregorian calendar as numbers since 1970-01-01, so that days can be counted without a clock. */

/** Number of the month (1 to 12) that a name or its abbreviation ("Sept.") names, or 0. */
export function monthOf(word: string): number {
  const w = word.toLowerCase().replace(/\.$/, '');
  if (w.length < 3) return 0;
  return MONTHS.findIndex((m) => m === w || (w.length <= 4 && m.startsWith(w))) + 1;
}

/** Number of the weekday (0 Sunday to 6) that a name names, or -1. */
export function weekdayOf(word: string): number {
  const w = word.toLowerCase().replace(/\.$/, '');
  return WEEKDAYS.indexOf(w);
}

/** The day as a number, or undefined where the calendar has no such day. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  const ms = Date.UTC(2000, month - 1, day);
  const date = new Date(ms);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return Math.floor(date.getTime() / 86_400_000);
}

/** The day's ISO 8601 form. */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Weekday (0 Sunday) of a day. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function yearMonth(day: number): [year: number, month: number] {
  const date = new Date(day * 86_400_000);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1];
}

/** Last day of a month. */
export function lastOfMonth(year: number, month: number): number {
  return dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1)! - 1;
}
