import type { Dateline, Span } from '../../types.js';
import { monthOf } from '../dates/months.js';
import { nearestYear } from './year.js';

/** A dateline stands in the first of these characters of its paragraph. UTF-16 units. */
const REACH = 140;

/** How many paragraphs from the top are looked at: a summary may stand before the report. */
const PARAGRAPHS = 2;

/** Words in capitals before a dash or colon that name no place. */
const NO_PLACE =
  /^(?:BREAKING(?: NEWS)?|UPDATED?(?: \d+)?|EXCLUSIVE|WATCH|VIDEO|PHOTOS?|LIVE|NOTE|NB|OPINION|ANALYSIS|CORRECT(?:ION|ED)|SUMMARY|FACTBOX|TIMELINE|EXPLAINER|REVIEW|INTERVIEW|EDITORIAL|NEWS|BRIEF|READ(?: MORE)?|ALSO|FACT ?CHECK|MORE|Q|A|SPOILERS?(?: ALERT)?|WARNING|ADVISORY|STATEMENT|PRESS RELEASE|FOR IMMEDIATE RELEASE|СРОЧНО|ВИДЕО|ФОТО|EILMELDUNG|URGENTE?|VIDÉO)$/u;

const JOINER = '(?:de|del|della|la|las|le|les|el|al|da|do|dos|du|des|of|the|on|am|an|der|di|sur|upon|и|na|nad)';
const CAPITALIZED = String.raw`\p{Lu}[\p{L}\p{M}.'’\-]{0,30}`;
const NAME = `${CAPITALIZED}(?: (?:${JOINER} ){0,2}${CAPITALIZED}){0,3}`;
const PLACE = `${NAME}(?:(?:/|, | (?:and|und|y|et|i|и) )${NAME}){0,2}`;
const CAPITALS = String.raw`\p{Lu}[\p{Lu}\p{M}.'’\-]{1,30}(?:[ /]\p{Lu}[\p{Lu}\p{M}.'’\-]{0,30}){0,3}`;
const MONTH_NAME = String.raw`\p{L}[\p{L}\p{M}]{2,14}`;
const DATE = String.raw`(?:\p{L}{3,12},? )?(?:${MONTH_NAME}\.? \d{1,2}|\d{1,2}\.?(?: de| d['’])? ?${MONTH_NAME})(?:,? \d{4})?`;
const AGENCY = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N} .&'’\-]{1,38}?`;
const BRACKETED = String.raw`(?:\((${AGENCY})\)|\[(${AGENCY})\]|/(${AGENCY})/)`;
const DASH = '(?:—|–|--?|―)';

/** Place and date, each if there, then an agency in brackets or slashes: "MOSCOW, October 4 (TASS) -", "Berlin (dpa)". */
const WITH_AGENCY = new RegExp(
  `^(?:(${PLACE})(?:[,.] ?| ))?(?:(${DATE})[,.]? )?${BRACKETED}(?=[.,]? ?(?:${DASH}|:|$)|[.,]? \\p{Lu}|\\.)`,
  'u',
);
/** Place and date, then a dash, a full stop or the end: "ORKHAL, 2 October —", "ORKHAL. October 2.", and "… — Agency." */
const WITH_DATE = new RegExp(
  `^(${PLACE})[,.] ?(${DATE})(?:[,.]? ?${DASH} ?(?:(${AGENCY})\\. )?|[.:] ?(?=\\p{Lu}|["“«])|\\.?$)`,
  'u',
);
/** A place in capitals, perhaps with its state or country, and a dash, or a colon: "GENEVA —", "ST. PAUL, Minn. —", "GENEVA:". */
const IN_CAPITALS = new RegExp(`^(${CAPITALS}(?:, ${NAME})?)(?:\\.? ?[—–―] ?|\\.? ?-- |\\.? - |\\.- |: )(?=.)`, 'u');
/** Two places with a slash: "Kyiv/Berlin, …". */
const SLASHED = new RegExp(`^(${NAME}/${NAME}),(?= )`, 'u');
/** Scripts without capitals: an agency in brackets and a dash must be there. */
const UNCASED = /^([\p{Lo}\p{M}][\p{Lo}\p{M} ،/-]{1,40}?) ?[(/]([\p{Lo}\p{M} .]{2,30}|[A-Z]{2,8})[)/] ?[-–—:ـ]/u;
/** "(서울=연합뉴스)", "【北京＝共同】". */
const EQUALS = /^[([【（［]([^=＝)\]】）］\n]{1,20}) ?[=＝] ?([^)\]】）］\n]{1,20})[)\]】）］]/u;
/** "新华社北京10月4日电". */
const WIRE =
  /^[（(]?(\p{Script=Han}{1,5}[社网網])(\p{Script=Han}{1,8}?)(?:(\d{1,2})月)?(\d{1,2})日(?:专|專)?[电電讯訊]/u;

/**
 * The dateline at the head of a report, looked for in its first paragraphs: place, day, agency, as far as they stand there.
 * `published` (ISO) gives the year where the dateline states none. The span ends before the dash.
 */
export function findDateline(text: string, paragraphs: readonly Span[], published?: string): Dateline | undefined {
  for (const [i, { start, end }] of paragraphs.slice(0, PARAGRAPHS).entries()) {
    const found = read(text.slice(start, Math.min(end, start + REACH)), end - start <= REACH, published);
    if (!found) continue;
    // Before a colon stands a speaker, a label or, at the head of a whole sentence, a place.
    if (
      found.colon &&
      (i > 0 || !isSentence(text.slice(start, end)) || /\n\p{Lu}{2}[\p{Lu} .'’-]{0,40}: /u.test(text.slice(end)))
    )
      continue;
    const { length, place, day, agency } = found;
    return {
      span: { start, end: start + length },
      ...(place !== undefined && { place }),
      ...(day !== undefined && { day }),
      ...(agency !== undefined && { agency }),
    };
  }
  return undefined;
}

/** Whether a line is a dateline and nothing else: no title. */
export function isDateline(line: string): boolean {
  const found = line.length > REACH ? undefined : read(line, true);
  return found !== undefined && line.slice(found.length).replace(/[\s.,:–—-]/gu, '') === '';
}

const isSentence = (paragraph: string): boolean => paragraph.length > 60 && /[.!?…]["'”’»)]*$/u.test(paragraph);

interface Reading {
  length: number;
  place?: string | undefined;
  day?: string | undefined;
  agency?: string | undefined;
  colon?: boolean;
}

function read(head: string, whole: boolean, published?: string): Reading | undefined {
  const line = whole ? head : `${head}…`;
  const agencyFirst = WITH_AGENCY.exec(line);
  if (agencyFirst) {
    const [matched, place, date, round, square, slashed] = agencyFirst;
    const agency = (round ?? square ?? slashed)!;
    const day = dayOf(date, published);
    if (isAgency(agency) && (date === undefined || day !== null) && (place !== undefined || /^[([/]/.test(line))) {
      return { length: matched.length, place: place && placeOf(place), day: day ?? undefined, agency };
    }
  }
  const dated = WITH_DATE.exec(line);
  const day = dated && dayOf(dated[2], published);
  // On a line of its own, names before a date are as often an author as a place.
  const isPlace = dated && (dated[0].length < line.length || !/\p{Ll} \p{Lu}/u.test(dated[1]!));
  if (dated && day !== null && isPlace && !NO_PLACE.test(dated[1]!)) {
    const agency = dated[3];
    const length =
      agency === undefined
        ? line.indexOf(dated[2]!, dated[1]!.length) + dated[2]!.length
        : dated[0].trimEnd().length - 1;
    return { length, place: placeOf(dated[1]!), day, agency };
  }
  const capitals = IN_CAPITALS.exec(line);
  if (capitals && !NO_PLACE.test(capitals[1]!)) {
    const place = placeOf(capitals[1]!);
    return { length: place.length, place, colon: capitals[0].endsWith(': ') };
  }
  const slashed = SLASHED.exec(line);
  if (slashed) return { length: slashed[1]!.length, place: slashed[1] };
  const uncased = UNCASED.exec(line);
  if (uncased) {
    return {
      length: line.indexOf(uncased[2]!, uncased[1]!.length) + uncased[2]!.length + 1,
      place: uncased[1],
      agency: uncased[2],
    };
  }
  const equals = EQUALS.exec(line);
  if (equals) return { length: equals[0].length, place: equals[1]!.trim(), agency: equals[2]!.trim() };
  const wire = WIRE.exec(line);
  if (!wire) return undefined;
  const [, agency, place, month, date] = wire;
  const wired = month === undefined ? undefined : nearestYear(Number(month), Number(date), published);
  return { length: wire[0].length, place, agency, day: wired };
}

/** A place without the full stop behind it, which stays where it may end a state's short form ("ST. PAUL, Minn."). */
const placeOf = (words: string): string => (words.includes(',') ? words : words.replace(/\.$/, ''));

/** An agency is named by capitals or a name, never by a number or a date. */
function isAgency(words: string): boolean {
  return (
    /^(?:\p{Lu}|\p{Lo}|dpa|epd|kna|ap|afp|apa|sda|ots|tass|pap|čtk|ansa)/u.test(words) &&
    !/\d{1,2}/.test(words) &&
    !monthIn(words)
  );
}

const monthIn = (words: string): boolean =>
  words.split(' ').some((word) => word.length > 2 && monthOf(word) > 0 && /^\p{Lu}\p{Ll}/u.test(word));

/** ISO day of a dateline's date; undefined where no year is known, null where the words are no date. */
function dayOf(words: string | undefined, published?: string): string | undefined | null {
  if (words === undefined) return undefined;
  const year = /(?<!\d)(\d{4})$/.exec(words)?.[1];
  const date = /(?<!\d)(\d{1,2})(?!\d)/.exec(words)?.[1];
  const month = words
    .match(/\p{L}[\p{L}\p{M}]{2,}/gu)
    ?.map((word) => monthOf(word))
    .find((found) => found > 0);
  if (month === undefined || date === undefined || Number(date) > 31 || Number(date) < 1) return null;
  return nearestYear(month, Number(date), year ?? published, year !== undefined);
}
