import { z } from 'zod';

/**
 * The shapes of a codebook's YAML files, one schema a folder. Every field that a person writes is described here;
 * `docs/extend.md` shows them at work.
 */

const word = z.string().trim().min(1);
const words = z.array(word).min(1);
/** One neutral sentence, or the part of one that completes "an actor that …". */
const about = z.string().trim().min(3);
const quad = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** A code of an event type: CAMEO's where there is one. */
const eventCode = z.strictObject({
  /** The CAMEO code in exports; by default the code's own name. */
  cameo: z
    .string()
    .regex(/^\d{2,4}$/, 'a CAMEO code: two to four digits')
    .optional(),
  mode: word.optional(),
  contexts: z.array(word).default([]),
  quad,
  goldstein: z.number().min(-10).max(10),
});

/** `events/*.yaml`: one event type, its modes and codes. */
export const eventFile = z.strictObject({
  type: z.string().regex(/^[A-Z][A-Z_-]*$/, 'a type in capitals, like SUPPORT'),
  about,
  example: about,
  modes: z.record(word, about).default({}),
  codes: z.record(word, eventCode),
});

/** A place in the clause where an argument stands: see `docs/extend.md`. */
const argument = z.string().regex(/^[a-z]+$/, 'object, subject, owner, inner, clause or a preposition');

const predicate = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens'),
  /** A code of one of the event types. */
  code: word,
  about,
  /** Source in braces, target in brackets, trigger between asterisks: "{Vessia} *condemned* [Tarrow]." */
  example: about,
  /** Verbs, also with a particle or a preposition ("call off", "appeal to"). */
  verbs: words.optional(),
  /** Nouns that name the event ("condemnation"); they also count under a light verb ("voice condemnation"). */
  nouns: words.optional(),
  /** Verbs that name the event only with one of these nouns as object or passive subject ("impose sanctions"). */
  light: z.strictObject({ verbs: words, nouns: words, preposition: word.optional() }).optional(),
  /** Adjectives that name it ("willing"), under a copula. */
  adjectives: words.optional(),
  /** Only with one of these nouns as its object; narrows `verbs`. */
  objects: words.optional(),
  /** Never with one of these nouns as its object ("meet a deadline"). */
  except: words.optional(),
  /** Never with a clause that it says or thinks ("recognized that"), or with an infinitive. */
  unless: z
    .array(z.enum(['clause', 'infinitive']))
    .min(1)
    .optional(),
  /** Only where it is denied ("take no sides"): the denial is part of its words. */
  denied: z.literal(true).optional(),
  /** What it is done to is a text or another thing: a pronoun there stands for no actor ("voted for it"). */
  thing: z.literal(true).optional(),
  /** The entry for the same words where they are no act of this type but a figure of speech ("attacked the plan"). */
  otherwise: word.optional(),
  /** Only where an infinitive follows ("agreed to send"), or a clause that says what another must do. */
  complement: z.enum(['infinitive', 'obligation']).optional(),
  /** What the infinitive's own event makes of this one: its code, or the start of it, and the code here. */
  inner: z.record(word, word).optional(),
  /** Only where the infinitive names an event that `inner` lists. */
  only: z.literal(true).optional(),
  /** Stands for an act of will that is denied ("will not lift"): the verb is any that `inner` lists. */
  negated: z.literal(true).optional(),
  /** Stands for an act that is still to come ("will send"); as above. */
  future: z.literal(true).optional(),
  /** Says that the infinitive's act is not to be: the act's `refused` entry names it where it has one. */
  refuses: z.literal(true).optional(),
  /** The entry that names this act where it is refused ("will not recognize"). */
  refused: word.optional(),
  /** Only with a target (person, diplomat, state, actor, object), a party (military, people) or a source (army) of this sort. */
  needs: z.enum(['person', 'diplomat', 'state', 'actor', 'object', 'military', 'army', 'people']).optional(),
  source: z.array(argument).min(1).optional(),
  target: z.array(argument).min(1).optional(),
  /** Each side acts on the other: always, or (`together`) where several are the source and nobody else is named. */
  reciprocal: z.union([z.literal(true), z.literal('together')]).optional(),
});

const cue = z.strictObject({
  words,
  /** What stands for the content, best first: quote, clause, infinitive, object or a preposition. */
  takes: z.array(word).min(1),
  /** Where who speaks stands; by default the subject. */
  source: z.array(argument).min(1).optional(),
});

const FACTUALITY = ['actual', 'denied', 'planned', 'possible', 'conditional', 'demanded'] as const;

const operator = z.strictObject({
  words,
  makes: z.enum(FACTUALITY),
  /**
   * Which part of the clause it speaks of: its complement (an infinitive, a clause, an object, an infinitive of purpose), the
   * verb or noun that it hangs on (`head`; `noun` for an adjective), or the clause whose subject it stands before (`inverted`).
   */
  over: z.array(z.enum(['infinitive', 'clause', 'object', 'purpose', 'head', 'noun', 'inverted'])).min(1),
});

/** `lexicon/*.yaml`: which words name an event, a report, or how sure it is. */
export const lexiconFile = z.strictObject({
  predicates: z.array(predicate).optional(),
  /** Verbs that only lend their subject to a noun that names an event ("launch an attack"). */
  light: words.optional(),
  /** Verbs that report ("say"), nouns ("claim"), and adverbs ("reportedly"). */
  cues: z
    .strictObject({
      verbs: z.array(cue).optional(),
      nouns: words.optional(),
      prepositions: words.optional(),
      adverbs: words.optional(),
    })
    .optional(),
  operators: z.array(operator).optional(),
  /** Words and phrases that open what a report recalls ("it is worth reminding"). */
  background: words.optional(),
  /** Adverbs that set an event before what is reported: in the `past` ("previously"), or only in the pluperfect ("already"). */
  bygone: z.strictObject({ past: words.optional(), perfect: words.optional() }).optional(),
  /** Past forms and participles of verbs that are not regular, by the verb. */
  irregular: z.record(word, words).optional(),
});

/** A bare year is a number in YAML. */
const day = z.coerce.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'an ISO 8601 day, month or year');

/**
 * An office somebody held: both days are taken in; without `until` they are not known to have left it. `of` is the id of
 * the organisation whose office it is, where it is not in the government of the person's state.
 */
const office = z.strictObject({ role: word, of: word.optional(), from: day, until: day.optional() });

/** Sectors that an actor has from a day on, in place of those before ("an armed group that came to govern"). */
const turn = z.strictObject({
  from: day,
  sectors: z.array(z.string().regex(/^[A-Z]{3}$/, 'a PLOVER sector: three capitals')),
});

/** An identifier in a public list, or several, each for its time. */
const identifier = z.union([
  word,
  z.array(z.strictObject({ id: word, from: day.optional(), until: day.optional() })).min(1),
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

/** `places/*.yaml` (or `.json`): where events happen. Of several by one name the first is meant, unless its country is named. */
export const placeFile = z.strictObject({
  /** Nouns that stand for the place which is named beside them ("the port of X", "northern X"), in lower case. */
  nouns: words.optional(),
  /** Names of places that are something else far more often, in lower case; never read as one. */
  never: words.optional(),
  places: z
    .array(
      z.strictObject({
        name: word,
        aliases: z.array(word).optional(),
        /** A state's code; left out for a territory that more than one of them claims. */
        country: z
          .string()
          .regex(/^[A-Z]{3}$/, 'three capitals: the code of a state')
          .optional(),
        lat: z.number().min(-90).max(90),
        lon: z.number().min(-180).max(180),
        contested: z.literal(true).optional(),
        /** Stands for the whole state with this code. */
        state: z.literal(true).optional(),
      }),
    )
    .optional(),
});

/** Which events express a stance: by the entry that recognized them, by code, or by type. */
const acts = {
  predicates: z.array(word).default([]),
  codes: z.array(word).default([]),
  types: z.array(word).default([]),
};

/** `kinds/*.yaml`: a kind of question, its stances and the events and predicates that express each. */
export const kindFile = z.strictObject({
  id: word,
  label: word,
  about,
  /** Words for what such questions are about ("annexation", "recogni*"); with a subject's name they name the question. */
  matter: z.array(word).default([]),
  /** Words that turn an act about the matter into its contrary: to regret a withdrawal is not to be against it. */
  contrary: z.array(word).default([]),
  stances: z.record(
    word,
    z.strictObject({
      about,
      /** Stances of one side can hold at once; those of different sides end or contradict each other. By default its own. */
      side: word.optional(),
      ...acts,
      /** Acts that are also done for other reasons: they count only where their sentence names the question. */
      topical: z.strictObject(acts).optional(),
      /** The stance that it comes to where the act itself is negated ("has not recognized"). */
      negated: word.optional(),
    }),
  ),
});

/** `questions/*.yaml`: something that actors take positions on. */
export const questionFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens'),
  label: word,
  about,
  kind: word,
  subjects: words,
  terms: z.array(word).default([]),
  /** Reports before this day do not match, nor do those after the other. */
  from: day.optional(),
  until: day.optional(),
});

export type EventFile = z.output<typeof eventFile>;
export type LexiconFile = z.output<typeof lexiconFile>;
export type ActorFile = z.output<typeof actorFile>;
export type Kind = z.output<typeof kindFile>;
export type Question = z.output<typeof questionFile>;
export type Predicate = z.output<typeof predicate>;
export type CueEntry = z.output<typeof cue>;
export type Operator = z.output<typeof operator>;
export type ActorEntry = z.output<typeof actor>;
export type PlaceEntry = NonNullable<z.output<typeof placeFile>['places']>[number];
export type EventCode = z.output<typeof eventCode>;
