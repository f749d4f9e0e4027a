import { ABBREVIATIONS } from './abbreviations.js';
import { nextAddress } from './addresses.js';
import { familyOf, kindOf, LETTER, LOWER, MARK, PUNCT, plainOf, SPACE, UPPER } from './characters.js';
import { HashedNet, type HashedWeights, mix } from './net.js';

/** Units to either side of a place that its features look at: what keeps long chunks linear. */
const REACH = 16;

const PERIOD = 46;
const N = 110;
const T = 116;
const APOSTROPHE = 39;
const QUOTE = 34;
const COMMA = 44;
const SEMICOLON = 59;
const CLOSING: ReadonlySet<number> = new Set([QUOTE, APOSTROPHE, 41, 93]);
const SIGN = 64;
const SLASH = 47;

/** Runs of letters that are two tokens ("cannot": 3), in lower case, with the length of the first. */
export type Splits = Readonly<Record<string, number>>;

/** Finds the tokens of a chunk: a stretch of text without blank space. */
export class WordSplitter {
  readonly #net: HashedNet;
  readonly #splits: ReadonlyMap<string, number>;
  readonly #longest: number;
  /** Bit sets of the lengths that runs with a known first unit have, so that most runs are not looked up. */
  readonly #lengths = new Int32Array(128);
  #text = '';
  #start = 0;
  #end = 0;
  /** Kind of the next chunk's first unit; -1 while nobody has asked. */
  #after = 0;
  #limit = 0;
  /** Where the first "@" and "/" of the chunk are, else its end. */
  #sign = 0;
  #slash = 0;

  constructor(weights: HashedWeights, splits: Splits) {
    this.#net = new HashedNet(weights);
    this.#splits = new Map(Object.entries(splits));
    this.#longest = Math.min(31, Math.max(0, ...[...this.#splits.keys()].map((run) => run.length)));
    for (const run of this.#splits.keys()) {
      const first = run.charCodeAt(0);
      if (first < 128 && run.length <= this.#longest) this.#lengths[first]! |= 1 << run.length;
    }
  }

  /**
   * Calls `found(end)` for the end of each token of the chunk `text.slice(start, end)`, in order.
   *
   * @param limit where the chunk's paragraph ends
   */
  split(text: string, start: number, end: number, limit: number, found: (end: number) => void): void {
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#limit = limit;
    this.#after = -1;
    let address = nextAddress(text, start, end);
    let token = start;
    let run = start;
    let before = -1;
    for (let p = start; p <= end; p++) {
      const family = p < end ? familyOf(text.charCodeAt(p)) : SPACE;
      if (family === MARK) continue;
      const place = before >= 0 && (family !== before || family === PUNCT);
      before = family;
      if (p < end && (!place || (address !== undefined && address.start < p && p < address.end))) continue;
      const cut = run === token && token !== address?.start ? this.#cut(run, p) : 0;
      if (cut > 0) {
        found(cut);
        token = cut;
      }
      run = p;
      const leaves = address !== undefined && p >= address.end;
      if (
        p === end ||
        leaves ||
        p === address?.start ||
        this.#isPlain(p) ||
        this.#isStop(p, token) ||
        this.#ends(p, token)
      ) {
        found(p);
        token = p;
      }
      if (leaves) address = nextAddress(text, p, end);
    }
  }

  /** Where a token ends inside the run of letters [start, end), which no change of kind shows: "do|n't", "can|not"; or 0. */
  #cut(start: number, end: number): number {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (familyOf(first) !== LETTER) return 0;
    if (
      start < end - 1 &&
      end + 1 < this.#end &&
      plainOf(text.charCodeAt(end - 1)) === N &&
      plainOf(text.charCodeAt(end)) === APOSTROPHE &&
      plainOf(text.charCodeAt(end + 1)) === T
    )
      return end - 1;
    const length = end - start;
    if (length > this.#longest || first > 127 || !(this.#lengths[plainOf(first)]! & (1 << length))) return 0;
    let letters = '';
    for (let i = start; i < end; i++) letters += String.fromCharCode(plainOf(text.charCodeAt(i)));
    const at = this.#splits.get(letters);
    return at === undefined ? 0 : start + at;
  }

  /** Does a token end at `p` beyond doubt: beside a double quotation mark, or before a comma that only closing marks follow? */
  #isPlain(p: number): boolean {
    const text = this.#text;
    const behind = plainOf(text.charCodeAt(p - 1));
    const ahead = plainOf(text.charCodeAt(p));
    if (behind === QUOTE || ahead === QUOTE) return behind !== ahead;
    if ((ahead !== COMMA && ahead !== SEMICOLON) || this.#end - p > 4) return false;
    for (let i = p + 1; i < this.#end; i++) if (!CLOSING.has(plainOf(text.charCodeAt(i)))) return false;
    return true;
  }

  /** Is the period at `p` that ends the chunk a mark after a capitalized word, which is no abbreviation known? */
  #isStop(p: number, token: number): boolean {
    const text = this.#text;
    const length = p - token;
    if (length < 4 || length > REACH || text.charCodeAt(p) !== PERIOD || this.#end - p > 4) return false;
    for (let i = p + 1; i < this.#end; i++) if (!CLOSING.has(plainOf(text.charCodeAt(i)))) return false;
    if (kindOf(text.charCodeAt(token)) !== UPPER) return false;
    for (let i = token + 1; i < p; i++) if (kindOf(text.charCodeAt(i)) !== LOWER) return false;
    return !ABBREVIATIONS.has(text.slice(token, p).toLowerCase());
  }

  /** Does a token that began at `token` end at `p`? */
  #ends(p: number, token: number): boolean {
    const text = this.#text;
    const start = this.#start;
    const end = this.#end;
    if (this.#after < 0) this.#survey();
    const left = Math.max(start, p - REACH);
    const right = Math.min(end, p + REACH);
    const familyBehind = familyOf(text.charCodeAt(p - 1));
    const familyAhead = familyOf(text.charCodeAt(p));
    let stop = p + 1;
    if (familyAhead !== PUNCT) while (stop < right && familyOf(text.charCodeAt(stop)) === familyAhead) stop++;
    let from = p - 1;
    if (familyBehind !== PUNCT) while (from > left && familyOf(text.charCodeAt(from - 1)) === familyBehind) from--;
    const l = this.#unit(p - 1);
    const l2 = this.#unit(p - 2);
    const r = this.#unit(p);
    const r2 = this.#unit(p + 1);
    const partBehind = this.#part(p - 1);
    const partAhead = this.#part(p);
    const near = mix(mix(mix(mix(31, this.#part(p - 2)), partBehind), partAhead), this.#part(p + 1));
    const current = this.#hash(Math.max(token, p - REACH), p);
    const behind = this.#hash(left, p);
    const ahead = this.#hash(p, right);
    const atom = this.#hash(p, stop);
    const previous = this.#hash(from, p);
    const shape = this.#shape(left, p);
    const shapeAhead = this.#shape(p, right);
    const toEnd = Math.min(end - p, 4);
    const sizeBehind = Math.min(p - from, 7);
    const sizeAhead = Math.min(stop - p, 7);
    const kinds = (kindOf(text.charCodeAt(p - 1)) << 4) | kindOf(text.charCodeAt(p));
    const same = (l === r ? 1 : 0) | (l === l2 ? 2 : 0) | (r === r2 ? 4 : 0);
    const sides = (this.#sign < p ? 1 : this.#sign < end ? 2 : 0) | (this.#slash < p ? 4 : this.#slash < end ? 8 : 0);
    const after = this.#after;
    const net = this.#net;
    net.begin();
    net.add(mix(mix(1, l), r));
    net.add(mix(mix(mix(mix(2, l2), l), r), r2));
    net.add(mix(mix(mix(3, r), r2), this.#unit(p + 2)));
    net.add(mix(mix(mix(4, this.#unit(p - 3)), l2), l));
    net.add(mix(5, current));
    net.add(mix(mix(6, current), r));
    net.add(mix(mix(mix(mix(7, current), r), after), toEnd));
    net.add(mix(mix(8, atom), l));
    net.add(mix(mix(9, previous), r));
    net.add(mix(10, ahead));
    net.add(mix(11, behind));
    net.add(mix(mix(12, behind), ahead));
    net.add(mix(mix(13, shape), shapeAhead));
    net.add(mix(mix(14, shape), r));
    net.add(mix(mix(15, shapeAhead), l));
    net.add(mix(mix(mix(16, sides), l), r));
    net.add(mix(mix(mix(mix(17, sides), after), r), toEnd));
    net.add(mix(mix(mix(18, Math.min(p - start, 4)), toEnd), kinds));
    net.add(mix(mix(mix(19, Math.min(p - token, 6)), kinds), l));
    net.add(mix(mix(mix(20, previous), r), atom));
    net.add(mix(mix(mix(21, current), atom), toEnd));
    net.add(mix(mix(mix(22, sides), kinds), r));
    net.add(mix(mix(mix(23, sides), atom), l));
    net.add(mix(mix(mix(24, previous), r), toEnd));
    net.add(mix(mix(25, same), kinds));
    net.add(mix(mix(mix(mix(26, sizeBehind), sizeAhead), partBehind), partAhead));
    net.add(mix(mix(mix(mix(27, sizeBehind), kinds), r), after));
    net.add(mix(mix(mix(mix(28, this.#unit(from - 1)), sizeBehind), r), sizeAhead));
    net.add(near);
    net.add(mix(mix(near + 1, this.#part(p - 3)), this.#part(p + 2)));
    return net.score() > 0;
  }

  /** What the features ask of the chunk as a whole. */
  #survey(): void {
    const text = this.#text;
    const end = this.#end;
    let at = end;
    while (at < this.#limit && kindOf(text.charCodeAt(at)) === SPACE) at++;
    this.#after = at < this.#limit ? kindOf(text.charCodeAt(at)) : SPACE;
    this.#sign = end;
    this.#slash = end;
    for (let i = end - 1; i >= this.#start; i--) {
      const unit = text.charCodeAt(i);
      if (unit === SIGN) this.#sign = i;
      else if (unit === SLASH) this.#slash = i;
    }
  }

  /** The plain unit at `i`; 0 outside the chunk. */
  #unit(i: number): number {
    return i >= this.#start && i < this.#end ? plainOf(this.#text.charCodeAt(i)) : 0;
  }

  /** A unit's part in a shape; 0 outside the chunk. */
  #part(i: number): number {
    return i >= this.#start && i < this.#end ? shapePart(this.#text.charCodeAt(i)) : 0;
  }

  #hash(from: number, to: number): number {
    let h = 1;
    for (let i = from; i < to; i++) h = mix(h, plainOf(this.#text.charCodeAt(i)));
    return h;
  }

  #shape(from: number, to: number): number {
    let h = 2;
    let last = 0;
    for (let i = from; i < to; i++) {
      const part = shapePart(this.#text.charCodeAt(i));
      if (part !== last) h = mix(h, part);
      last = part;
    }
    return h;
  }
}

/** Where symbols begin among the parts of shapes; below are the kinds. */
export const SYMBOLS = 16;

/** A unit's part in a shape: its kind, or itself where it is a symbol. */
export function shapePart(unit: number): number {
  const kind = kindOf(unit);
  return kind === PUNCT ? plainOf(unit) + SYMBOLS : kind;
}
