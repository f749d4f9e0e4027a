import { DIGIT, familyOf, LETTER, plainOf } from './characters.js';

const AT = 64;
const OPEN = 40;
const CLOSE = 41;
const DOT = 46;
const COLON = 58;
const SLASH = 47;
const W = 119;

const unitsOf = (characters: string): ReadonlySet<number> => new Set(Array.from(characters, (c) => c.charCodeAt(0)));
const IN_MAIL = unitsOf('._-+');
/** Where a web address ends at the latest. */
const NEVER_IN_WEB = unitsOf('"<>]“”');
/** What an address does not end with. */
const TRAILING = unitsOf('.,;:!?\'"-_’”…');

/** What a host's or a file's name ends with. */
const NAME_ENDS: ReadonlySet<string> = new Set(
  (
    'com org net edu gov mil info biz eu uk ru ua de fr cn ir pl jp br au ca pdf doc docx xls xlsx ppt pptx jpg jpeg gif ' +
    'png htm html txt zip csv'
  ).split(' '),
);
const LONGEST_END = 4;

/** A web or mail address, or a name of a host or file: it is one token. */
export interface Address {
  start: number;
  end: number;
}

/**
 * The first address that begins in [from, to), a stretch without blank space: what looks like "scheme://…", "www.…",
 * "name@host.domain", "host.domain" or "file.ending".
 */
export function nextAddress(text: string, from: number, to: number): Address | undefined {
  let passed = from;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    let found: Address | undefined;
    if (i >= passed && isLetterOrDigit(unit)) {
      passed = i + 1;
      while (passed < to && isInMail(text.charCodeAt(passed))) passed++;
      found = hostOrFile(text, i, passed, to);
    }
    if (unit === AT) found = mailAddress(text, from, i, to);
    else if (found === undefined && (unit === COLON || plainOf(unit) === W)) found = webAddress(text, from, i, to);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name that [start, end) is, its closing punctuation aside, unless what follows makes it a part of an address. */
function hostOrFile(text: string, start: number, end: number, to: number): Address | undefined {
  const next = end < to ? text.charCodeAt(end) : 0;
  if (next === AT || next === COLON || next === SLASH) return undefined;
  while (TRAILING.has(text.charCodeAt(end - 1))) end--;
  let ending = '';
  for (let i = end - 1; i > start && i > end - 2 - LONGEST_END; i--) {
    const unit = text.charCodeAt(i);
    if (unit === DOT) return NAME_ENDS.has(ending) ? { start, end } : undefined;
    ending = String.fromCharCode(plainOf(unit)) + ending;
  }
  return undefined;
}

/** Is the token [start, end) an address? */
export function isAddress(text: string, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === AT || (unit === COLON && i + 2 < end && isSlashes(text, i + 1))) return true;
  }
  return end - start > 3 && isBareHost(text, start, start, end);
}

const isSlashes = (text: string, at: number): boolean =>
  text.charCodeAt(at) === SLASH && text.charCodeAt(at + 1) === SLASH;

function isLetterOrDigit(unit: number): boolean {
  const family = familyOf(unit);
  return family === LETTER || family === DIGIT;
}

const isInMail = (unit: number): boolean => isLetterOrDigit(unit) || IN_MAIL.has(unit);

function mailAddress(text: string, from: number, at: number, to: number): Address | undefined {
  let start = at;
  let end = at + 1;
  while (start > from && isInMail(text.charCodeAt(start - 1))) start--;
  while (end < to && isInMail(text.charCodeAt(end))) end++;
  while (TRAILING.has(text.charCodeAt(end - 1))) end--;
  if (start === at) return undefined;
  for (let i = at + 2; i < end; i++) if (text.charCodeAt(i) === DOT) return { start, end };
  return undefined;
}

function webAddress(text: string, from: number, at: number, to: number): Address | undefined {
  let start = at;
  if (text.charCodeAt(at) === COLON) {
    if (at + 2 >= to || !isSlashes(text, at + 1)) return undefined;
    while (start > from && familyOf(text.charCodeAt(start - 1)) === LETTER) start--;
    if (start === at) return undefined;
  } else if (!isBareHost(text, from, at, to)) return undefined;
  let end = at + 3;
  for (let depth = 0; end < to; end++) {
    const unit = text.charCodeAt(end);
    if (unit === OPEN) depth++;
    else if (unit === CLOSE) depth--;
    if (depth < 0 || NEVER_IN_WEB.has(unit)) break;
  }
  while (end > at + 3 && TRAILING.has(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** Does "www." begin at `at`, and nothing before it run into it? */
function isBareHost(text: string, from: number, at: number, to: number): boolean {
  if (at + 3 >= to || plainOf(text.charCodeAt(at)) !== W || text.charCodeAt(at + 3) !== DOT) return false;
  if (plainOf(text.charCodeAt(at + 1)) !== W || plainOf(text.charCodeAt(at + 2)) !== W) return false;
  return at === from || !isLetterOrDigit(text.charCodeAt(at - 1));
}
