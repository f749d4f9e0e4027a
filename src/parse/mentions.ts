import type { Mentions } from '../types.js';
import { MENTION, MENTION_TYPES, type MentionType } from './inventory.js';

/** Code of a token outside of all mentions; mention type `t` begins with `1 + 2 * t` and goes on with `2 + 2 * t`. */
const OUTSIDE = 0;

/** The code of an entity label, "O", "B-person" or "I-person"; undefined where it is none. The treebank spells organization with z. */
export function mentionCode(label: string): number | undefined {
  if (label === 'O') return OUTSIDE;
  const [, place, kind] = /^([BI])-(.+)$/.exec(label) ?? [];
  const type = kind === 'organization' ? 'organisation' : kind;
  if (!MENTION_TYPES.includes(type as MentionType)) return undefined;
  return 2 * MENTION[type as MentionType] + (place === 'B' ? 1 : 2);
}

/** Mentions from a code a token; one that goes on with nothing before it, or with another type, begins there. None crosses a sentence. */
export function readMentions(codes: Uint16Array, sentences: Int32Array): Mentions {
  const first: number[] = [];
  const last: number[] = [];
  const type: number[] = [];
  for (let k = 0; k + 1 < sentences.length; k++) {
    let open = -1;
    for (let i = sentences[k]!; i < sentences[k + 1]!; i++) {
      const code = codes[i]!;
      const kind = code === OUTSIDE ? -1 : (code - 1) >> 1;
      if (kind >= 0 && kind === open && code % 2 === 0) last[last.length - 1] = i + 1;
      else if (kind >= 0) {
        first.push(i);
        last.push(i + 1);
        type.push(kind);
      }
      open = kind;
    }
  }
  return {
    length: first.length,
    first: Int32Array.from(first),
    last: Int32Array.from(last),
    type: Uint8Array.from(type),
  };
}
