import { bylineIn } from '../bylines.js';
import { isDateline } from '../dateline/index.js';
import type { Manner } from '../dates/index.js';
import type { DateKind } from '../dates/labels.js';
import { readDateLine } from '../dates/lines.js';

/** What stands over a text, and the paragraphs (as lines) under it. */
export interface Heading {
  title?: string;
  byline?: string;
  published?: string;
  modified?: string;
  body: string[][];
}

const LONGEST_TITLE = 220;
const SENTENCE_END = /[.!…,;:。！，；：।]["'”’»)\]]*$/u;
/**
 * Takes the heading block off a text: lines that say only when it was published or changed (labelled in any language,
 * doubled or not), a title (a first short paragraph without the end of a sentence), a byline. A date line is no part
 * of the text; what does not look like a heading is left where it is.
 */
export function headingOf(paragraphs: readonly string[][], manner: Manner): Heading {
  const dates: Record<DateKind, string | undefined> = { published: undefined, modified: undefined };
  const body = paragraphs.map((lines) => [...lines]);
  let unlabelled: string | undefined;
  let title: string | undefined;
  let byline: string | undefined;

  const takeDates = (): boolean => {
    const line = body[0]?.[0] === undefined ? undefined : readDateLine(body[0][0], manner);
    if (!line) return false;
    for (const { kind, value } of line.dates) {
      if (kind === undefined) unlabelled ??= value;
      else dates[kind] ??= value;
    }
    drop(body);
    return true;
  };
  const takeTitle = (): boolean => {
    const [lines, next] = body;
    if (title !== undefined || !lines || (!next && lines.length < 2)) return false;
    // A title runs on over few lines, or is followed by a date line without a blank one between.
    const alone = lines.length <= 3 ? lines.join(' ') : undefined;
    const dated = lines.length > 1 && readDateLine(lines[1]!, manner) !== undefined;
    const line = dated ? lines[0]! : alone;
    if (line === undefined || !isTitle(line)) return false;
    title = line;
    if (dated) lines.shift();
    else body.shift();
    return true;
  };
  const takeByline = (): boolean => {
    const names = title === undefined || byline !== undefined ? undefined : bylineIn(body[0]?.[0] ?? '');
    if (names === undefined) return false;
    byline = names;
    drop(body);
    return true;
  };
  while (takeDates() || takeTitle() || takeByline());

  const published = dates.published ?? unlabelled;
  return {
    body,
    ...(title !== undefined && { title }),
    ...(byline !== undefined && { byline }),
    ...(published !== undefined && { published }),
    ...(dates.modified !== undefined && { modified: dates.modified }),
  };
}

/** Removes the first line of the first paragraph. */
function drop(body: string[][]): void {
  body[0]!.shift();
  if (body[0]!.length === 0) body.shift();
}

function isTitle(line: string): boolean {
  return line.length <= LONGEST_TITLE && /\p{L}{2}/u.test(line) && !SENTENCE_END.test(line) && !isDateline(line);
}
