import { z } from 'zod';
import { about, word } from './common.js';

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

export type EventCode = z.output<typeof eventCode>;
