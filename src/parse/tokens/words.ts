import { familyOf, kindOf, LETTER, MARK, PUNCT, plainOf, SPACE } from './characters.js';
import { HashedNet, type HashedWeights, mix } from './net.js';

/** Units to either side of a place that its features look at: what keeps long chunks linear. */
const REACH = 16;

const N = 110;
const T = 116;
const APOSTROPHE = 39;

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
  #after = 0;
  #flags = 0;

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
    this.#after = -1;
    let token = start;
    let run = start;
    let before = -1;
    for (let p = start; p <= end; p++) {
      const family = p < end ? familyOf(text.charCodeAt(p)) : SPACE;
      if (family === MARK) continue;
      const place = before >= 0 && (family !== before || family === PUNCT);
      before = family;
      if (!place && p < end) continue;
      const cut = run === token ? this.#cut(run, p) : 0;
      if (cut > 0) {
        found(cut);
        token = cut;
      }
      run = p;
      if (p === end || this.#ends(p, token, limit)) {
        found(p);
        token = p;
      }
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

  /** Does a token that began at `token` end at `p`? */
  #ends(p: number, token: number, limit: number): boolean {
    const text = this.#text;
    const start = this.#start;
    const end = this.#end;
    if (this.#after < 0) this.#survey(limit);
    const left = Math.max(start, p - REACH);
    const right = Math.min(end, p + REACH);
    const begin = Math.max(token, p - REACH);
    const behindKind = kindOf(text.charCodeAt(p - 1));
    const aheadKind = kindOf(text.charCodeAt(p));
    const behindFamily = familyOf(text.charCodeAt(p - 1));
    const aheadFamily = familyOf(text.charCodeAt(p));
    let stop = p + 1;
    if (aheadFamily !== PUNCT) while (stop < right && familyOf(text.charCodeAt(stop)) === aheadFamily) stop++;
    let from = p - 1;
    if (behindFamily !== PUNCT) while (from > left && familyOf(text.charCodeAt(from - 1)) === behindFamily) from--;
    const l = this.#unit(p - 1);
    const l2 = this.#unit(p - 2);
    const l3 = this.#unit(p - 3);
    const r = this.#unit(p);
    const r2 = this.#unit(p + 1);
    const r3 = this.#unit(p + 2);
    const current = this.#hash(begin, p);
    const behind = this.#hash(left, p);
    const ahead = this.#hash(p, right);
    const atom = this.#hash(p, stop);
    const previous = this.#hash(from, p);
    const shape = this.#shape(left, p);
    const shapeAhead = this.#shape(p, right);
    const toEnd = Math.min(end - p, 4);
    const kinds = (behindKind << 4) | aheadKind;
    const net = this.#net;
    net.begin();
    net.add(mix(mix(1, l), r));
    net.add(mix(mix(mix(mix(2, l2), l), r), r2));
    net.add(mix(mix(mix(3, r), r2), r3));
    net.add(mix(mix(mix(4, l3), l2), l));
    net.add(mix(5, current));
    net.add(mix(mix(6, current), r));
    net.add(mix(mix(mix(mix(7, current), r), this.#after), toEnd));
    net.add(mix(mix(8, atom), l));
    net.add(mix(mix(9, previous), r));
    net.add(mix(10, ahead));
    net.add(mix(11, behind));
    net.add(mix(mix(12, behind), ahead));
    net.add(mix(mix(13, shape), shapeAhead));
    net.add(mix(mix(14, shape), r));
    net.add(mix(mix(15, shapeAhead), l));
    net.add(mix(mix(mix(16, this.#flags), l), r));
    net.add(mix(mix(mix(mix(17, this.#flags), this.#after), r), toEnd));
    net.add(mix(mix(mix(18, Math.min(p - start, 4)), toEnd), kinds));
    net.add(mix(mix(mix(19, Math.min(p - token, 6)), kinds), l));
    net.add(mix(mix(mix(20, previous), r), atom));
    net.add(mix(mix(mix(21, current), atom), toEnd));
    return net.score() > 0;
  }

  /** What the features ask of the chunk as a whole. */
  #survey(limit: number): void {
    const text = this.#text;
    let at = this.#end;
    while (at < limit && kindOf(text.charCodeAt(at)) === SPACE) at++;
    this.#after = at < limit ? kindOf(text.charCodeAt(at)) : SPACE;
    let [sign, slash, colon, underscore] = [0, 0, 0, 0];
    for (let i = this.#start; i < this.#end; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 64) sign = 1;
      else if (unit === 47) slash = 1;
      else if (unit === 58) colon = 1;
      else if (unit === 95) underscore = 1;
    }
    this.#flags = sign | (slash << 1) | ((colon & slash) << 2) | (underscore << 3);
  }

  /** The plain unit at `i`; 0 outside the chunk. */
  #unit(i: number): number {
    return i >= this.#start && i < this.#end ? plainOf(this.#text.charCodeAt(i)) : 0;
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

/** A unit's part in a shape: its kind, or itself where it is a symbol. */
export function shapePart(unit: number): number {
  const kind = kindOf(unit);
  return kind === PUNCT ? plainOf(unit) + 16 : kind;
}
