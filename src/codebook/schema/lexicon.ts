import { z } from 'zod';
import { about, word, words } from './common.js';

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
  needs: z.enum(['person', 'diplomat', 'state', 'actor', 'object', 'military', 'army', 'people', 'partner']).optional(),
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
   * Which part of the clause it speaks of: its complement (an infinitive, one under a passive without an agent, a clause, an object, an infinitive of purpose), the
   * verb or noun that it hangs on (`head`; `noun` for an adjective), or the clause whose subject it stands before (`inverted`).
   */
  over: z.array(z.enum(['infinitive', 'passive', 'clause', 'object', 'purpose', 'head', 'noun', 'inverted'])).min(1),
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
  /** Nouns for the act of a verb, by the verb with its particle; those in -ing need no listing. */
  deverbal: z.record(word, words).optional(),
});

export type Predicate = z.output<typeof predicate>;
export type CueEntry = z.output<typeof cue>;
export type Operator = z.output<typeof operator>;
