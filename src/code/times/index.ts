import type { Span, Time } from '../../types.js';
import { dayNumber, isoDay, lastOfMonth, monthOf, weekday, weekdayOf, yearMonth } from './calendar.js';

const MONTH =
  '(January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)';
const WEEKDAY = '(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';
const YEAR = '((?:19|20)\\d\\d)';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const COUNT =
  '(\\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|several)';
const TO = '\\s*(?:to|until|till|through|and|-|–|—)\\s*';
const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
};

/** A day as its number; a whole month or year is from its first to its last day. */
interface Range {
  from: number;
  to: number;
  precision: 'day' | 'month' | 'year';
  relative: boolean;
}

type Reader = (m: RegExpExecArray, published: number | undefined, future: boolean) => Range | undefined;

const day = (n: number | undefined, relative = false): Range | undefined =>
  n === undefined ? undefined : { from: n, to: n, precision: 'day', relative };
const month = (year: number, m: number, relative = false): Range => ({
  from: dayNumber(year, m, 1)!,
  to: lastOfMonth(year, m),
  precision: 'month',
  relative,
});
const year = (y: number, relative = false): Range => ({
  from: dayNumber(y, 1, 1)!,
  to: dayNumber(y, 12, 31)!,
  precision: 'year',
  relative,
});

/** A day of a month without its year: the nearest such day to the report's, the past unless the words look ahead. */
function dayNear(published: number | undefined, m: number, d: number, future: boolean): number | undefined {
  if (published === undefined) return undefined;
  const [y] = yearMonth(published);
  const years = [y - 1, y, y + 1].map((x) => dayNumber(x, m, d)).filter((n): n is number => n !== undefined);
  const limit = future ? published + 330 : published + 45;
  return years.filter((n) => n <= limit).at(-1);
}

function between(from: number | undefined, to: number | undefined): Range | undefined {
  return from === undefined || to === undefined || to < from || to - from > 800
    ? undefined
    : { from, to, precision: 'day', relative: false };
}

const ORDINALS: Readonly<Record<string, number>> = { first: 0, second: 1, third: 2, fourth: 3, last: 3 };
/** Months of the northern seasons, from 0; winter runs into the next year. */
const SEASONS: Readonly<Record<string, number>> = { spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11 };

/** Several whole months from one on, counted from January of a year. */
function months(year: number, from: number, count: number, relative: boolean): Range {
  const at = year * 12 + from;
  const last = at + count - 1;
  return {
    from: dayNumber(Math.floor(at / 12), (at % 12) + 1, 1)!,
    to: lastOfMonth(Math.floor(last / 12), (last % 12) + 1),
    precision: 'month',
    relative,
  };
}

/** The year that goes unsaid: the latest in which the stretch had begun, or the next to begin where the words look ahead. */
function yearOf(published: number, from: number, future: boolean): number {
  const [y, m] = yearMonth(published);
  if (future) return m - 1 <= from ? y : y + 1;
  return m - 1 >= from ? y : y - 1;
}

/** The patterns, the longest first: at one place the first that matches and makes sense is taken. */
const READERS: readonly [RegExp, Reader][] = [
  [
    new RegExp(`^${MONTH} ${DAY}${TO}${MONTH} ${DAY}(?:,? ${YEAR})?\\b`, 'i'),
    (m, p, f) => {
      const y = m[5] ? Number(m[5]) : undefined;
      const at = (mm: string, d: string) =>
        y ? dayNumber(y, monthOf(mm), Number(d)) : dayNear(p, monthOf(mm), Number(d), f);
      return between(at(m[1]!, m[2]!), at(m[3]!, m[4]!));
    },
  ],
  [
    new RegExp(`^${MONTH} ${DAY}${TO}${DAY}(?:,? ${YEAR})?\\b`, 'i'),
    (m, p, f) => {
      const y = m[4] ? Number(m[4]) : undefined;
      const at = (d: string) =>
        y ? dayNumber(y, monthOf(m[1]!), Number(d)) : dayNear(p, monthOf(m[1]!), Number(d), f);
      return between(at(m[2]!), at(m[3]!));
    },
  ],
  [
    new RegExp(`^${DAY}${TO}${DAY} ${MONTH}(?:,? ${YEAR})?\\b`, 'i'),
    (m, p, f) => {
      const y = m[4] ? Number(m[4]) : undefined;
      const at = (d: string) =>
        y ? dayNumber(y, monthOf(m[3]!), Number(d)) : dayNear(p, monthOf(m[3]!), Number(d), f);
      return between(at(m[1]!), at(m[2]!));
    },
  ],
  [
    new RegExp(`^(?:the )?(first|second|third|fourth|last) (quarter|half)(?: of(?: the year)?)?(?: ${YEAR})?\\b`, 'i'),
    (m, p, f) => {
      const size = m[2]!.toLowerCase() === 'half' ? 6 : 3;
      const nth = m[1]!.toLowerCase() === 'last' ? 12 / size - 1 : ORDINALS[m[1]!.toLowerCase()]!;
      if (nth * size >= 12 || !(m[3] || (p !== undefined && / year$/i.test(m[0])))) return undefined;
      return months(m[3] ? Number(m[3]) : yearOf(p!, nth * size, f), nth * size, size, !m[3]);
    },
  ],
  [new RegExp(`^Q([1-4]),? ${YEAR}\\b`), (m) => months(Number(m[2]), 3 * (Number(m[1]) - 1), 3, false)],
  [
    new RegExp(
      `^(?:(in|during|since) )?(?:(the|last|this|next) )?(spring|summer|autumn|fall|winter)(?: of)?(?: ${YEAR})?\\b`,
      'i',
    ),
    (m, p, f) => {
      const from = SEASONS[m[3]!.toLowerCase()]!;
      if (m[4]) return months(Number(m[4]), from, 3, false);
      const which = m[2]?.toLowerCase();
      // "a fall", "the spring" of nothing are no times.
      if (p === undefined || which === undefined || (which === 'the' && !m[1])) return undefined;
      const [y, month] = yearMonth(p);
      const begun = yearOf(p, from, false);
      if (which === 'this') return months(month - 1 > from + 2 || f ? yearOf(p, from, true) : y, from, 3, true);
      if (which === 'next') return months(yearOf(p, from, true), from, 3, true);
      return months(which === 'the' && f ? yearOf(p, from, true) : begun, from, 3, true);
    },
  ],
  [/^((?:19|20)\d\d)-(\d\d)-(\d\d)\b/, (m) => day(dayNumber(Number(m[1]), Number(m[2]), Number(m[3])))],
  [new RegExp(`^${MONTH} ${DAY},? ${YEAR}\\b`, 'i'), (m) => day(dayNumber(Number(m[3]), monthOf(m[1]!), Number(m[2])))],
  [
    new RegExp(`^(?:the )?${DAY} (?:of )?${MONTH},? ${YEAR}\\b`, 'i'),
    (m) => day(dayNumber(Number(m[3]), monthOf(m[2]!), Number(m[1]))),
  ],
  [new RegExp(`^${MONTH} ${DAY}\\b(?!,? ?\\d)`, 'i'), (m, p, f) => day(dayNear(p, monthOf(m[1]!), Number(m[2]), f))],
  [
    new RegExp(`^(?:the )?${DAY} (?:of )?${MONTH}\\b`, 'i'),
    (m, p, f) => day(dayNear(p, monthOf(m[2]!), Number(m[1]), f)),
  ],
  [new RegExp(`^${MONTH},? (?:of )?${YEAR}\\b`, 'i'), (m) => month(Number(m[2]), monthOf(m[1]!))],
  [
    new RegExp(`^(last|next|this)? ?${WEEKDAY}\\b(?! (?:Times|News|Post|Herald|Mirror))`, 'i'),
    (m, p, f) => {
      if (p === undefined) return undefined;
      const back = (weekday(p) - weekdayOf(m[2]!) + 7) % 7;
      const which = m[1]?.toLowerCase();
      if (which === 'next' || (which !== 'last' && f)) return day(p + (7 - back), true);
      return day(p - (back === 0 && which === 'last' ? 7 : back), true);
    },
  ],
  [/^(the day before yesterday)\b/i, (_, p) => (p === undefined ? undefined : day(p - 2, true))],
  [
    /^(yesterday|today|tonight|tomorrow|earlier today|this morning|this evening|this afternoon|last night|on the eve)\b/i,
    (m, p) => {
      if (p === undefined) return undefined;
      const w = m[1]!.toLowerCase();
      return day(
        p + (w === 'tomorrow' ? 1 : w === 'yesterday' || w === 'last night' || w === 'on the eve' ? -1 : 0),
        true,
      );
    },
  ],
  [
    /^(last|this|next|the (?:past|previous|coming)) (week|month|year|weekend)\b/i,
    (m, p) => {
      if (p === undefined) return undefined;
      const shift = /last|past|previous/i.test(m[1]!) ? -1 : /next|coming/i.test(m[1]!) ? 1 : 0;
      const [y, mm] = yearMonth(p);
      const unit = m[2]!.toLowerCase();
      if (unit === 'year') return year(y + shift, true);
      if (unit === 'month') {
        const at = y * 12 + mm - 1 + shift;
        return month(Math.floor(at / 12), (at % 12) + 1, true);
      }
      const monday = p - ((weekday(p) + 6) % 7) + 7 * shift;
      return unit === 'weekend'
        ? { from: monday + 5, to: monday + 6, precision: 'day', relative: true }
        : { from: monday, to: monday + 6, precision: 'day', relative: true };
    },
  ],
  [
    new RegExp(`^(?:last|this past) ${MONTH}\\b`, 'i'),
    (m, p) => {
      if (p === undefined) return undefined;
      const [y, mm] = yearMonth(p);
      const wanted = monthOf(m[1]!);
      return month(wanted < mm ? y : y - 1, wanted, true);
    },
  ],
  [
    new RegExp(`^${COUNT} (day|week|month|year)s? ago\\b`, 'i'),
    (m, p) => {
      const n = COUNTS[m[1]!.toLowerCase()] ?? Number(m[1]);
      if (p === undefined || !Number.isFinite(n)) return undefined;
      const unit = m[2]!.toLowerCase();
      const [y, mm] = yearMonth(p);
      if (unit === 'day') return day(p - n, true);
      if (unit === 'week')
        return {
          from: p - 7 * n - ((weekday(p) + 6) % 7),
          to: p - 7 * n - ((weekday(p) + 6) % 7) + 6,
          precision: 'day',
          relative: true,
        };
      if (unit === 'year') return year(y - n, true);
      const at = y * 12 + mm - 1 - n;
      return month(Math.floor(at / 12), (at % 12) + 1, true);
    },
  ],
  [
    new RegExp(
      `^(?:early |late |mid-)?${MONTH}\\b(?= ?[,.;)]| (?:and|when|after|that|to|in|for|over|with|by|at|on|the|of)\\b|\\s*$)`,
    ),
    (m, p, f) => {
      if (p === undefined || monthOf(m[1]!) === 0) return undefined;
      const [y, mm] = yearMonth(p);
      const wanted = monthOf(m[1]!);
      return month(f ? (wanted < mm ? y + 1 : y) : wanted <= mm ? y : y - 1, wanted, true);
    },
  ],
  [new RegExp(`^(?:in |since |early |late |mid-|by |of |during )${YEAR}\\b(?!-\\d)`, 'i'), (m) => year(Number(m[1]))],
];
/** "two days later", "a week earlier", "on the eve": counted from the time named last before, in the same paragraph. */
const FROM_NAMED = new RegExp(
  `^(?:(on the eve(?! of))|(?:the )?(next|following|previous|preceding) day|${COUNT} (day|week|month|year)s? (later|earlier|after that|before that))\\b`,
  'i',
);

function fromNamed(m: RegExpExecArray, named: Range): Range | undefined {
  if (m[1]) return day(named.from - 1, true);
  if (m[2]) return /next|following/i.test(m[2]) ? day(named.to + 1, true) : day(named.from - 1, true);
  const n = COUNTS[m[3]!.toLowerCase()] ?? Number(m[3]);
  if (!Number.isFinite(n) || named.precision !== 'day') return undefined;
  const by = /later|after/i.test(m[5]!) ? n : -n;
  const unit = m[4]!.toLowerCase();
  if (unit === 'day' || unit === 'week') return day(named.from + by * (unit === 'week' ? 7 : 1), true);
  const [y, mm] = yearMonth(named.from);
  if (unit === 'year') return year(y + by, true);
  const at = y * 12 + mm - 1 + by;
  return month(Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, true);
}

/** Any of them, whatever the case: most words begin none, and are told so at once. */
const ANY = new RegExp(
  [FROM_NAMED, ...READERS.map(([pattern]) => pattern)].map(({ source }) => `(?:${source})`).join('|'),
  'i',
);

/** Where an expression may start: a letter or digit after something that is neither. */
const STARTS = /(?<![\p{L}\p{N}.,-])(?=(?:\d|[A-Za-z]))/gu;
const LONGEST = 60;

/**
 * The time expressions of a text, resolved against the day it was published, in text order. What needs that day and has
 * none is left out: a date is never made up. "on Monday" is the last such day up to the report's, the next where the
 * words before it look ahead ("will meet on Monday").
 */
export function findTimes(text: string, published: string | undefined): Time[] {
  const at = published && /^(\d{4})-(\d\d)-(\d\d)/.exec(published);
  const base = at ? dayNumber(Number(at[1]), Number(at[2]), Number(at[3])) : undefined;
  const times: Time[] = [];
  let done = 0;
  let named: { range: Range; end: number } | undefined;
  for (const { index } of text.matchAll(STARTS)) {
    if (index < done) continue;
    const piece = text.slice(index, index + LONGEST).replace(/\s/g, ' ');
    if (named && text.slice(named.end, index).includes('\n\n')) named = undefined;
    if (!ANY.test(piece)) continue;
    const counted = FROM_NAMED.exec(piece);
    const since = counted && named && fromNamed(counted, named.range);
    if (since) {
      times.push(toTime(since, { start: index, end: index + counted[0].length }));
      named = { range: since, end: index + counted[0].length };
      done = named.end;
      continue;
    }
    for (const [pattern, read] of READERS) {
      const m = pattern.exec(piece);
      if (!m) continue;
      const range = read(m, base, looksAhead(text, index));
      if (!range) continue;
      named = { range, end: index + m[0].length };
      const lead =
        /^(?:in|since|early|late|by|of|during) (?=\d{4}|(?:the |last |this |next )?(?:spring|summer|autumn|fall|winter))/i.exec(
          m[0],
        )?.[0].length ?? 0;
      times.push(toTime(range, { start: index + lead, end: index + m[0].trimEnd().length }));
      done = index + m[0].length;
      break;
    }
  }
  return times;
}

/** Whether the words before a time speak of what is still to come. */
function looksAhead(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 90), at);
  const clause = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n')) + 1);
  return (
    /\b(?:will|would|shall|to be|set to|due|scheduled|plans? to|planned|expected to|going to)\b[^,;]*$/i.test(clause) ||
    /\b(?:by|until|before|next)\s+$/i.test(clause)
  );
}

function toTime({ from, to, precision, relative }: Range, span: Span): Time {
  const start = isoDay(from);
  const end = isoDay(to);
  return { start, end, precision, basis: relative ? 'relative' : 'explicit', span };
}
