import { z } from 'zod';
import { UserError } from '../../errors.js';

/**
 * What people hand in to correct the ledger: one schema for the command and the HTTP API alike. Words of a document are
 * named by where they stand (UTF-16 offsets, end exclusive) or by quoting them, with words before or after where they
 * stand several times.
 */

const LONGEST = 10_000;
const word = z.string().trim().min(1).max(500);
const words = z.string().min(1).max(LONGEST);
const optionalWord = word.nullable().optional();

/** A name and a reason, without which nothing is corrected. */
const signed = { by: word, reason: z.string().trim().min(1).max(LONGEST) };

const span = z.strictObject({ start: z.int().min(0), end: z.int().min(0) });

/** Words of the text: a quotation alone, one with its surroundings (as in W3C's TextQuoteSelector), or a place. */
export const anchor = z.union([
  words.transform((exact) => ({ exact })),
  z.strictObject({ exact: words, prefix: words.optional(), suffix: words.optional() }),
  span,
]);

/** An actor in full; where only its id, code or name is given, the ledger and the codebook are asked. */
const actor = z.strictObject({
  id: word,
  name: word,
  code: z.string().regex(/^[A-Z]{3}$/, 'three capitals: ISO 3166-1 alpha-3, IGO, NGO, … or X.. of your own'),
  sectors: z.array(z.string().regex(/^[A-Z]{3}$/, 'a PLOVER sector: three capitals')).default([]),
  group: z.literal(true).optional(),
  contested: z.literal(true).optional(),
  ids: z.strictObject({ wikidata: word.optional(), cow: word.optional(), gw: word.optional() }).optional(),
});

const namedActor = z.union([word, actor]);

/** Who takes part or speaks: the words that say so, and the actor meant (null: none that is known). */
const fullParty = z.strictObject({
  at: anchor,
  actor: namedActor.nullable().optional(),
  antecedent: anchor.optional(),
  role: words.optional(),
});
const party = z.union([words.transform((exact): z.output<typeof fullParty> => ({ at: { exact } })), fullParty]);

const day = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** A day, month, year or minute (ISO 8601), or two with a slash between them. */
const time = z.string().refine((text) => text.split('/').every((one) => day.test(one)) && text.split('/').length <= 2, {
  message: 'a day (2031-05-02), month, year or time, or two of them as FROM/TO',
});

const FACTUALITY = ['actual', 'denied', 'planned', 'possible', 'conditional', 'demanded'] as const;

/** What a person may say of a claim; null takes away what is there. */
export const claimFields = z.strictObject({
  /** Event type; what goes with it (CAMEO code, quad class, Goldstein score) comes from the codebook. */
  type: word.optional(),
  /** A code of the codebook, which says the type too. */
  code: word.optional(),
  mode: optionalWord,
  contexts: z.array(word).optional(),
  /** The codebook's predicate that the words express. */
  predicate: optionalWord,
  source: z.array(party).optional(),
  target: z.array(party).optional(),
  reciprocal: z.boolean().optional(),
  factuality: z.enum(FACTUALITY).optional(),
  novelty: z.enum(['new', 'background']).optional(),
  time: time.nullable().optional(),
  place: z
    .strictObject({
      at: anchor,
      name: word.optional(),
      country: word.optional(),
      contested: z.literal(true).optional(),
    })
    .nullable()
    .optional(),
  /** The sentence (or sentences), within one paragraph. */
  span: anchor.optional(),
  /** The words that name the event. */
  trigger: anchor.optional(),
  quote: anchor.nullable().optional(),
  reason: anchor.nullable().optional(),
  /** Who says so, innermost first; the outlet comes last by itself. */
  attribution: z
    .array(
      z.strictObject({
        kind: z.enum(['direct-quote', 'indirect', 'report']),
        speakers: z.array(party).min(1),
        cue: anchor.optional(),
        content: anchor.optional(),
      }),
    )
    .optional(),
});

/** One claim: by its id, or as much of its beginning as no other has; in all documents that have it, unless one is named. */
const onClaim = { claim: word, document: words.optional(), ...signed };

/** Everything that people can do to what the machine made of a text. */
export const correctionInput = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept'), ...onClaim }),
  z.strictObject({ action: z.literal('reject'), ...onClaim }),
  z.strictObject({ action: z.literal('amend'), ...onClaim, set: claimFields }),
  /** A claim that the machine missed: the words that it rests on, and what they say. */
  z.strictObject({ action: z.literal('add'), document: words, quote: anchor, set: claimFields, ...signed }),
  /** An actor, or words that name none, are another actor. */
  z.strictObject({ action: z.literal('merge'), actor: words, into: namedActor, ...signed }),
  /** Some mentions of an actor are another one: those in these words, in these documents, in these claims. */
  z
    .strictObject({
      action: z.literal('split'),
      actor: word,
      into: namedActor,
      names: z.array(words).min(1).optional(),
      documents: z.array(words).min(1).optional(),
      claims: z.array(words).min(1).optional(),
      ...signed,
    })
    .refine(({ names, documents, claims }) => names ?? documents ?? claims, {
      message: 'names, documents or claims: at least one is expected, to tell which mentions are meant',
    }),
  /** The document's present revision was read from beginning to end: what was left as it is, is right, and nothing is missing. */
  z.strictObject({ action: z.literal('reviewed'), document: words, ...signed }),
  /** Takes back a correction. */
  z.strictObject({ action: z.literal('undo'), entry: z.int().min(1), ...signed }),
]);

export type Anchor = z.output<typeof anchor>;
export type PartyInput = z.output<typeof fullParty>;
export type NamedActor = z.output<typeof namedActor>;
export type ClaimFields = z.output<typeof claimFields>;
export type CorrectionAction = CorrectionInput['action'];
/** As it is handed in. */
export type CorrectionRequest = z.input<typeof correctionInput>;
/** As it was checked. */
export type CorrectionInput = z.output<typeof correctionInput>;

/**
 * Checks what was handed in against a schema.
 *
 * @throws UserError naming each field that is wrong, and what was expected
 */
export function checkedInput<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), reason: message }));
  const told = faults.map(({ field, reason }) => (field ? `${field}: ${reason}` : reason));
  throw new UserError(`${what}: ${told.join('; ')}`, { faults });
}
