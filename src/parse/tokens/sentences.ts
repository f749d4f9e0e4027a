import { isAddress } from './addresses.js';
import { kindOf, LOWER, plainOf, UPPER } from './characters.js';
import { HashedNet, type HashedWeights, mix } from './net.js';
import { SYMBOLS, shapePart } from './words.js';

/** Lower bounds of the classes that lengths fall into. */
const SIZES = [0, 1, 2, 3, 4, 6, 9, 14, 22, 34, 60];
const FARTHEST = 60;
const sizeClass = Uint8Array.from({ length: FARTHEST + 1 }, (_, n) => SIZES.filter((bound) => n >= bound).length);

/** The class of a length. */
const size = (n: number): number => sizeClass[Math.min(n, FARTHEST)]!;

const unitSet = (units: string): Uint8Array => {
  const set = new Uint8Array(0x10000);
  for (const unit of units) set[unit.charCodeAt(0)] = 1;
  return set;
};
const OPENS = unitSet('([{');
const CLOSES = unitSet(')]}');
/** With one of these a sentence may end. */
const ENDS = unitSet('.?!…');
/** Alone, these begin no sentence. */
const NEVER_FIRST = unitSet(').,:;?!]}');

const STRAIGHT = 0x22;
const OPENING = 0x201c;
const CLOSING = 0x201d;
const APOSTROPHE = 0x27;
const COMMA = 0x2c;
const QUESTION = 0x3f;

/** The shape of a word in lower case. */
const LOWER_RUN = mix(2, LOWER);
const CAPITALIZED = mix(mix(2, UPPER), LOWER);
/** For where sentences end, one web or mail address is as good as another. */
const ADDRESS = 8;
const ANY_ADDRESS = mix(1, ADDRESS);
const ADDRESS_SHAPE = mix(2, ADDRESS);
/** The glance's score from which on a place is looked at. */
const GLANCE = -5;

/** Finds the sentences of a paragraph given its tokens. The tables are kept from one paragraph to the next. */
export class SentenceSplitter {
  readonly #glance: HashedNet;
  readonly #look: HashedNet;
  #text = '';
  /** Number of tokens. */
  #n = 0;
  #from = 0;
  #start: Int32Array = new Int32Array(0);
  #end: Int32Array = new Int32Array(0);
  #density = 0;
  // One entry a token: hashes of its plain units and of its shape; whether quotes and how many brackets are open after it;
  // whether it is a mark that may end a sentence.
  #word = new Int32Array(0);
  #shape = new Int32Array(0);
  #state = new Uint8Array(0);
  #mark = new Uint8Array(0);
  /** Words in lower case before each token. */
  #lowers = new Int32Array(0);
  /** The next mark that may end a sentence, from each token on. */
  #nextMark = new Int32Array(0);

  constructor(glance: HashedWeights, look: HashedWeights) {
    this.#glance = new HashedNet(glance);
    this.#look = new HashedNet(look);
  }

  /** Calls `found(token)` for the first token of each sentence of the paragraph that tokens [from, to) make. */
  split(
    text: string,
    start: Int32Array,
    end: Int32Array,
    from: number,
    to: number,
    found: (token: number) => void,
  ): void {
    if (to === from) return;
    this.#survey(text, start, end, from, to);
    let first = 0;
    let before = 0;
    found(from);
    for (let i = 0; i + 1 < this.#n; i++) {
      if (!this.#isPossible(i) || !this.#isLikely(i) || !this.#ends(i, first, before)) continue;
      found(from + i + 1);
      before = first;
      first = i + 1;
    }
  }

  #survey(text: string, start: Int32Array, end: Int32Array, from: number, to: number): void {
    const n = to - from;
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#from = from;
    this.#n = n;
    if (n >= this.#word.length) this.#grow(n + 1);
    let quoted = 0;
    let depth = 0;
    let marks = 0;
    for (let i = 0; i < n; i++) {
      const a = start[from + i]!;
      const b = end[from + i]!;
      const unit = text.charCodeAt(a);
      let word = 1;
      let shape = 2;
      let last = 0;
      let run = 0;
      for (let k = a; k < b; k++) {
        const code = text.charCodeAt(k);
        const part = shapePart(code);
        run = part === last ? run + 1 : 0;
        // However long a line of dashes is, it is a line of dashes.
        if (run < 2 || part < SYMBOLS) word = mix(word, plainOf(code));
        if (part !== last) shape = mix(shape, part);
        last = part;
      }
      if (isAddress(text, a, b)) {
        word = ANY_ADDRESS;
        shape = ADDRESS_SHAPE;
      }
      this.#word[i] = word;
      this.#shape[i] = shape;
      if (b === a + 1) {
        if (unit === STRAIGHT) quoted = 1 - quoted;
        else if (unit === OPENING) quoted = 1;
        else if (unit === CLOSING) quoted = 0;
        else if (OPENS[unit]) depth = Math.min(depth + 1, 3);
        else if (CLOSES[unit]) depth = Math.max(depth - 1, 0);
      }
      this.#state[i] = (quoted << 3) | (depth << 1);
      const mark = ENDS[unit]! & ENDS[text.charCodeAt(b - 1)]!;
      this.#mark[i] = mark;
      marks += mark;
      this.#lowers[i + 1] = this.#lowers[i]! + (kindOf(unit) === LOWER ? 1 : 0);
    }
    this.#nextMark[n] = n;
    for (let i = n - 1; i >= 0; i--) this.#nextMark[i] = this.#mark[i] ? i : this.#nextMark[i + 1]!;
    this.#density = size(Math.trunc(n / (1 + marks)));
  }

  #grow(n: number): void {
    const room = 2 * n;
    this.#word = new Int32Array(room);
    this.#shape = new Int32Array(room);
    this.#state = new Uint8Array(room);
    this.#mark = new Uint8Array(room);
    this.#lowers = new Int32Array(room);
    this.#nextMark = new Int32Array(room);
  }

  /** May a sentence end after token `i`? */
  #isPossible(i: number): boolean {
    const at = this.#from + i;
    const next = this.#start[at + 1]!;
    const unit = this.#text.charCodeAt(next);
    if (NEVER_FIRST[unit] && this.#end[at + 1] === next + 1) {
      // A question mark apart, after another mark, is what is left of a bullet.
      if (unit !== QUESTION || next === this.#end[at] || !this.#mark[i]) return false;
    }
    if (next === this.#end[at]) return this.#mark[this.#lastMark(i)] === 1;
    if (this.#shape[i + 1] !== LOWER_RUN) return true;
    return (
      this.#shape[i] !== LOWER_RUN &&
      this.#shape[i] !== CAPITALIZED &&
      this.#text.charCodeAt(this.#end[at]! - 1) !== COMMA
    );
  }

  /** The token that ends what `i` ends: `i`, or the one before the closing quotes and brackets there. */
  #lastMark(i: number): number {
    for (let j = i; j >= 0 && j > i - 4; j--) if (!this.#isCloser(j)) return j;
    return i;
  }

  #isCloser(i: number): boolean {
    const start = this.#start[this.#from + i]!;
    if (this.#end[this.#from + i] !== start + 1) return false;
    const unit = this.#text.charCodeAt(start);
    const plain = plainOf(unit);
    return plain === STRAIGHT || plain === APOSTROPHE || CLOSES[unit] === 1;
  }

  #w(i: number): number {
    return i >= 0 && i < this.#n ? this.#word[i]! : 0;
  }

  #s(i: number): number {
    return i >= 0 && i < this.#n ? this.#shape[i]! : 0;
  }

  /** Is the place after token `i` worth a look? Most places where no sentence ends show it at a glance. */
  #isLikely(i: number): boolean {
    const w = this.#w(i);
    const w1 = this.#w(i + 1);
    const s = this.#s(i);
    const s1 = this.#s(i + 1);
    const net = this.#glance;
    net.begin();
    net.add(mix(mix(1, s), s1));
    net.add(mix(2, w));
    net.add(mix(3, w1));
    net.add(mix(mix(4, this.#w(this.#lastMark(i))), s1));
    net.add(mix(mix(5, w), s1));
    net.add(mix(mix(6, s), w1));
    net.add(mix(mix(mix(mix(7, this.#s(i - 1)), s), s1), this.#s(i + 2)));
    net.add(mix(8, this.#w(i - 1)));
    net.add(mix(9, this.#w(i + 2)));
    return net.score() > GLANCE;
  }

  /** Does a sentence that began with token `first`, and the one before it with `before`, end after token `i`? */
  #ends(i: number, first: number, before: number): boolean {
    const n = this.#n;
    const at = this.#from + i;
    const j = this.#lastMark(i);
    const w = this.#w(i);
    const w1 = this.#w(i + 1);
    const s = this.#s(i);
    const s1 = this.#s(i + 1);
    const s2 = this.#s(i + 2);
    const s3 = this.#s(i + 3);
    const glued = this.#end[at] === this.#start[at + 1] ? 1 : 0;
    const state = this.#state[i]! | glued;
    const length = size(i + 1 - first);
    const next = this.#nextMark[i + 1]!;
    const upto = size(next - i);
    const lower = Math.min(this.#lowers[i + 1]! - this.#lowers[first]!, 4);
    const coming = Math.min(this.#lowers[Math.min(i + 6, n)]! - this.#lowers[i + 1]!, 4);
    const past = Math.min(first - before, 20);
    const alike = (past === i + 1 - first ? 1 : 0) | (first > 0 ? this.#mark[this.#lastMark(first - 1)]! << 1 : 0);
    const density = this.#density;
    const wFirst = this.#w(first);
    const net = this.#look;
    net.begin();
    for (let d = -4; d < 6; d++) {
      net.add(mix(30 + d, this.#w(i + d)));
      net.add(mix(50 + d, this.#s(i + d)));
    }
    net.add(mix(mix(60, w), w1));
    net.add(mix(mix(61, s), s1));
    net.add(mix(mix(62, w), s1));
    net.add(mix(mix(63, s), w1));
    net.add(mix(mix(64, this.#w(i - 1)), w));
    net.add(mix(mix(65, w1), this.#w(i + 2)));
    net.add(mix(mix(mix(mix(66, this.#s(i - 1)), s), s1), s2));
    net.add(mix(mix(mix(mix(67, this.#w(j)), s1), state), i - j));
    net.add(mix(mix(mix(68, this.#w(j - 1)), this.#w(j)), s1));
    net.add(mix(mix(mix(69, length), s), s1));
    net.add(mix(mix(70, size(n - 1 - i)), s));
    net.add(mix(mix(mix(71, upto), this.#w(next)), s));
    net.add(mix(mix(72, wFirst), w1));
    net.add(mix(mix(mix(73, this.#s(first)), s1), wFirst === w1 ? 1 : 0));
    net.add(mix(mix(mix(74, lower), s), s1));
    net.add(mix(mix(mix(75, coming), s), s1));
    net.add(mix(mix(mix(76, state), s), s1));
    net.add(mix(mix(77, length), size(n - 1 - i)));
    net.add(mix(mix(mix(78, lower), coming), length));
    net.add(mix(mix(mix(79, s1), s2), s3));
    net.add(mix(mix(mix(80, this.#s(i - 2)), this.#s(i - 1)), s));
    net.add(mix(mix(81, wFirst), length));
    net.add(mix(mix(mix(82, this.#w(j)), coming), upto));
    net.add(mix(mix(mix(mix(83, size(past)), alike), s), s1));
    net.add(mix(mix(mix(84, size(past)), alike), length));
    net.add(mix(mix(mix(85, density), s), s1));
    net.add(mix(mix(mix(86, density), length), lower));
    net.add(mix(mix(87, density), w));
    net.add(mix(mix(88, s1), s2));
    net.add(mix(mix(mix(mix(89, s1), s2), s3), this.#s(i + 4)));
    return net.score() > 0;
  }
}
