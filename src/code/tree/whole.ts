import { REL, TAG } from '../../parse/inventory.js';
import type { Sentences } from '../../types.js';
import { isNominal } from './additions.js';

/** A name in the text: its tokens, the last taken in, and of whom. */
export interface NamedStretch {
  first: number;
  last: number;
  /** Whether it is the own name of a state, an adjective of one ("Vessian"), or anything else. */
  sort: 'state' | 'adjective' | undefined;
  id: string;
}

/** How far behind a name what is joined to it, or the noun of an adjective, is looked for. */
const REACH = 12;
const LOOSE = new Set<number>([
  REL.appos,
  REL.flat,
  REL.nmod,
  REL['nmod:unmarked'],
  REL['nmod:desc'],
  REL.list,
  REL.dep,
  REL.parataxis,
  REL.compound,
]);
const WHOSE = new Set<number>([REL.nmod, REL.obl, REL['obl:agent']]);
const YEAR = /^(?:19|20)\d\d$/;
const SUBJECTS = new Set<number>([REL.nsubj, REL['nsubj:pass']]);
/** Prepositions that say more of an act and nothing of a state. */
const OF_ACTS = new Set(['to', 'for', 'against', 'on', 'over', 'with', 'about', 'into']);

/**
 * Reads the trees of a text again once its names are known:
 *
 * - names that have a conjunction or a hyphen in them are one ("Trinidad and Tobago");
 * - of states with only a comma between them none is the other's apposition ("Vessia, Tarrow urge restraint");
 * - an adjective that the parser took for somebody belongs to the noun behind it ("the Vessian and Tarrowan ministers", "by Vessian shelling");
 * - a state right behind a year, before a verb without a subject, is that ("In the first quarter of 2031 Vessia banned …");
 * - "to", "for" and the like after a state say more of what it does ("a warning by Vessia to Tarrow").
 *
 * @param names the names of the text, in order
 * @returns the sentences, with heads, relations and tags of their own where something was read anew; else the very same
 */
export function readNames(s: Sentences, names: readonly NamedStretch[]): Sentences {
  const reader = new NameReader(s);
  for (const [k, name] of names.entries()) {
    if (reader.isLoose(name)) reader.gather(name);
    if (name.sort === 'adjective') reader.lower(name);
    if (name.sort !== 'state') continue;
    reader.raise(name);
    reader.free(name);
    const next = names[k + 1];
    if (next?.sort === 'state' && next.id !== name.id) reader.join(name, next);
  }
  return reader.read();
}

class NameReader {
  #head: Int32Array;
  #deprel: Uint8Array;
  #upos: Sentences['upos'];
  #own = false;
  constructor(readonly s: Sentences) {
    this.#head = s.head;
    this.#deprel = s.deprel;
    this.#upos = s.upos;
  }

  read(): Sentences {
    return this.#own ? { ...this.s, head: this.#head, deprel: this.#deprel, upos: this.#upos } : this.s;
  }

  /** Hangs a token elsewhere, unless it would hang on itself. */
  #hang(i: number, to: number, rel: number): void {
    for (let a = to, steps = 200; a >= 0 && steps > 0; a = this.#head[a]!, steps--) if (a === i) return;
    if (!this.#own) {
      this.#head = Int32Array.from(this.s.head);
      this.#deprel = Uint8Array.from(this.s.deprel);
      this.#upos = Uint8Array.from(this.s.upos);
      this.#own = true;
    }
    this.#head[i] = to;
    this.#deprel[i] = rel;
  }

  /** Whether a name has a conjunct of its own inside, or hangs by more than one word. */
  isLoose(name: NamedStretch): boolean {
    const { first, last } = name;
    if (first === last) return false;
    let outside = 0;
    for (let i = first; i <= last; i++) {
      if (this.#head[i]! < first || this.#head[i]! > last) outside++;
      if (this.#deprel[i] === REL.cc || this.#deprel[i] === REL.conj) return true;
    }
    if (outside > 1) return true;
    const top = this.#topOf(name);
    for (let c = last + 1; c < this.#end(first, REACH); c++)
      if (this.#deprel[c] === REL.conj && this.#head[c]! >= first && this.#head[c]! <= last && this.#head[c] !== top)
        return true;
    return false;
  }

  /** Makes one phrase of a name, and hangs on its top what hung on any of its words. */
  gather(name: NamedStretch): void {
    const { first, last } = name;
    const [from, to] = [this.#start(first), this.#end(first)];
    const inside = (i: number) => i >= first && i <= last;
    const top = this.#topOf(name);
    const owned = /^['’]s?$/.test(this.#word(last + 1)) && last + 1 < to ? this.#owned(name, top) : -1;
    if (owned >= 0) {
      // "Trinidad and Tobago's parliament": the name is the parliament's, which takes its place.
      const [above, rel] = [this.#head[top]!, this.#deprel[top]!];
      if (inside(this.#head[owned]!)) this.#hang(owned, above, rel);
      for (let d = owned + 1; d < to; d++) if (inside(this.#head[d]!)) this.#hang(d, owned, this.#deprel[d]!);
      this.#hang(top, owned, REL['nmod:poss']);
      this.#hang(last + 1, top, REL.case);
    }
    for (let c = from; c < to; c++) if (!inside(c) && inside(this.#head[c]!)) this.#hang(c, top, this.#deprel[c]!);
    for (let i = first; i <= last; i++) if (i !== top) this.#hang(i, top, REL.flat);
  }

  /** The noun that is a name's by the mark of possession right behind it; -1: none. */
  #owned({ first, last }: NamedStretch, top: number): number {
    const to = this.#end(first, REACH);
    for (let o = last + 2; o < to; o++) {
      const over = this.#head[o]!;
      if (this.#deprel[o] === REL.conj && over >= first && over <= last && isNominal(this.s, o)) return o;
    }
    const over = this.#deprel[last] === REL['nmod:poss'] ? this.#head[last]! : -1;
    return over > last &&
      (this.#head[over]! === this.#head[top] || (this.#head[over]! >= first && this.#head[over]! <= last))
      ? over
      : -1;
  }

  /** "Vessia, Tarrow urge": two states with only a comma between them. */
  join(name: NamedStretch, next: NamedStretch): void {
    if (next.first !== name.last + 2 || this.#word(name.last + 1) !== ',') return;
    const [a, b] = [this.#topOf(name), this.#topOf(next)];
    const over = this.#head[b]!;
    if (!LOOSE.has(this.#deprel[b]!)) return;
    if (over >= name.first && over <= name.last) this.#hang(b, over, REL.conj);
    else if (over === this.#head[a]) this.#hang(b, a, REL.conj);
  }

  /** Makes a state behind a year the subject of the verb over it, where that has none. */
  raise(name: NamedStretch): void {
    const year = name.first - 1;
    if (year < this.#start(name.first) || !YEAR.test(this.#word(year))) return;
    const top = this.#topOf(name);
    let verb = this.#head[top]!;
    for (let steps = 8; verb >= 0 && verb < name.last && steps > 0; steps--) verb = this.#head[verb]!;
    if (verb < name.last || this.#upos[verb] !== TAG.VERB || SUBJECTS.has(this.#deprel[top]!)) return;
    let passive = false;
    for (let c = this.#start(top); c < verb; c++) {
      if (this.#head[c] !== verb) continue;
      if (SUBJECTS.has(this.#deprel[c]!)) return;
      passive ||= this.#deprel[c] === REL['aux:pass'];
    }
    if (this.#head[year] === top) this.#hang(year, this.#head[top]!, this.#deprel[top]!);
    for (let c = this.#start(top); c < year; c++) if (this.#head[c] === top) this.#hang(c, year, this.#deprel[c]!);
    this.#hang(top, verb, passive ? REL['nsubj:pass'] : REL.nsubj);
  }

  /** Hangs what a preposition says after a state on the act that the state is named with. */
  free(name: NamedStretch): void {
    const top = this.#topOf(name);
    const act = this.#head[top]!;
    if (act < 0 || !WHOSE.has(this.#deprel[top]!)) return;
    const rel = this.#upos[act] === TAG.VERB ? REL.obl : REL.nmod;
    for (let c = name.last + 2; c < this.#end(top, REACH); c++) {
      if (this.#head[c] !== top || this.#deprel[c] !== REL.nmod) continue;
      for (let p = name.last + 1; p < c; p++)
        if (this.#head[p] === c && this.#deprel[p] === REL.case && OF_ACTS.has(this.#word(p).toLowerCase())) {
          this.#hang(c, act, rel);
          break;
        }
    }
  }

  /** Hangs an adjective that the parser took for somebody, with what is joined to it, on the noun that follows. */
  lower(name: NamedStretch): void {
    const { last } = name;
    const top = this.#topOf(name);
    const over = this.#head[top]!;
    if (over > last || !WHOSE.has(this.#deprel[top]!)) return;
    const to = this.#end(top, 7);
    let noun = -1;
    for (let i = last + 1; i < to && noun < 0; i++) {
      const tag = this.#upos[i];
      const gerund = tag === TAG.VERB && i === last + 1 && this.#word(i).endsWith('ing');
      if ((tag === TAG.NOUN || gerund) && this.#head[i] === over && WHOSE.has(this.#deprel[i]!)) noun = i;
      else if (gerund && this.#head[i] === top && this.#deprel[i] === REL.acl) {
        this.#hang(i, over, this.#deprel[top]!);
        noun = i;
      } else if (tag !== TAG.ADJ && tag !== TAG.CCONJ && tag !== TAG.PROPN && tag !== TAG.NOUN) return;
    }
    if (noun < 0) return;
    for (let c = this.#start(top); c < top; c++) if (this.#head[c] === top) this.#hang(c, noun, this.#deprel[c]!);
    this.#hang(top, noun, REL.amod);
    if (this.#own) this.#upos[noun] = TAG.NOUN;
  }

  #topOf({ first, last }: NamedStretch): number {
    let found = -1;
    for (let i = first; i <= last; i++)
      if (this.#head[i]! < first || this.#head[i]! > last) {
        if (isNominal(this.s, i)) return i;
        if (found < 0) found = i;
      }
    return found < 0 ? first : found;
  }

  #word(i: number): string {
    return i < this.s.length ? this.s.text.slice(this.s.start[i]!, this.s.end[i]!) : '';
  }

  #start(token: number): number {
    return this.s.sentences[this.#sentence(token)]!;
  }

  /** The token after the last of a sentence, or after some tokens if that is earlier. */
  #end(token: number, reach = this.s.length): number {
    return Math.min(this.s.sentences[this.#sentence(token) + 1]!, token + reach);
  }

  #sentence(token: number): number {
    let [low, high] = [0, this.s.sentences.length - 2];
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (this.s.sentences[mid]! <= token) low = mid;
      else high = mid - 1;
    }
    return low;
  }
}
