import { TAG } from '../../parse/inventory.js';
import type { Place } from '../../types.js';
import { countryOf } from '../actors/index.js';
import { type Describer, LEAST, LEAST_OF_STRANGERS } from '../acts/index.js';
import { type Arguments, findArguments, type Naming, type Trigger } from '../events/index.js';
import { exactly } from '../tree/index.js';
import type { Material } from './index.js';
import { meetsNeeds } from './needs.js';

/** A trigger as one of its entries reads it, with its arguments. */
export interface Reading {
  trigger: Trigger;
  args: Arguments;
  /** The probability that the words report such an act, where that was weighed. */
  right?: number;
}

/**
 * How a trigger's words are to be taken: by their own entry or, where that is a figure of speech, by the entry that stands in `otherwise`
 * ("attacked the plan" criticizes it). Without a judge the first whose needs are met; with one the likeliest. Undefined where none is an act
 * of somebody whom the ledger can know, or none is likely enough.
 */
export function readTrigger(
  material: Material,
  naming: Naming,
  trigger: Trigger,
  place: Place | undefined,
  describer: Describer | undefined,
): Reading | undefined {
  const { tree, mentions, lexicon, codebook, judge } = material;
  let best: Reading | undefined;
  for (const reading of senses(material, trigger)) {
    const args = findArguments(naming, reading);
    if (!meetsNeeds(tree, mentions, lexicon.nouns, reading, args) || !worthwhile(material, reading, args, place))
      continue;
    if (!judge || !describer) return { trigger: reading, args };
    const { type } = codebook.codes[reading.code]!;
    const at = tree.s.start[reading.verb >= 0 ? reading.verb : reading.noun]!;
    const right = judge.weigh(describer.describe(reading, args, type), type, at);
    const known = [...args.source, ...args.target, args.behind].some((h) => h >= 0 && mentions.at(h)?.actor);
    if (right >= (known ? LEAST : LEAST_OF_STRANGERS) && right > (best?.right ?? 0))
      best = { trigger: reading, args, right };
  }
  return best;
}

function senses({ codebook }: Material, trigger: Trigger): Trigger[] {
  const { otherwise } = trigger.predicate;
  const predicate = otherwise === undefined ? undefined : codebook.predicates.find(({ id }) => id === otherwise);
  if (!predicate || trigger.inner) return [trigger];
  return [trigger, { ...trigger, predicate, code: predicate.code, how: `${trigger.how}, as a figure of speech` }];
}

const PERSONAL = new Set(['i', 'we', 'they']);

const TOLD = exactly('nsubj', 'nsubj:pass', 'obj', 'root');

/** "the Hirak movement" is known by its name. */
const NAMING = exactly('compound');

/**
 * Whether somebody the ledger can know takes part; a noun alone needs more than a verb does. What a crowd does is known by
 * the state that it does it in.
 */
function worthwhile(
  { tree, mentions, hits }: Material,
  trigger: Trigger,
  args: Arguments,
  place: Place | undefined,
): boolean {
  const known = (heads: readonly number[]) =>
    heads.some((h) => {
      const m = mentions.at(h);
      if (m && (m.actor !== undefined || m.sector !== undefined || m.person)) return true;
      if (tree.childrenBy(h, NAMING).some((c) => tree.s.upos[c] === TAG.PROPN && c < h)) return true;
      return tree.s.upos[h] === TAG.PROPN || PERSONAL.has(tree.lower(h)) || countryOf(tree, h, hits) !== undefined;
    });
  const source = known(args.behind >= 0 ? [...args.source, args.behind] : args.source);
  const target = known(args.target);
  // "talks between Vessia and Tarrow began"; what only opens the way "for talks between" them is no more than a wish.
  const told = args.mutual && tree.is(trigger.noun, TOLD);
  if (trigger.verb < 0) return source || (target && (args.source.length > 0 || told));
  if (source || target || (trigger.predicate.needs === 'people' && place?.country !== undefined)) return true;
  return args.source.length === 0 && trigger.noun >= 0;
}
