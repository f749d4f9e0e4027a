import { isoDay } from './days.js';

const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** Whether `value` is a year, month, day or time in ISO 8601 that the calendar and the clock have. */
export function isIso(value: string): boolean {
  const [found, year, month = '01', day = '01', hour = '0', minute = '0', second = '0'] = ISO.exec(value) ?? [];
  // A leap second is a second.
  return (
    found !== undefined && isoDay(+year!, +month, +day) !== undefined && +hour < 24 && +minute < 60 && +second < 61
  );
}
