import { MENTION, TAG } from '../../parse/inventory.js';
import type { Tree } from '../tree/index.js';

/** From this share of capitals on, a sentence is written like a title, and capitals tell no names. */
const TITLE = 0.6;
const CAPITAL = /^\p{Lu}/u;
const WORD = /^\p{L}{4,}/u;
const OPENS = /^["“”'‘’«([:;–—-]+$|^\.+$/;

/**
 * The words that are part of a proper name, and so name no act ("Colonel *Beat* Ruegger", "the Centre for Humanitarian *Assistance*"): verbs with
 * a capital inside a sentence, nouns with one inside a person's or an organisation's name. Sentences in capitals are left out.
 */
export function wordsOfNames(tree: Tree): Uint8Array {
  const { s } = tree;
  const made = new Uint8Array(tree.length);
  const capital = (i: number) => CAPITAL.test(tree.word(i));
  const plain = new Uint8Array(s.sentences.length);
  for (let k = 0; k + 1 < s.sentences.length; k++) {
    let [words, capitals] = [0, 0];
    for (let i = s.sentences[k]!; i < s.sentences[k + 1]!; i++)
      if (WORD.test(tree.word(i)) && s.upos[i] !== TAG.PROPN) {
        words++;
        if (capital(i)) capitals++;
      }
    plain[k] = Number(capitals < 3 || capitals < TITLE * words);
  }
  for (let i = 1; i < tree.length; i++) {
    if (!plain[tree.sentence[i]!] || tree.sentence[i - 1] !== tree.sentence[i]) continue;
    if (s.upos[i] === TAG.VERB && capital(i) && !OPENS.test(tree.word(i - 1))) made[i] = 1;
  }
  const { first, last, type } = s.mentions;
  for (let m = 0; m < first.length; m++) {
    if (type[m] !== MENTION.person && type[m] !== MENTION.organisation) continue;
    if (last[m]! - first[m]! < 2 || !plain[tree.sentence[first[m]!]!]) continue;
    for (let i = first[m]!; i < last[m]!; i++) if (s.upos[i] === TAG.NOUN && capital(i)) made[i] = 1;
  }
  return made;
}
