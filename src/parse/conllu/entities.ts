import type { Mentions } from '../../types.js';
import { MENTION, MENTION_TYPES, type MentionType } from '../inventory.js';

/** A mention of `Sentences`: tokens `first` up to, not with, `last`; `type` indexes `MENTION_TYPES`. */
export interface Mention {
  first: number;
  last: number;
  type: number;
}

/** Names of types in GUM and CorefUD that differ from ours; a type in neither list is `other`. */
const FOREIGN: Readonly<Record<string, MentionType>> = {
  organization: 'organisation',
  org: 'organisation',
  per: 'person',
};

/** "(1-person-…" opens, "1)" closes, "(1-person-…)" does both. */
const BRACKET = /\(([^-()|]{1,40})(?:-([^-()|]{0,40}))?[^()|]{0,400}(\))?|([^()|-]{1,40})\)/g;

/**
 * The mentions that the words' `Entity=` cells mark, by first word, the longer first.
 *
 * @param cells one a word; undefined where the word has none
 * @param base the first word's token index
 */
export function readEntities(cells: readonly (string | undefined)[], base: number): Mention[] {
  const found: Mention[] = [];
  const open = new Map<string, Mention[]>();
  cells.forEach((cell, i) => {
    for (const [, opened, name = '', closed, closes] of cell?.matchAll(BRACKET) ?? []) {
      if (opened !== undefined) {
        const mention = { first: base + i, last: base + i + 1, type: mentionType(name) };
        if (closed !== undefined) found.push(mention);
        else open.set(opened, [...(open.get(opened) ?? []), mention]);
      } else if (closes !== undefined) {
        const mention = open.get(closes)?.pop();
        if (mention !== undefined) found.push({ ...mention, last: base + i + 1 });
      }
    }
  });
  return found.sort((a, b) => a.first - b.first || b.last - a.last);
}

function mentionType(name: string): number {
  const known = FOREIGN[name] ?? name;
  return Object.hasOwn(MENTION, known) ? MENTION[known as MentionType] : MENTION.other;
}

/** The `Entity=` cell of each token that begins or ends a mention; a mention's number is its place in `mentions`, from 1. */
export function writeEntities(mentions: Mentions): Map<number, string> {
  const cells = new Map<number, string>();
  const add = (token: number, bracket: string) => cells.set(token, (cells.get(token) ?? '') + bracket);
  const order = Array.from({ length: mentions.length }, (_, m) => m);
  const first = (m: number) => mentions.first[m] ?? 0;
  const last = (m: number) => mentions.last[m] ?? 0;
  const longer = order.filter((m) => last(m) - first(m) > 1);
  // What begins later ends first, so that brackets nest; ends stand before beginnings at the same word.
  for (const m of longer.toSorted((a, b) => first(b) - first(a) || last(a) - last(b))) add(last(m) - 1, `${m + 1})`);
  for (const m of order.toSorted((a, b) => first(a) - first(b) || last(b) - last(a))) {
    const single = last(m) - first(m) === 1;
    add(first(m), `(${m + 1}-${MENTION_TYPES[mentions.type[m] ?? MENTION.other]}${single ? ')' : ''}`);
  }
  return cells;
}
