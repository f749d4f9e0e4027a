import { describe, expect, it } from 'vitest';
import { readCompactDate, readDate } from './index.js';

const cases: readonly (readonly [string, string | undefined, string?])[] = [
  ['Posted 4 октября 2022,, 08:16', '2022-10-04T08:16'],
  ['2022-10-04T08:16:00+03:00', '2022-10-04T08:16:00+03:00'],
  ['2022-10-04T08:16:32.000Z', '2022-10-04T08:16:32Z'],
  ['2022-10-04 08:16:32 -0500', '2022-10-04T08:16:32-05:00'],
  ['October 4, 2022 at 8:16 p.m. EDT', '2022-10-04T20:16-04:00'],
  ['Oct. 4th, 2022', '2022-10-04'],
  ['Tue Oct 04 08:16:32 EDT 2022', '2022-10-04T08:16:32-04:00'],
  ['Tuesday 4 October 2022 08.16', '2022-10-04'],
  ['8:16 AM ET, Tue October 4, 2022', '2022-10-04T08:16-04:00'],
  ['4. Oktober 2022, 08:16 Uhr', '2022-10-04T08:16', 'de'],
  ['Stand: 04.10.2022 um 8.16 Uhr', '2022-10-04T08:16', 'de'],
  ['le 4 octobre 2022 à 08h16', '2022-10-04T08:16', 'fr'],
  ['1er août 2022', '2022-08-01', 'fr'],
  ['4 de octubre de 2022', '2022-10-04', 'es'],
  ['4 de março de 2022 às 14:05', '2022-03-04T14:05', 'pt'],
  ['4 ottobre 2022', '2022-10-04', 'it'],
  ['4 Ekim 2022 Salı', '2022-10-04', 'tr'],
  ['٤ أكتوبر ٢٠٢٢', '2022-10-04', 'ar'],
  ['4 تشرين الأول 2022', '2022-10-04', 'ar'],
  ['2022年10月4日 08:16', '2022-10-04T08:16', 'zh'],
  ['２０２２年１０月４日', '2022-10-04', 'ja'],
  ['令和4年10月4日', '2022-10-04', 'ja'],
  ['2022년 10월 4일 오후 3:05', '2022-10-04T15:05', 'ko'],
  ['4 października 2022', '2022-10-04', 'pl'],
  ['4 жовтня 2022, 08:16', '2022-10-04T08:16', 'uk'],
  ['4 oktober 2022', '2022-10-04', 'nl'],
  ['4 Οκτωβρίου 2022', '2022-10-04', 'el'],
  ['4. října 2022', '2022-10-04', 'cs'],
  ['2022. október 4.', '2022-10-04', 'hu'],
  ['2022. gada 4. oktobris', '2022-10-04', 'lv'],
  ['4. lokakuuta 2022 klo 8.16', '2022-10-04T08:16', 'fi'],
  ['4 tháng 10, 2022', '2022-10-04', 'vi'],
  ['4 ตุลาคม 2565', '2022-10-04', 'th'],
  ['4 अक्टूबर 2022', '2022-10-04', 'hi'],
  ['3/4/2022', '2022-03-04', 'en-US'],
  ['3/4/2022', '2022-04-03', 'en-GB'],
  ['3/4/2022', '2022-04-03', 'fr'],
  ['13/4/2022', '2022-04-13', 'en-US'],
  ['04-Oct-22', '2022-10-04'],
  ['4 listopada 2022', '2022-10-04', 'hr'],
  ['4 listopada 2022', '2022-11-04', 'pl'],
  ['31 February 2022', undefined],
  ['4 October', undefined],
  ['version 1.2.2022.3', undefined],
  ['May 2022', undefined],
  ['the march of 4 2022 women', undefined],
];

describe('readDate', () => {
  for (const [text, expected, locale] of cases) {
    it(text, () => {
      expect(readDate(text, { ...(locale && { locale }), latest: '2026-01-01' })).toBe(expected);
    });
  }
});

const addresses: readonly (readonly [string, string | undefined])[] = [
  ['https://example.org/2022/10/04/vote', '2022-10-04'],
  ['https://example.org/news/20221004-vote.html', '2022-10-04'],
  ['https://example.org/2022/oct/4/vote', '2022-10-04'],
  ['https://example.org/id/120221004', undefined],
];

describe('readCompactDate', () => {
  it.each(addresses)('%s', (address, expected) => {
    expect(readCompactDate(address, { latest: '2026-01-01' })).toBe(expected);
  });
});
