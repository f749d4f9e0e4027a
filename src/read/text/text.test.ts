import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../types.js';
import { asHandedIn, fromText } from './index.js';

const LEAD =
  'The assembly of Selmoor has passed a law that moves the capital from Sennet to the coast, its speaker said on Monday.';
const SECOND =
  'The vote came after two days of debate, and the government of Ilvara called it a matter for Selmoor alone.';
const TITLE = 'Selmoor moves its capital to the coast';

const read = (text: string, hints = {}): Document => fromText(text, { fetched: '2031-12-31T00:00:00Z', ...hints });
const words = (document: Document): string[] =>
  document.paragraphs.map(({ start, end }) => document.text.slice(start, end));

describe('fromText', () => {
  it('takes a heading block off: labelled dates, doubled and with stray commas, the title, the date once more', () => {
    const text = `Posted 6 октября 2031,, 09:30\n\nPublished 6 октября 2031,, 09:30\n\nUpdated 7 октября 2031,, 22:38\n\n${TITLE}\n\n6 октября 2031, 09:30\n${LEAD}\n\n${SECOND}`;
    const document = read(text);
    expect(words(document)).toEqual([TITLE, LEAD, SECOND]);
    expect(document).toMatchObject({
      title: TITLE,
      headline: { start: 0, end: TITLE.length },
      published: '2031-10-06T09:30',
      modified: '2031-10-07T22:38',
      language: 'en',
      state: 'full',
    });
  });

  it.each([
    ['German', 'Veröffentlicht am 6. Oktober 2031 um 9.30 Uhr', '2031-10-06T09:30'],
    ['French', 'Publié le 6 octobre 2031 à 09h30', '2031-10-06T09:30'],
    ['Ukrainian', 'Опубліковано: 6 жовтня 2031, 09:30', '2031-10-06T09:30'],
    ['Turkish', 'Yayınlanma Tarihi: 6 Ekim 2031 09:30', '2031-10-06T09:30'],
    ['Arabic', 'تاريخ النشر: ٦ أكتوبر ٢٠٣١', '2031-10-06'],
    ['Chinese', '发布时间：2031年10月6日 09:30', '2031-10-06T09:30'],
    ['Korean', '입력 2031.10.06. 오전 9:30', '2031-10-06T09:30'],
  ])('reads labels in %s', (_, line, published) => {
    const document = read(`${line}\n\n${TITLE}\n\n${LEAD}`);
    expect(document.published).toBe(published);
    expect(words(document)).toEqual([TITLE, LEAD]);
  });

  it('takes a byline after the title', () => {
    const document = read(`${TITLE}\nBy Ana Vel and Iosif Torr\n6 October 2031\n\n${LEAD}\n\n${SECOND}`);
    expect(document).toMatchObject({ title: TITLE, byline: 'Ana Vel and Iosif Torr', published: '2031-10-06' });
    expect(words(document)).toEqual([TITLE, LEAD, SECOND]);
  });

  it('reads a text without any heading', () => {
    const document = read(`${LEAD}\n\n${SECOND}`);
    expect(words(document)).toEqual([LEAD, SECOND]);
    expect(document.title).toBeUndefined();
    expect(document.headline).toBeUndefined();
    expect(document.published).toBeUndefined();
  });

  it('takes a single line for text, not for a title', () => {
    expect(read(TITLE)).toMatchObject({ text: TITLE });
    expect(read(TITLE).title).toBeUndefined();
  });

  it('takes no dateline and no date in a sentence for a heading', () => {
    const dated = 'On 6 October 2031 the assembly of Selmoor passed a law that moves the capital to the coast.';
    const document = read(`SENNET, October 6 (IPB)\n\n${dated}\n\n${SECOND}`);
    expect(document.dateline).toMatchObject({ place: 'SENNET', agency: 'IPB' });
    expect(words(document)).toEqual(['SENNET, October 6 (IPB)', dated, SECOND]);
  });

  it('reads Windows line ends and a byte order mark', () => {
    expect(words(read(`\ufeff${TITLE}\r\n\r\n${LEAD}\r\n\r\n${SECOND}\r\n`))).toEqual([TITLE, LEAD, SECOND]);
  });

  it('joins hard-wrapped lines to paragraphs and keeps their line ends', () => {
    const wrapped = LEAD.replace(/(.{50,60}) /g, '$1\n');
    expect(wrapped).toContain('\n');
    expect(words(read(`${TITLE}\n\n${wrapped}\n\n${SECOND.replace(/(.{50,60}) /g, '$1\n')}`)).slice(1)).toEqual([
      wrapped,
      SECOND.replace(/(.{50,60}) /g, '$1\n'),
    ]);
  });

  it('takes every line for a paragraph where lines are long and no blank line parts them', () => {
    expect(words(read(`${TITLE}\n${LEAD}\n${SECOND}`))).toEqual([TITLE, LEAD, SECOND]);
  });

  it('says that there is no text', () => {
    expect(() => read(' \n\n\t\r\n')).toThrow('no text found');
  });

  it('gives the same document for the same text, and the id handed in', () => {
    expect(read(LEAD)).toEqual(read(LEAD));
    expect(read(LEAD).id).not.toBe(read(SECOND).id);
    expect(read(LEAD, { id: 'a-1' }).id).toBe('a-1');
    const url = 'https://www.courier.example/a?utm_source=x#b';
    expect(read(LEAD, { url }).id).toBe(read(SECOND, { url: 'https://www.courier.example/a' }).id);
  });

  it('lays paragraphs exactly, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        TITLE,
        LEAD,
        SECOND,
        '\n',
        '\n\n',
        '\r\n',
        ' ',
        '\t',
        '6 October 2031',
        'By Ana Vel',
        '\ud800',
        '\u0000',
        '\u2028',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        let document: Document;
        try {
          document = read(pieces.join(''));
        } catch (error) {
          expect((error as Error).message).toBe('no text found');
          return;
        }
        expect(words(document).join('\n\n')).toBe(document.text);
        for (const each of words(document)) expect(each.trim()).not.toBe('');
      }),
    );
  });
});

describe('asHandedIn', () => {
  it('keeps the text to the letter and finds its parts', () => {
    const text = `${TITLE}\n\n  ${LEAD} \n \n${SECOND}\n`;
    const document = asHandedIn(text, { title: TITLE, published: '1985-10-06' });
    expect(document.text).toBe(text);
    expect(words(document)).toEqual([TITLE, LEAD, SECOND]);
    expect(document).toMatchObject({ headline: { start: 0, end: TITLE.length }, published: '1985-10-06' });
  });

  it('parts paragraphs at every line end where there is no blank line', () => {
    expect(words(asHandedIn(`${LEAD}\r\n${SECOND}`, {}))).toEqual([LEAD, SECOND]);
  });

  it('has no headline where the text does not begin with the title', () => {
    expect(asHandedIn(LEAD, { title: TITLE }).headline).toBeUndefined();
  });
});
