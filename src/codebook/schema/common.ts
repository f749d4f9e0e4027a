import { z } from 'zod';

export const word = z.string().trim().min(1);
export const words = z.array(word).min(1);

/** One neutral sentence, or the part of one that completes "an actor that …". */
export const about = z.string().trim().min(3);

/** A day, month or year of the calendar. A bare year is a number in YAML. */
export const day = z.coerce
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'an ISO 8601 day, month or year is expected')
  .refine(isOfCalendar, { error: ({ input }) => `the calendar has no ${input}` });

function isOfCalendar(stated: string): boolean {
  const [year = 0, month = 1, day = 1] = stated.split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** For an entry with `from` and `until`: that it does not end before it begins, at the precision that both have. */
export const endsAfterItBegins = {
  check: ({ from, until }: { from?: string | undefined; until?: string | undefined }): boolean => {
    if (from === undefined || until === undefined) return true;
    const shorter = Math.min(from.length, until.length);
    return from.slice(0, shorter) <= until.slice(0, shorter);
  },
  params: { path: ['until'], error: 'ends before it begins' },
};
