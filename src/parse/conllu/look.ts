const WORD_LINE = /^\d+(?:[-.]\d+)?\t(?:[^\t]*\t){8}[^\t]*$/;

/** Does a text that begins so look like CoNLL-U? Its first line that is neither blank nor a comment is a word's. */
export function looksLikeConllu(head: string): boolean {
  for (let at = 0; at < head.length; ) {
    const newline = head.indexOf('\n', at);
    const line = head.slice(at, newline < 0 ? head.length : newline).replace(/\r$/, '');
    if (line.trim() !== '' && !line.startsWith('#') && !line.startsWith('\ufeff#')) return WORD_LINE.test(line);
    if (newline < 0) return false;
    at = newline + 1;
  }
  return false;
}
