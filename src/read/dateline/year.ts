import { isoDay } from '../dates/days.js';

/** The day (ISO) of `month` and `date` that lies nearest to `near` (ISO), or in the year `near` where it is `stated`. */
export function nearestYear(month: number, date: number, near: string | undefined, stated = false): string | undefined {
  if (near === undefined) return undefined;
  const year = Number(near.slice(0, 4));
  if (stated) return isoDay(year, month, date);
  const from = Date.parse(near.slice(0, 10));
  const days = [year - 1, year, year + 1].flatMap((each) => isoDay(each, month, date) ?? []);
  const distance = (day: string): number => Math.abs(Date.parse(day) - from);
  return days.sort((a, b) => distance(a) - distance(b))[0];
}
