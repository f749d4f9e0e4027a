import { z } from 'zod';
import { day, endsAfterItBegins, word, words } from './common.js';

/**
 * An office somebody held: both days are taken in; without `until` they are not known to have left it. `of` is the id of
 * the organisation whose office it is, where it is not in the government of the person's state.
 */
const office = z
  .strictObject({ role: word, of: word.optional(), from: day, until: day.optional() })
  .refine(endsAfterItBegins.check, endsAfterItBegins.params);

/** Sectors that an actor has from a day on, in place of those before ("an armed group that came to govern"). */
const turn = z.strictObject({
  from: day,
  sectors: z.array(z.string().regex(/^[A-Z]{3}$/, 'a PLOVER sector: three capitals')),
});

/** An identifier in a public list, or several, each for its time. */
const identifier = z.union([
  word,
  z
    .array(
      z
        .strictObject({ id: word, from: day.optional(), until: day.optional() })
        .refine(endsAfterItBegins.check, endsAfterItBegins.params),
    )
    .min(1),
]);
const identifiers = z.strictObject({
  wikidata: identifier.optional(),
  cow: identifier.optional(),
  gw: identifier.optional(),
});

/** What kind of thing an actor is, which decides how its names are read. */
export const ACTOR_KINDS = [
  'state',
  'region',
  'organisation',
  'agency',
  'armed-group',
  'company',
  'person',
  'group',
] as const;

const actor = z.strictObject({
  /** By default the code; several actors of one code each need one. */
  id: word.optional(),
  name: word,
  code: z.string().regex(/^[A-Z]{3}$/, 'three capitals: ISO 3166-1 alpha-3, PLOVER (IGO, NGO, …) or X.. of your own'),
  kind: z.enum(ACTOR_KINDS),
  /** Other names, abbreviations. */
  aliases: z.array(word).default([]),
  /** "French": the adjective, and the word for its people, with a plural where -s does not make it. */
  adjectives: z.array(word).default([]),
  /** Seats and buildings that stand for the government ("Paris", "the Elysee"). */
  seats: z.array(word).default([]),
  /** PLOVER sectors: GOV, MIL, LEG, JUD, MED, … */
  sectors: z.array(z.string().regex(/^[A-Z]{3}$/, 'a PLOVER sector: three capitals')).default([]),
  /** Sectors that it has had since a day, the latest last. */
  turned: z.array(turn).min(1).optional(),
  contested: z.literal(true).optional(),
  group: z.literal(true).optional(),
  /** Names and seats that are often something else ("Georgia", "Jordan", "Chad"); read with care. */
  ambiguous: z.array(word).default([]),
  /** Words of a text that tell that an ambiguous name means this one ("governor", "Atlanta"): two different ones do. */
  signs: z.array(word).optional(),
  /** Wikidata, Correlates of War and Gleditsch-Ward. */
  ids: identifiers.optional(),
  /** A person's offices, by default in the government of the state with this code: within them, the person acts as the state. */
  held: z.array(office).min(1).optional(),
  /** The name a person goes by alone, where it is not the last one ("Kim" of "Kim Jong Un"). */
  surname: word.optional(),
});

const phrases = z.strictObject({
  /** Words that only count others: "a number of states" are the states. */
  quantities: words.optional(),
  /** Nouns that, counted, stand for those named before: "the two sides". */
  sides: words.optional(),
  /** Nouns that stand for a state named before: "the country". */
  states: words.optional(),
  /** Offices that are bodies, not people: neither "he" nor "she" is one of them. */
  bodies: words.optional(),
  /** Organs that a later phrase names by another word: `department: ministry`. */
  same: z.record(word, word).optional(),
  /** Titles that tell of a woman or a man, without their dot. */
  titles: z.strictObject({ woman: words.optional(), man: words.optional() }).optional(),
});

/** `actors/*.yaml`: named actors, and the nouns by which a phrase names an organ of one ("ministry"). */
export const actorFile = z.strictObject({
  actors: z.array(actor).optional(),
  /** Identifiers of actors by their id, for those that stand in another file. */
  ids: z.record(word, identifiers).optional(),
  /** Nouns that head a phrase for an organ or a person of a state, by PLOVER sector. */
  sectors: z.record(z.string().regex(/^[A-Z]{3}$/, 'a PLOVER sector: three capitals'), words).optional(),
  /** Nouns for many actors together ("countries", "allies"): kept as a group. */
  groups: words.optional(),
  /** Nouns that some predicates ask for (`needs`): diplomats, armed forces. */
  roles: z.strictObject({ diplomat: words.optional(), military: words.optional() }).optional(),
  /** How phrases speak of actors without a name, or beside it; all by their lemma, in lower case. */
  phrases: phrases.optional(),
});

export type ActorEntry = z.output<typeof actor>;
