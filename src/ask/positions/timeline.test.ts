import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayBefore, type Stretch, stretches, type Told } from './timeline.js';

const DAYS = Array.from({ length: 9 }, (_, i) => `2031-05-0${i + 1}`);
const SIDES: Record<string, string> = { recognizes: 'for', supports: 'for', condemns: 'against', neutral: 'neither' };

const told: fc.Arbitrary<Told<number>[]> = fc
  .array(
    fc.record({
      stance: fc.constantFrom(...Object.keys(SIDES)),
      factuality: fc.constantFrom('actual' as const, 'actual' as const, 'planned' as const, 'denied' as const),
      day: fc.constantFrom(...DAYS),
      voice: fc.constantFrom(undefined, undefined, 'a', 'b'),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ voice, ...one }, claim) => ({
      ...one,
      claim,
      side: SIDES[one.stance] as string,
      ...(voice !== undefined && { voice }),
    })),
  );

const isSame = (a: Told<number>, b: Told<number>) => a.stance === b.stance && a.factuality === b.factuality;

/** Whether what `later` says puts an end to what `earlier` says, as the documentation has it. */
function ends(later: Told<number>, earlier: Told<number>): boolean {
  if (later.day <= earlier.day) return false;
  if (later.voice === undefined && later.factuality === 'actual') {
    if (later.side !== earlier.side) return true;
    if (later.stance === earlier.stance) return earlier.factuality !== 'actual' || earlier.voice !== undefined;
    return false;
  }
  if (later.factuality !== earlier.factuality) return false;
  if (later.voice !== undefined) return later.voice === earlier.voice && later.side !== earlier.side;
  if (later.side !== earlier.side) return true;
  return later.stance === earlier.stance && earlier.voice !== undefined;
}

/** Whether what a claim says still holds on a day, found by looking at every claim for that day alone. */
function holdsOn(day: string, one: Told<number>, all: readonly Told<number>[]): boolean {
  if (one.day > day) return false;
  return !all.some(
    (other) =>
      other.day <= day &&
      ends(other, one) &&
      !all.some((again) => again.day === other.day && isSame(again, one) && again.voice === one.voice),
  );
}

const key = ({ stance, factuality }: { stance: string; factuality: string }) => `${stance} ${factuality}`;

describe('stretches', () => {
  it('hold on each day what the claims up to then say, by a slow and obvious model', () => {
    fc.assert(
      fc.property(told, (all) => {
        const course = stretches(all);
        for (const day of DAYS) {
          const expected = new Set(all.filter((one) => holdsOn(day, one, all)).map(key));
          const found = course.filter(({ from, until }) => from <= day && (until ?? '9999') >= day);
          expect(new Set(found.map(key)), day).toEqual(expected);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('carry every claim once, on a day on which its stance holds, whatever the order', () => {
    const shape = (course: Stretch<number>[]) =>
      course
        .map(({ claims, contradicted, ...rest }) =>
          JSON.stringify({ ...rest, claims: claims.toSorted(), contradicted: contradicted.toSorted() }),
        )
        .sort();
    fc.assert(
      fc.property(
        told.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const course = stretches(all);
          expect(course.flatMap(({ claims }) => claims).sort()).toEqual(all.map(({ claim }) => claim).sort());
          for (const { claims, from, until } of course) {
            for (const claim of claims) {
              const { day } = all[claim] as Told<number>;
              expect(from <= day && day <= (until ?? '9999')).toBe(true);
            }
          }
          expect(shape(stretches(shuffled))).toEqual(shape(course));
        },
      ),
    );
  });

  it('show both sides where they are claimed for the same time', () => {
    const one = { factuality: 'actual' as const, day: '2031-05-02' };
    const course = stretches<number>([
      { ...one, claim: 1, stance: 'recognizes', side: 'for' },
      { ...one, claim: 2, stance: 'condemns', side: 'against' },
      { ...one, claim: 3, stance: 'recognizes', side: 'for', factuality: 'denied' },
    ]);
    expect(course.map(({ stance, factuality, contradicted }) => [stance, factuality, contradicted])).toEqual([
      ['recognizes', 'actual', [2, 3]],
      ['condemns', 'actual', [1]],
      ['recognizes', 'denied', [1]],
    ]);
  });

  it('take what is recalled without a date to what it recalls', () => {
    const actual = { factuality: 'actual' as const };
    const [recognizes, condemns] = [
      { ...actual, stance: 'recognizes', side: 'for' },
      { ...actual, stance: 'condemns', side: 'against' },
    ];
    const course = stretches<number>([
      { ...recognizes, claim: 1, day: '2031-05-01' },
      { ...condemns, claim: 2, day: '2031-05-03' },
      { ...recognizes, claim: 3, day: '2031-05-06', recalled: true },
    ]);
    expect(course.map(({ stance, from, until, claims }) => [stance, from, until, claims])).toEqual([
      ['recognizes', '2031-05-01', '2031-05-02', [1, 3]],
      ['condemns', '2031-05-03', undefined, [2]],
    ]);
    const alone = stretches<number>([
      { ...condemns, claim: 2, day: '2031-05-03' },
      { ...recognizes, claim: 3, day: '2031-05-06', recalled: true },
    ]);
    expect(alone.map(({ stance, from, until }) => [stance, from, until])).toEqual([
      ['condemns', '2031-05-03', undefined],
      ['recognizes', '2031-05-06', '2031-05-06'],
    ]);
  });

  it('end the day before', () => {
    expect(dayBefore('2032-03-01')).toBe('2032-02-29');
  });

  it('begin on the day that others say, where one report only says in which month', () => {
    const one = { stance: 'supports', side: 'for', factuality: 'actual' as const };
    const month = { ...one, claim: 1, day: '2031-05-01', latest: '2031-05-31', voice: 'a' };
    expect(stretches([month, { ...one, claim: 2, day: '2031-05-16' }])).toMatchObject([
      { from: '2031-05-16', claims: [2, 1] },
    ]);
    expect(stretches([month])).toMatchObject([{ from: '2031-05-01', claims: [1] }]);
  });
});
