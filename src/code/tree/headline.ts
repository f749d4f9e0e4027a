import { REL, TAG } from '../../parse/inventory.js';
import type { Sentences, Span } from '../../types.js';

/** What a passive without "be" has none of. */
const RULED_OUT = new Set<number>([
  REL.aux,
  REL['aux:pass'],
  REL.cop,
  REL.obj,
  REL.iobj,
  REL.ccomp,
  REL.xcomp,
  REL['nsubj:pass'],
  REL.expl,
]);
const TOP = new Set<number>([REL.root, REL.conj, REL.parataxis, REL.advcl, REL.appos]);

/**
 * Reads a headline by its own grammar, in which the forms of "be" are left out:
 *
 * - "Envoys expelled as talks fail": a past form that lacks its object is a passive;
 * - "Vessia to recognize Tarrow": a name with an infinitive is a clause, and what it announces is still to come.
 *
 * @param headline its place in the text
 * @param takesObject whether the lexicon knows a token as a verb that is done to somebody
 * @returns the sentences, with heads and relations of their own where something was read anew
 */
export function readHeadline(s: Sentences, headline: Span, takesObject: (token: number) => boolean): Sentences {
  const head = Int32Array.from(s.head);
  const deprel = Uint8Array.from(s.deprel);
  const has = (i: number, feature: string) => (s.featBundles[s.feats[i]!] ?? '').includes(feature);
  for (let k = 0; k + 1 < s.sentences.length; k++) {
    const [from, to] = [s.sentences[k]!, s.sentences[k + 1]!];
    if (s.start[from]! >= headline.end) break;
    if (s.start[from]! >= headline.start)
      for (let i = from; i < to; i++) if (s.upos[i] === TAG.VERB) readVerb(i, from, to);
  }
  return { ...s, head, deprel };

  function readVerb(i: number, from: number, to: number): void {
    const over = head[i]!;
    if (has(i, 'VerbForm=Inf') && deprel[i] === REL.acl && over >= 0 && over < i && head[over] === -1) {
      head[i] = -1;
      deprel[i] = REL.root;
      head[over] = i;
      deprel[over] = REL.nsubj;
      return;
    }
    if (!has(i, 'Tense=Past') || !TOP.has(deprel[i]!) || !takesObject(i)) return;
    for (let c = from; c < to; c++) if (head[c] === i && RULED_OUT.has(deprel[c]!)) return;
    for (let c = from; c < i; c++) if (head[c] === i && deprel[c] === REL.nsubj) deprel[c] = REL['nsubj:pass'];
  }
}

/** Whether a verb is what a headline announces: an infinitive over a clause of its own. */
export function isAnnounced(s: Sentences, v: number): boolean {
  return s.deprel[v] === REL.root && (s.featBundles[s.feats[v]!] ?? '').includes('VerbForm=Inf');
}
