/** A longer run of letters and digits is cut: it is no word, and indexes limit the length of one. */
const LONGEST_WORD = 255;

/**
 * The words of a text as they are searched for: runs of letters and digits, without case, accents and other marks,
 * compatible characters made the same (NFKD). One rule for both databases, so that both find the same.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => cut(word));
}

function cut(word: string): string {
  if (word.length <= LONGEST_WORD) return word;
  return word.slice(0, LONGEST_WORD).replace(/[\ud800-\udbff]$/, '');
}
