import { distance } from 'fastest-levenshtein';
import type { Codebook } from '../../codebook/index.js';
import { fold } from '../../ledger/index.js';

/** Whom words may mean, and why. */
export interface Suggestion {
  id: string;
  name: string;
  /** The sentence that explains it. */
  reason: string;
}

/** Names that are shorter are told apart by single letters (DPR, LPR): they are never alike. */
const SHORTEST = 6;

/** Of a name's letters, at most so many may differ. */
const DIFFERENT = 0.15;

const SMALL = new Set(['the', 'of', 'and', 'for', 'on', 'in', 'to', 'a', 'an', "'s"]);

interface Known {
  id: string;
  /** As it is shown. */
  name: string;
  /** One of its names, folded, without an article. */
  words: string;
}

/** Suggests actors of a codebook, and others by name, for words that resolve to none. */
export class Suggestions {
  readonly #known: Known[] = [];
  readonly #byWords = new Map<string, Known[]>();
  readonly #byInitials = new Map<string, Known[]>();
  readonly #byLength = new Map<number, Known[]>();

  constructor(codebook: Codebook, others: readonly { id: string; name: string; called: string }[] = []) {
    for (const { id, name, aliases } of codebook.actors) {
      for (const one of [name, ...aliases]) this.#add({ id, name, words: bare(one) });
    }
    for (const { id, name, called } of others) this.#add({ id, name, words: bare(called) });
  }

  #add(known: Known): void {
    if (!known.words) return;
    this.#known.push(known);
    push(this.#byWords, known.words, known);
    push(this.#byLength, known.words.length, known);
    const initials = initialsOf(known.words);
    if (initials.length >= 3) push(this.#byInitials, initials, known);
  }

  /** The likeliest actor; none where nothing, or too much, is alike. */
  for(text: string): Suggestion | undefined {
    const words = bare(text.slice(0, 200));
    if (!words) return undefined;
    return this.#same(words) ?? this.#acronym(words) ?? this.#alike(words) ?? this.#within(words);
  }

  #same(words: string): Suggestion | undefined {
    return only(this.#byWords.get(words), () => 'one of its names is the same');
  }

  #acronym(words: string): Suggestion | undefined {
    const letters = words.replaceAll('.', '');
    if (/^\p{L}{3,8}$/u.test(letters)) {
      const found = only(this.#byInitials.get(letters), ({ words: full }) => `initials of “${full}”`);
      if (found) return found;
    }
    const initials = initialsOf(words);
    if (initials.length < 3) return undefined;
    return only(this.#byWords.get(initials), ({ words: short }) => `“${short}” are its initials`);
  }

  #alike(words: string): Suggestion | undefined {
    if (words.length < SHORTEST) return undefined;
    const most = Math.floor(words.length * DIFFERENT);
    let best: Known[] = [];
    let least = most + 1;
    for (let length = words.length - most; length <= words.length + most; length++) {
      for (const known of this.#byLength.get(length) ?? []) {
        const letters = distance(words, known.words);
        if (letters < least) [best, least] = [[known], letters];
        else if (letters === least) best.push(known);
      }
    }
    return only(best, ({ words: other }) => `${least} letter${least === 1 ? '' : 's'} other than “${other}”`);
  }

  /** The one whose name stands within the words; the longest name counts. */
  #within(words: string): Suggestion | undefined {
    const parts = words.split(/[^\p{L}\p{N}.-]+/u);
    for (let length = Math.min(parts.length - 1, 6); length > 0; length--) {
      const found: Known[] = [];
      for (let at = 0; at + length <= parts.length; at++) {
        found.push(...(this.#byWords.get(parts.slice(at, at + length).join(' ')) ?? []));
      }
      if (found.length) return only(found, ({ words: name }) => `“${name}” stands within the words`);
    }
    return undefined;
  }
}

/** One actor, however many of its names fit; none where several actors do. */
function only(found: readonly Known[] | undefined, reason: (known: Known) => string): Suggestion | undefined {
  const [first] = found ?? [];
  if (!first || found?.some(({ id }) => id !== first.id)) return undefined;
  return { id: first.id, name: first.name, reason: reason(first) };
}

function bare(name: string): string {
  return fold(name).replace(/^the /, '');
}

/** First letters of the words that count: "united nations security council" gives "unsc". */
function initialsOf(words: string): string {
  const parts = words.split(/[^\p{L}\p{N}]+/u).filter((part) => part && !SMALL.has(part));
  return parts.length < 2 ? '' : parts.map((part) => part.charAt(0)).join('');
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
