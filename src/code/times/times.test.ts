import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTimes } from './index.js';

/** A Friday. */
const PUBLISHED = '2031-05-09T08:00';
const found = (text: string, published: string | undefined = PUBLISHED) =>
  findTimes(text, published).map(
    (t) => `${text.slice(t.span!.start, t.span!.end)}: ${t.start}${t.end === t.start ? '' : `..${t.end}`}`,
  );

describe('times', () => {
  it.each([
    ['It met on May 3, 2030.', ['May 3, 2030: 2030-05-03']],
    ['It met on the 3rd of May 2030.', ['the 3rd of May 2030: 2030-05-03']],
    ['It met on 3 May.', ['3 May: 2031-05-03']],
    ['It met on December 30.', ['December 30: 2030-12-30']],
    ['It was held from May 1 to 4.', ['May 1 to 4: 2031-05-01..2031-05-04']],
    ['It was held from April 29 to May 2.', ['April 29 to May 2: 2031-04-29..2031-05-02']],
    ['It was held on 1-4 May 2030.', ['1-4 May 2030: 2030-05-01..2030-05-04']],
    ['It met on Friday.', ['Friday: 2031-05-09']],
    ['It met on Monday.', ['Monday: 2031-05-05']],
    ['It will meet on Monday.', ['Monday: 2031-05-12']],
    ['It met last Friday.', ['last Friday: 2031-05-02']],
    ['It met yesterday.', ['yesterday: 2031-05-08']],
    ['It met last week.', ['last week: 2031-04-28..2031-05-04']],
    ['It met last month.', ['last month: 2031-04-01..2031-04-30']],
    ['It met in March 2030.', ['March 2030: 2030-03-01..2030-03-31']],
    ['It met in 2029.', ['2029: 2029-01-01..2029-12-31']],
    ['It met two days ago.', ['two days ago: 2031-05-07']],
    ['It met in the first quarter of 2030.', ['the first quarter of 2030: 2030-01-01..2030-03-31']],
    ['It met in the second half of 2030.', ['the second half of 2030: 2030-07-01..2030-12-31']],
    ['Output fell in Q3 2030.', ['Q3 2030: 2030-07-01..2030-09-30']],
    ['It met in the summer of 2030.', ['the summer of 2030: 2030-06-01..2030-08-31']],
    ['It met last winter.', ['last winter: 2030-12-01..2031-02-28']],
    ['It will meet next spring.', ['next spring: 2032-03-01..2032-05-31']],
    ['It plans to meet in the spring.', ['the spring: 2032-03-01..2032-05-31']],
    ['It took a fall in the spring.', ['the spring: 2031-03-01..2031-05-31']],
    ['It met on May 3. Two days later it voted.', ['May 3: 2031-05-03', 'Two days later: 2031-05-05']],
    ['It met on May 3; a week earlier it had voted.', ['May 3: 2031-05-03', 'a week earlier: 2031-04-26']],
    ['It votes on May 3; it met on the eve.', ['May 3: 2031-05-03', 'on the eve: 2031-05-02']],
    ['It met on May 3 and voted the next day.', ['May 3: 2031-05-03', 'the next day: 2031-05-04']],
    ['Two days later it voted.', []],
    ['It may march on.', []],
    ['It met on February 30, 2030.', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('are left out where they need the day of the report and there is none', () => {
    expect(findTimes('It met on Monday, on 3 May, and in 2029.', undefined).map((t) => t.start)).toEqual([
      '2029-01-01',
    ]);
  });

  it('agree with days counted one by one', () => {
    const base = Date.UTC(2031, 4, 9);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 60 }), (shift, n) => {
        let day = new Date(base + shift * 86_400_000);
        const published = day.toISOString().slice(0, 10);
        for (let k = 0; k < n; k++) day = new Date(day.getTime() - 86_400_000);
        const wanted = day.toISOString().slice(0, 10);
        expect(findTimes(`It met ${n} days ago.`, published)[0]).toMatchObject({ start: wanted, end: wanted });
        const later = findTimes(`It met on ${wanted}. ${n} days later it voted.`, undefined)[1];
        expect(later).toMatchObject({ start: published, end: published });
        let last = new Date(`${published}T00:00Z`);
        while (last.getUTCDay() !== 1) last = new Date(last.getTime() - 86_400_000);
        expect(findTimes('It met on Monday.', published)[0]?.start).toBe(last.toISOString().slice(0, 10));
      }),
    );
  });

  it('are days of the calendar in order, with spans in the text, whatever the text', () => {
    const word = fc.constantFrom(
      'May',
      '3',
      '31',
      'to',
      '2031',
      'last',
      'week',
      'Monday',
      'from',
      'February',
      '30',
      ',',
      '-',
      'ago',
      'two',
      'the',
      'second',
      'quarter',
      'of',
      'winter',
      'days later',
      'on the eve',
      'years',
      '\ud800',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        fc.constantFrom('2031-05-09', undefined, 'soon', '0001-01-01'),
        (words, published) => {
          const text = words.join(' ');
          for (const { start, end, span } of findTimes(text, published)) {
            expect(start <= end).toBe(true);
            expect(new Date(`${start}T00:00Z`).toISOString().slice(0, 10)).toBe(start);
            expect(span!.start >= 0 && span!.start < span!.end && span!.end <= text.length).toBe(true);
          }
        },
      ),
    );
  });
});
