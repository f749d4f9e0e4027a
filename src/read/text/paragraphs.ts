/** Lines of a text that are no longer than this may be hard-wrapped. UTF-16 units. */
const WIDEST_WRAP = 100;

/**
 * The paragraphs of a plain text, each as its lines: parted by blank lines, by an indented first line, and, where the
 * text is not hard-wrapped, by every line end.
 */
export function paragraphsOf(text: string): string[][] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|[\n\r\u2028\u2029\f]/);
  const width = wrapWidth(lines);
  const paragraphs: string[][] = [];
  let open: string[] | undefined;
  lines.forEach((line, i) => {
    const words = line.trim();
    if (words === '') {
      open = undefined;
      return;
    }
    if (open && (width === undefined || /^(?: {2,}|\t)/.test(line) || !runsOn(lines[i - 1]!, words, width)))
      open = undefined;
    if (!open) {
      open = [];
      paragraphs.push(open);
    }
    open.push(words);
  });
  return paragraphs;
}

/** The width at which the lines were wrapped; undefined where they were not. */
function wrapWidth(lines: readonly string[]): number | undefined {
  let widest = 0;
  let pairs = 0;
  for (let i = 0; i < lines.length; i++) {
    widest = Math.max(widest, lines[i]!.trimEnd().length);
    if (i > 0 && lines[i]!.trim() !== '' && lines[i - 1]!.trim() !== '') pairs++;
  }
  if (widest > WIDEST_WRAP || pairs === 0) return undefined;
  let full = 0;
  for (let i = 1; i < lines.length; i++) {
    const words = lines[i]!.trim();
    if (words !== '' && lines[i - 1]!.trim() !== '' && runsOn(lines[i - 1]!, words, widest)) full++;
  }
  return full * 2 > pairs ? widest : undefined;
}

/** Whether a line ended because the next word found no room in it. Some leave a little room at the edge. */
function runsOn(line: string, next: string, width: number): boolean {
  const space = next.search(/\s/);
  const word = space < 0 ? next.length : space;
  return line.trimEnd().length + 1 + word > width - 10;
}
