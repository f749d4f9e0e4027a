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

/** A web or mail address: it is one token. */
export interface Address {
  start: number;
  end: number;
}

/**
 * The first address that begins in [from, to), a stretch without blank space: what looks like "scheme://…", "www.…" or
 * "name@host.domain".
 */
export function nextAddress(text: string, from: number, to: number): Address | undefined {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    const found =
      unit === AT
        ? mailAddress(text, from, i, to)
        : unit === COLON || plainOf(unit) === W
          ? webAddress(text, from, i, to)
          : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function isInMail(unit: number): boolean {
  const family = familyOf(unit);
  return family === LETTER || family === DIGIT || IN_MAIL.has(unit);
}

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
    if (at + 2 >= to || text.charCodeAt(at + 1) !== SLASH || text.charCodeAt(at + 2) !== SLASH) return undefined;
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
  if (at + 3 >= to || text.charCodeAt(at + 3) !== DOT) return false;
  if (plainOf(text.charCodeAt(at + 1)) !== W || plainOf(text.charCodeAt(at + 2)) !== W) return false;
  const before = at > from ? familyOf(text.charCodeAt(at - 1)) : 0;
  return before !== LETTER && before !== DIGIT;
}
