import { withoutBy } from '../bylines.js';
import { isDateline } from '../dateline/index.js';
import type { Manner } from '../dates/index.js';
import { readDateLine } from '../dates/lines.js';
import type { Block } from './blocks.js';
import { CREDITS, FURNITURE, NEWSLETTER, OWNERSHIP, POINTERS, SHARES, SIGNATURE } from './phrases.js';

/** A paragraph of this length or more is prose unless it is all link. UTF-16 units. */
const PROSE = 90;

/** Longer paragraphs are never taken for pointers, credits or signatures. */
const LONGEST_POINTER = 320;

/** Longer paragraphs are never taken for a note on who owns the text or where more is. */
const LONGEST_NOTE = 200;

/** Shorter lines may be said twice: names, votes. */
const SHORTEST_REPEAT = 40;

const SENTENCE_END = /[.!?…。！？؟।]["'”’»)\]]*$/u;
const HEADING = /^h[1-6]$/;

/** What is known of the page that its body may repeat. */
export interface Repeats {
  title: string | undefined;
  byline: string | undefined;
  manner: Manner;
}

/** The report's paragraphs: without the title and dates once more, captions, pointers to other pages and furniture. */
export function clean(blocks: readonly Block[], { title, byline, manner }: Repeats): Block[] {
  const known = new Set([title, byline].flatMap((line) => (line === undefined ? [] : [plain(line)])));
  const seen = new Set<string>();
  const isDated = (text: string): boolean =>
    text.length < LONGEST_NOTE && readDateLine(withoutByline(text, byline), manner) !== undefined;
  const kept: Block[] = [];
  for (const block of blocks) {
    const key = plain(block.text);
    if (isFurniture(block, key)) {
      // The heading of a box goes with what is in the box.
      if (NEWSLETTER.test(block.text) && HEADING.test(kept.at(-1)?.tag ?? '')) kept.pop();
    } else if (!known.has(key) && !isDated(block.text) && !seen.has(key)) {
      if (key.length >= SHORTEST_REPEAT) seen.add(key);
      kept.push(block);
    }
  }
  return withoutTail(withoutHead(kept, byline, isDated));
}

/** A line of byline and date as the date alone. */
function withoutByline(line: string, byline: string | undefined): string {
  const bare = withoutBy(line);
  return byline !== undefined && bare.startsWith(byline) ? bare.slice(byline.length) : line;
}

/** A line as words only, to tell when two say the same. */
const plain = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

function isFurniture({ text, linked, tag }: Block, key: string): boolean {
  if (!/\p{L}/u.test(text)) return tag !== 'td' && tag !== 'th';
  if (FURNITURE.has(key.replace(/ s(?= |$)/g, 's'))) return true;
  if (text.length > LONGEST_POINTER) return false;
  if (POINTERS.test(text) || SIGNATURE.test(text) || CREDITS.some((credit) => credit.test(text))) return true;
  if (text.length <= LONGEST_NOTE && (OWNERSHIP.test(text) || NEWSLETTER.test(text))) return true;
  if (text.length <= LONGEST_NOTE && /(?:^|\s)https?:\/\/\S+$/.test(text)) return true;
  const words = key.split(' ');
  const shares = words.length > 12 ? 0 : words.filter((word) => SHARES.has(word)).length;
  if (shares > 1 && shares > words.length / 2) return true;
  return linked > 0.75 * text.length && !SENTENCE_END.test(text);
}

/** Without kickers, bylines and labels before the first prose, where there is prose. */
function withoutHead(blocks: Block[], byline: string | undefined, isDated: (line: string) => boolean): Block[] {
  const prose = blocks.findIndex(isProse);
  if (prose <= 0) return blocks;
  const names = byline === undefined ? [] : byline.toLowerCase().split(', ');
  return blocks.filter(({ text, tag }, i) => {
    if (i >= prose || isDateline(text)) return true;
    if (tag === 'li' || tag === 'td') return !text.split('\n').some(isDated);
    return text.length > 60 && !names.some((name) => text.toLowerCase().includes(name));
  });
}

/** Without headings and labels that nothing follows. */
function withoutTail(blocks: Block[]): Block[] {
  let end = blocks.length;
  while (end > 1 && (HEADING.test(blocks[end - 1]!.tag) || /^.{0,40}[:：]$/u.test(blocks[end - 1]!.text))) end--;
  return blocks.slice(0, end);
}

const isProse = ({ text, tag }: Block): boolean =>
  !HEADING.test(tag) && (text.length >= PROSE || SENTENCE_END.test(text));
