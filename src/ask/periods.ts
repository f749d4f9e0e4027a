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

/** All periods from one day to another, both included. */
export function periodsBetween(first: string, last: string, per: Per): string[] {
  const found = new Set<string>();
  const date = new Date(`${first}T00:00:00Z`);
  for (let day = first; day <= last; day = date.toISOString().slice(0, 10)) {
    found.add(periodFor(day, per));
    date.setUTCDate(date.getUTCDate() + 1);
  }
  found.add(periodFor(last, per));
  return [...found];
}
