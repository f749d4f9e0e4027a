import { sha256 } from './canonical.js';

/** Text as a database column can hold it: NUL and lone surrogates become U+FFFD. Entries keep them as they are. */
export function columnText(text: string): string;
export function columnText(text: string | undefined): string | null;
export function columnText(text: string | undefined): string | null {
  if (text === undefined) return null;
  return text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '�');
}

/** Names as they are compared: without case, one space between words. */
export function fold(name: string): string {
  return columnText(name).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A 48-bit number for looking up sentences: equal sentences have the same, whatever their case and spacing. */
export function wordsKey(words: string): number {
  return Number.parseInt(sha256(fold(words)).slice(0, 12), 16);
}
