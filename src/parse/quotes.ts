import type { Span } from '../types.js';

/** Words in quotation marks, the marks taken in. `open` where the paragraph ended before the mark was closed. */
export interface Quote extends Span {
  open: boolean;
}

const OPENING = new Set(['“', '„', '«', '"', '‟']);
const CLOSES: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '"': '"”', '‟': '”' };

/**
 * The quotations of a text, none within another. Straight marks alternate; a typographic one is closed by its partner.
 * A quotation never crosses a paragraph; one that is not closed in its paragraph runs to its end, as in running speech.
 */
export function findQuotes(text: string): Quote[] {
  const quotes: Quote[] = [];
  let start = -1;
  let closing = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\n' && text[i + 1] === '\n') {
      if (start >= 0 && runsOn(text, start, i)) quotes.push({ start, end: i, open: true });
      start = -1;
      continue;
    }
    if (start < 0) {
      if (OPENING.has(c) || (c === "'" && text[i + 1] === "'")) {
        start = i;
        closing = c === "'" ? "''" : CLOSES[c]!;
        if (c === "'") i++;
      }
    } else if (closing === "''" ? c === "'" && text[i + 1] === "'" : closing.includes(c)) {
      const end = closing === "''" ? i + 2 : i + 1;
      quotes.push({ start, end, open: false });
      if (closing === "''") i++;
      start = -1;
    }
  }
  if (start >= 0 && startsParagraph(text, start)) quotes.push({ start, end: text.length, open: true });
  return quotes;
}

/**
 * Whether a mark that is not closed in its paragraph opens running speech: it stands at the paragraph's start, or behind a
 * colon or comma where the next paragraph opens with a mark again. Elsewhere a stray one opens nothing.
 */
function runsOn(text: string, start: number, end: number): boolean {
  if (startsParagraph(text, start)) return true;
  return /[:,.?!”"]\s*$/.test(text.slice(Math.max(0, start - 3), start)) && opensWithMark(text, end);
}

/** Whether a quotation is left open at its paragraph's end and the next one opens the paragraph behind it: one speech. */
export function isContinued(text: string, before: Quote, next: Quote): boolean {
  return before.open && next.start > before.end && text.slice(before.end, next.start).trim() === '';
}

function startsParagraph(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}

function opensWithMark(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return OPENING.has(text[at] ?? '') || (text[at] === "'" && text[at + 1] === "'");
}

/**
 * Whether a quotation is speech of its own rather than some words inside the report's sentence: it ends like a sentence
 * or with the comma before "said", and begins like one.
 */
export function isSpeech(text: string, quote: Quote): boolean {
  if (quote.open) return true;
  const inner = text.slice(quote.start + 1, quote.end - 1).trim();
  if (inner.length < 2) return false;
  const ends =
    /[,.?!…—–-]['’]?$/.test(inner) ||
    /^['’]?,/.test(text.slice(quote.end, quote.end + 2)) ||
    /^\s*[-–—,]\s/.test(text.slice(quote.end, quote.end + 4));
  const begins =
    /^[\p{Lu}\p{N}'‘’…[(.]/u.test(inner) ||
    /[,:—–-]\s*$/.test(text.slice(Math.max(0, quote.start - 3), quote.start)) ||
    atStart(text, quote.start);
  return ends && begins;
}

function atStart(text: string, at: number): boolean {
  return at === 0 || /[\n.?!]\s*$/.test(text.slice(Math.max(0, at - 3), at));
}
