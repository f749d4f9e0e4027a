import { z } from 'zod';
import { UserError } from '../../errors.js';
import type { Document, Span } from '../../types.js';
import type { Hints } from '../hints.js';
import type { JsonRecord } from '../source.js';
import { asHandedIn } from '../text/index.js';

const span = z.object({ start: z.int().min(0), end: z.int().min(0) });

/** The parts of a Document that are spans of its text or say what it is: taken over as they are. */
const parts = z.object({
  path: z.string().optional(),
  dateline: z
    .object({ span, place: z.string().optional(), day: z.string().optional(), agency: z.string().optional() })
    .optional(),
  headline: span.optional(),
  paragraphs: z.array(span).optional(),
  state: z.enum(['full', 'teaser', 'blocked']).optional(),
  links: z.array(z.object({ span, href: z.string() })).optional(),
  feed: z.string().optional(),
});

const PARTS = Object.keys(parts.shape);

/**
 * A Document from a record that is one, or has some of its fields: the text to the letter, what is missing found.
 *
 * @throws UserError naming the field that no Document has so
 */
export function handedIn(record: JsonRecord, text: string, hints: Hints): Document {
  if (text.trim() === '') throw new UserError('text: is empty');
  const document = asHandedIn(text, hints);
  if (!PARTS.some((part) => record[part] != null)) return document;
  const given = parts.safeParse(
    Object.fromEntries(PARTS.flatMap((part) => (record[part] == null ? [] : [[part, record[part]]]))),
  );
  if (!given.success) {
    const issue = given.error.issues[0];
    throw new UserError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { dateline, headline, paragraphs, links } = given.data;
  for (const [name, each] of [
    ['dateline', dateline && [dateline.span]],
    ['headline', headline && [headline]],
    ['paragraphs', paragraphs],
    ['links', links?.map((link) => link.span)],
  ] as const)
    for (const one of each ?? []) if (!lies(one, text)) throw new UserError(outside(name, one, text));
  return { ...document, ...(given.data as Partial<Document>) };
}

const lies = (span: Span, text: string): boolean => span.start <= span.end && span.end <= text.length;

const outside = (name: string, { start, end }: Span, text: string): string =>
  `${name}: the span ${start} to ${end} does not lie in the text, which has ${text.length} characters`;
