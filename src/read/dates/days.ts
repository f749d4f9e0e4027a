import { monthOf } from './months.js';

/** A day as written: ISO 8601, and where. */
export interface FoundDay {
  start: number;
  end: number;
  value: string;
}

/** How far from a month's name its day and year may stand. UTF-16 units. */
const REACH = 24;

const NUMERIC = /(?<![\d.,/:\-\p{L}])(\d{1,4})([./\-–]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?![\d\p{L}]|[.,:/-]\d)/gu;
const BIG_ENDIAN = /(?<![\d.,/:-])(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d|[./-]\d)/g;
const IDEOGRAPHIC = /(?<!\d)(\d{4}|(?:令和|平成) ?(?:\d{1,2}|元)) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]?/g;
const NUMBERED_MONTH = /(?<!\d)(\d{1,2}) ?(?:tháng|thg) ?(\d{1,2})(?:,| năm)? ?(\d{4})(?!\d)/giu;
const WORD = /\p{L}[\p{L}\p{M}'’]*(?: (?:الأول|الاول|الثاني))?/gu;

const JOIN = `(?:(?:de|del|of|di|do|d['’]) ?)?`;
const ORDINAL = String.raw`(?:st|nd|rd|th|er|re|º|ª|-?(?:го|ого|е)|\.)?`;
const DAY_BEFORE = new RegExp(String.raw`(?<![\d:.,/])(\d{1,2})${ORDINAL}[ ,\-–/.]{0,3}${JOIN}$`, 'iu');
const YEAR_DAY_BEFORE = /(?<!\d)(\d{4})[.,]? (?:gada |m\. |yil |-yil )?(\d{1,2})[.\-–]? ?$/iu;
const YEAR_BEFORE = /(?<!\d)(\d{4})[.,/\-–]? ?(?:m\. |gada |yil |-yil )?$/iu;
const YEAR_AFTER = new RegExp(
  String.raw`^\.?[ ,\-–/]{0,4}${JOIN}(?:['’](\d{2})|(\d{4})|(?<=[\-–/])(\d{2}))(?!\d)`,
  'iu',
);
const DAY_AFTER = new RegExp(String.raw`^\.?[ \-–/]{0,3}(\d{1,2})${ORDINAL}(?![\d:])`, 'iu');
const YEAR_AFTER_DAY = /^(?:[ ,\-–/]{1,4}|[ ,]{1,3}(?:de|del) )(?:['’](\d{2})|(\d{4}))(?!\d)/iu;
const YEAR_AFTER_CLOCK = /^,? \d{1,2}:\d{2}(?::\d{2})?(?: [ap]\.?m\.?)?(?: [A-Z]{2,4}| [+-]\d{4})? (\d{4})(?!\d)/iu;

/** Every whole date (day, month and year) written in `clear` (see `legible`), in order, none overlapping another. */
export function daysIn(clear: string, locale?: string): FoundDay[] {
  const found: FoundDay[] = [];
  const add = (start: number, end: number, year: number, month: number, day: number): void => {
    const value = isoDay(year, month, day);
    if (value !== undefined) found.push({ start, end, value });
  };
  const language = locale?.toLowerCase().split(/[-_]/)[0];
  for (const m of clear.matchAll(BIG_ENDIAN)) add(m.index, m.index + m[0].length, +m[1]!, +m[3]!, +m[4]!);
  for (const m of clear.matchAll(IDEOGRAPHIC)) {
    add(m.index, m.index + m[0].trimEnd().length, eraYear(m[1]!), +m[2]!, +m[3]!);
  }
  for (const m of clear.matchAll(NUMBERED_MONTH)) add(m.index, m.index + m[0].length, +m[3]!, +m[2]!, +m[1]!);
  for (const m of clear.matchAll(NUMERIC)) {
    if (m[1]!.length > 2) continue;
    const [month, day] = order(+m[1]!, +m[3]!, m[2]!, locale);
    add(m.index, m.index + m[0].length, fullYear(m[4]!), month, day);
  }
  for (const m of clear.matchAll(WORD)) {
    const month = m[0].length > 24 ? 0 : monthOf(m[0], language);
    if (month > 0) around(clear, m.index, m.index + m[0].length, month, add);
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((day, i) => i === 0 || day.start >= found[i - 1]!.end);
}

/** The day and year that stand by a month's name at `start` to `end`, in any of the orders that languages use. */
function around(
  clear: string,
  start: number,
  end: number,
  month: number,
  add: (start: number, end: number, year: number, month: number, day: number) => void,
): void {
  const before = clear.slice(Math.max(0, start - REACH), start);
  const after = clear.slice(end, end + REACH);
  const dayBefore = DAY_BEFORE.exec(before);
  const yearAfter = YEAR_AFTER.exec(after);
  if (dayBefore && yearAfter) {
    const year = fullYear(yearAfter[1] ?? yearAfter[2] ?? yearAfter[3]!);
    add(start - dayBefore[0].length, end + yearAfter[0].length, year, month, +dayBefore[1]!);
    return;
  }
  const both = YEAR_DAY_BEFORE.exec(before);
  if (both) {
    add(start - both[0].length, end, +both[1]!, month, +both[2]!);
    return;
  }
  const dayAfter = DAY_AFTER.exec(after);
  if (!dayAfter) return;
  const rest = clear.slice(end + dayAfter[0].length, end + dayAfter[0].length + REACH + 8);
  const year = YEAR_AFTER_DAY.exec(rest) ?? YEAR_AFTER_CLOCK.exec(rest);
  if (year) {
    const length = YEAR_AFTER_DAY.test(rest) ? year[0].length : 0;
    add(start, end + dayAfter[0].length + length, fullYear(year[1] ?? year[2]!), month, +dayAfter[1]!);
    return;
  }
  const yearBefore = YEAR_BEFORE.exec(before);
  if (yearBefore) add(start - yearBefore[0].length, end + dayAfter[0].length, +yearBefore[1]!, month, +dayAfter[1]!);
}

/** The day that digits without words state, in metadata ("20221004") or an address ("/2022/10/4/", "/2022-10-04-"). */
export function dayIn(clear: string): string | undefined {
  const compact = /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/.exec(clear);
  const parted = /(?<!\d)((?:19|20)\d{2})([/_-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)/.exec(clear);
  const named = /(?<!\d)((?:19|20)\d{2})\/([a-z]{3})\/(\d{1,2})(?!\d)/i.exec(clear);
  if (parted) return isoDay(+parted[1]!, +parted[3]!, +parted[4]!);
  if (named) return isoDay(+named[1]!, monthOf(named[2]!, 'en'), +named[3]!);
  return compact ? isoDay(+compact[1]!, +compact[2]!, +compact[3]!) : undefined;
}

/** ISO day, or undefined where the calendar has no such day. */
export function isoDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  // Thai pages count years from the Buddha's death.
  const common = year > 2450 && year < 2650 ? year - 543 : year;
  const date = new Date(Date.UTC(common, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCFullYear() !== common) return undefined;
  return date.toISOString().slice(0, 10);
}

const fullYear = (digits: string): number => (digits.length > 2 ? +digits : +digits + (+digits < 70 ? 2000 : 1900));

function eraYear(year: string): number {
  const era = /^(令和|平成) ?(\d+|元)$/.exec(year);
  if (!era) return +year;
  return (era[1] === '令和' ? 2018 : 1988) + (era[2] === '元' ? 1 : +era[2]!);
}

/** Regions and languages that write the month before the day in figures. */
const MONTH_FIRST = /^(?:en(?:[-_](?:us|ph|pr|fm|gu|vi|mh|as))?|fil(?:[-_]\w+)?|es[-_](?:pa|pr|us)|\w+[-_]us)$/i;

/** [month, day] of a date in figures. Points are day first everywhere; otherwise the place decides, unless one is over 12. */
function order(first: number, second: number, separator: string, locale?: string): [number, number] {
  const monthFirst = separator !== '.' && locale !== undefined && MONTH_FIRST.test(locale);
  if (monthFirst ? first > 12 : second <= 12) return [second, first];
  return [first, second];
}
