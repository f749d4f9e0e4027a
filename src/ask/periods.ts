import { UserError } from '../errors.js';

/** The lengths of time by which counts are made. */
export const PERS = ['day', 'week', 'month', 'year'] as const;
export type Per = (typeof PERS)[number];

/** The period in which a day falls: 2031-05-02, 2031-W18 (ISO 8601, weeks from Monday), 2031-05, 2031. */
export function periodFor(day: string, per: Per): string {
  if (per === 'day') return day;
  if (per === 'month') return day.slice(0, 7);
  if (per === 'year') return day.slice(0, 4);
  // A week belongs to the year that its Thursday falls in.
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const year = date.getUTCFullYear();
  const week = Math.ceil(((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Days in the longest stretch that is cut into periods: a century and a half. */
const MOST_DAYS = 55_000;
const DAY = 86_400_000;

/**
 * All periods from one day to another, both included.
 *
 * @throws UserError where there are more days between them than anybody counts
 */
export function periodsBetween(first: string, last: string, per: Per): string[] {
  const [from, to] = [Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)];
  if (to - from > MOST_DAYS * DAY)
    throw new UserError(
      `from ${first} to ${last} is more than 150 years: give a “since” and an “until” that are closer`,
    );
  const found = new Set<string>();
  for (let time = from; time <= to; time += DAY) found.add(periodFor(new Date(time).toISOString().slice(0, 10), per));
  found.add(periodFor(last, per));
  return [...found];
}
