import { REL, TAG } from '../../parse/inventory.js';
import type { Sentences } from '../../types.js';

const SUBJECTS = new Set<number>([REL.nsubj, REL['nsubj:pass']]);
const CASE = new Set<number>([REL.case, REL.fixed, REL.cc, REL.advmod, REL.mark]);
/** Words that join one more to those named before, as "and" does. */
const ADDITIONS: readonly (readonly string[])[] = [
  ['as', 'well', 'as'],
  ['along', 'with'],
  ['together', 'with'],
];

/**
 * Reads "A, along with B," "A together with B" and "A as well as B" as A and B, wherever the parser hung B. Changes `head` and `deprel` in place.
 *
 * @param from first token of the sentence
 * @param to the token after its last
 */
export function joinAdditions(s: Sentences, head: Int32Array, deprel: Uint8Array, from: number, to: number): void {
  const word = (i: number) => s.text.slice(s.start[i]!, s.end[i]!).toLowerCase();
  for (let i = from + 1; i + 2 < to; i++) {
    const joint = ADDITIONS.find((words) => words.every((w, k) => i + k < to && word(i + k) === w));
    if (!joint) continue;
    const before = word(i - 1) === ',' ? i - 2 : i - 1;
    const after = i + joint.length;
    if (before < from || after >= to || !isNominal(s, before)) continue;
    const second = topOf(after, after, to);
    const first = topOf(before, from, i);
    if (!isNominal(s, second) || !isNominal(s, first) || !join(first, second)) continue;
    for (let k = i; k < after; k++) {
      head[k] = k === i ? second : i;
      deprel[k] = k === i ? REL.cc : REL.fixed;
    }
  }

  /** Makes `second` a conjunct of `first` where the two have one verb; says whether they have. */
  function join(first: number, second: number): boolean {
    const over = head[second]!;
    const subject = SUBJECTS.has(deprel[second]!);
    if (subject && head[over] === first) {
      // The parser took the first for a clause of its own: "A as well as B condemned it".
      head[over] = head[first]!;
      deprel[over] = deprel[first]!;
      head[first] = over;
      deprel[first] = deprel[second]!;
      for (let c = from; c < to; c++) if (head[c] === first && deprel[c] === REL.punct && c > over) head[c] = over;
    } else if (SUBJECTS.has(deprel[first]!) && !isAbove(second, head[first]!) && second < head[first]!) {
      // Between a subject and its verb whatever is joined is a subject too.
    } else if (over !== first && over !== head[first] && !CASE.has(deprel[over] ?? REL.root)) return false;
    if (isAbove(second, first)) return false;
    head[second] = first;
    deprel[second] = REL.conj;
    return true;
  }

  function isAbove(above: number, i: number): boolean {
    for (let a = i, steps = to - from; a >= 0 && steps > 0; a = head[a]!, steps--) if (a === above) return true;
    return false;
  }

  /** The word that a token's phrase hangs by, within some tokens. */
  function topOf(token: number, first: number, end: number): number {
    let top = token;
    for (let steps = 30; steps > 0; steps--) {
      const over = head[top]!;
      if (over < first || over >= end || !isNominal(s, over)) break;
      top = over;
    }
    return top;
  }
}

/** Whether a token may head a phrase that names something. */
export function isNominal(s: Sentences, i: number): boolean {
  const tag = s.upos[i]!;
  return tag === TAG.NOUN || tag === TAG.PROPN || tag === TAG.PRON || tag === TAG.NUM;
}
