import { z } from 'zod';
import { about, day, endsAfterItBegins, word, words } from './common.js';

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
export const questionFile = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens'),
    label: word,
    about,
    kind: word,
    subjects: words,
    terms: z.array(word).default([]),
    /** Reports before this day do not match, nor do those after the other. */
    from: day.optional(),
    until: day.optional(),
  })
  .refine(endsAfterItBegins.check, endsAfterItBegins.params);

export type Kind = z.output<typeof kindFile>;
export type Question = z.output<typeof questionFile>;
