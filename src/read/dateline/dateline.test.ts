import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDateline, isDateline } from './index.js';

const rest = 'The assembly of Selmoor passed the law after a day of debate.';

/** Opening words; place, day and agency that they give on a page of 2031-10-05; where the span ends. */
const cases: readonly (readonly [string, string | undefined, string | undefined, string | undefined, string])[] = [
  ['SENNET, September 29 (IPB) - ', 'SENNET', '2031-09-29', 'IPB', 'SENNET, September 29 (IPB)'],
  ['ORKHAL. October 2. ', 'ORKHAL', '2031-10-02', undefined, 'ORKHAL. October 2'],
  ['TESSGARD, 1 October (ORTA). ', 'TESSGARD', '2031-10-01', 'ORTA', 'TESSGARD, 1 October (ORTA)'],
  ['Skaldal, 7 Oct (STB) – ', 'Skaldal', '2031-10-07', 'STB', 'Skaldal, 7 Oct (STB)'],
  ['SAI MEK: ', 'SAI MEK', undefined, undefined, 'SAI MEK'],
  ['HRAVAL. - ', 'HRAVAL', undefined, undefined, 'HRAVAL'],
  ['SAMARET, Oct. 8 (TNS) -- ', 'SAMARET', '2031-10-08', 'TNS', 'SAMARET, Oct. 8 (TNS)'],
  ['ZELIMGRAD, October 6. /Drovpress/ ', 'ZELIMGRAD', '2031-10-06', 'Drovpress', 'ZELIMGRAD, October 6. /Drovpress/'],
  ['ZELIMGRAD, October 6. /Drovpress/. ', 'ZELIMGRAD', '2031-10-06', 'Drovpress', 'ZELIMGRAD, October 6. /Drovpress/'],
  ['WASHINGTON (AP) — ', 'WASHINGTON', undefined, 'AP', 'WASHINGTON (AP)'],
  ['ST. JOSEPH, Mich. (AP) — ', 'ST. JOSEPH, Mich.', undefined, 'AP', 'ST. JOSEPH, Mich. (AP)'],
  ['PARIS, Oct 3 (Reuters) - ', 'PARIS', '2031-10-03', 'Reuters', 'PARIS, Oct 3 (Reuters)'],
  ['Paris, Oct 3, 2031 (AFP) - ', 'Paris', '2031-10-03', 'AFP', 'Paris, Oct 3, 2031 (AFP)'],
  ['Kyiv/Berlin, ', 'Kyiv/Berlin', undefined, undefined, 'Kyiv/Berlin'],
  ['Kyiv/Berlin (dpa) - ', 'Kyiv/Berlin', undefined, 'dpa', 'Kyiv/Berlin (dpa)'],
  ['DES MOINES, Iowa, Aug. 10 (UPI) — ', 'DES MOINES, Iowa', '2031-08-10', 'UPI', 'DES MOINES, Iowa, Aug. 10 (UPI)'],
  ['PUERTO LINDES.- ', 'PUERTO LINDES', undefined, undefined, 'PUERTO LINDES'],
  ['(Reuters) - ', undefined, undefined, 'Reuters', '(Reuters)'],
  ['MOSCOW. Oct 4 (Interfax) - ', 'MOSCOW', '2031-10-04', 'Interfax', 'MOSCOW. Oct 4 (Interfax)'],
  ['МОСКВА, 4 окт — РИА Новости. ', 'МОСКВА', '2031-10-04', 'РИА Новости', 'МОСКВА, 4 окт — РИА Новости'],
  [
    'Rio de Janeiro, 4 de outubro (Lusa) – ',
    'Rio de Janeiro',
    '2031-10-04',
    'Lusa',
    'Rio de Janeiro, 4 de outubro (Lusa)',
  ],
  ['GENEVA — ', 'GENEVA', undefined, undefined, 'GENEVA'],
  ['NEW YORK, Jan 2 (Reuters) - ', 'NEW YORK', '2032-01-02', 'Reuters', 'NEW YORK, Jan 2 (Reuters)'],
  ['(서울=연합뉴스) ', '서울', undefined, '연합뉴스', '(서울=연합뉴스)'],
  ['新华社北京10月4日电 ', '北京', '2031-10-04', '新华社', '新华社北京10月4日电'],
  ['القاهرة (رويترز) - ', 'القاهرة', undefined, 'رويترز', 'القاهرة (رويترز)'],
];

const none = [
  'BREAKING - ',
  'WATCH: ',
  'The Ministry (of Trade) said it would. ',
  'President Ana Vel, 61, said on October 4 that it would. ',
  'UPDATE 1 - ',
  'Selmoor (2031) is a film about the vote. ',
  'On October 4 - a Saturday - the vote was held. ',
];

describe('findDateline', () => {
  for (const [opening, place, day, agency, words] of cases) {
    it(opening, () => {
      const text = `Selmoor passes the law\n\n${opening}${rest}`;
      const start = text.indexOf(opening);
      const found = findDateline(text, [{ start, end: text.length }], '2031-10-05T08:00');
      expect(found && { ...found, span: text.slice(found.span.start, found.span.end) }).toEqual({
        span: words,
        ...(place !== undefined && { place }),
        ...(day !== undefined && { day }),
        ...(agency !== undefined && { agency }),
      });
    });
  }

  for (const opening of none) {
    it(`none in: ${opening}`, () => {
      expect(
        findDateline(opening + rest, [{ start: 0, end: opening.length + rest.length }], '2031-10-05'),
      ).toBeUndefined();
    });
  }

  it('gives no day without a year', () => {
    const text = `SENNET, September 29 (IPB) - ${rest}`;
    expect(findDateline(text, [{ start: 0, end: text.length }])?.day).toBeUndefined();
  });

  it('takes the speakers of a transcript for no places', () => {
    const text = 'VEL: We will vote tomorrow.\n\nTORR: On what terms will you?';
    expect(
      findDateline(text, [
        { start: 0, end: 27 },
        { start: 29, end: text.length },
      ]),
    ).toBeUndefined();
  });

  it('lies in its paragraph, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const found = findDateline(text, [{ start: 0, end: text.length }], '2031-10-05');
        expect(found === undefined || (found.span.start === 0 && found.span.end <= text.length)).toBe(true);
      }),
    );
  });
});

describe('isDateline', () => {
  it('tells a dateline on its own line from a title', () => {
    expect(isDateline('MOSCOW, October 4 (TASS)')).toBe(true);
    expect(isDateline('Selmoor passes the law')).toBe(false);
    expect(isDateline('Selmoor (again) passes the law')).toBe(false);
  });
});
