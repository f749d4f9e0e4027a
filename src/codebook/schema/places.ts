import { z } from 'zod';
import { word, words } from './common.js';

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

export type PlaceEntry = NonNullable<z.output<typeof placeFile>['places']>[number];
