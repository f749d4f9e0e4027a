import { TAG } from '../../parse/inventory.js';
import type { Mentions, Nouns } from '../actors/index.js';
import type { Arguments, Trigger } from '../events/index.js';
import { exactly, type Tree, undergoer } from '../tree/index.js';

const PARTS = exactly('compound', 'amod', 'flat', 'nmod:desc', 'appos');
const PEOPLE = new Set(['CVL', 'OPP', 'LAB', 'EDU', 'REL', 'PTY', 'REF', 'BUS', 'NGO']);

/** Whether the parties of a trigger are of the sort that its entry asks for. */
export function meetsNeeds(tree: Tree, mentions: Mentions, nouns: Nouns, trigger: Trigger, args: Arguments): boolean {
  const { needs } = trigger.predicate;
  if (!needs || (trigger.verb < 0 && needs !== 'military')) return true;
  const isSomebody = (head: number) => {
    const mention = mentions.at(head);
    return Boolean(mention?.actor || mention?.sector || mention?.person || tree.s.upos[head] === TAG.PROPN);
  };
  const target = args.target[0] ?? -1;
  const source = args.source[0] ?? -1;
  switch (needs) {
    case 'object':
      return trigger.noun >= 0 || (trigger.verb >= 0 && undergoer(tree, trigger.verb) >= 0);
    case 'person': {
      if (trigger.noun >= 0) return true;
      if (target < 0 || tree.child(trigger.verb, XCOMP) >= 0) return false;
      const mention = mentions.at(target);
      if (['it', 'this', 'that', 'them'].includes(tree.lower(target))) return false;
      return Boolean(mention?.person || mention?.sector || mention?.actor);
    }
    case 'diplomat':
      return true; // the trigger has looked at its object already
    case 'state': {
      const actor = target >= 0 ? mentions.at(target)?.actor : undefined;
      return actor !== undefined && actor.sectors.length === 0;
    }
    case 'actor':
      return target >= 0 && isSomebody(target);
    case 'partner':
      return (
        args.source.length > 1 ||
        (source >= 0 && tree.feature(source, 'Number=Plur')) ||
        (target >= 0 && isSomebody(target))
      );
    case 'military': {
      const object = trigger.verb >= 0 ? undergoer(tree, trigger.verb) : -1;
      return (
        [source, args.behind, object, target].some((head) => head >= 0 && isMilitary(tree, mentions, nouns, head)) ||
        (source >= 0 && trigger.verb >= 0 && object < 0 && Boolean(mentions.at(source)?.actor))
      );
    }
    case 'army':
      return source >= 0 && isMilitary(tree, mentions, nouns, source);
    case 'people': {
      if (source < 0) return trigger.noun >= 0;
      const mention = mentions.at(source);
      if (mention?.sector) return PEOPLE.has(mention.sector);
      return mention?.actor === undefined
        ? tree.feature(source, 'Number=Plur')
        : mention.actor.sectors.some((s) => PEOPLE.has(s));
    }
  }
}
const XCOMP = exactly('xcomp');

function isMilitary(tree: Tree, mentions: Mentions, nouns: Nouns, head: number): boolean {
  if (nouns.military.has(tree.lemma(head))) return true;
  const mention = mentions.at(head);
  if (
    mention?.sector === 'MIL' ||
    mention?.sector === 'REB' ||
    mention?.actor?.sectors.some((s) => s === 'MIL' || s === 'REB')
  )
    return true;
  return tree.childrenBy(head, PARTS).some((i) => nouns.military.has(tree.lemma(i)));
}
