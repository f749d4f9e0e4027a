import { z } from '@hono/zod-openapi';
import { claimRow, correctionRow, eventRow, span, versions } from './rows.js';

/** The shapes of what one thing's page shows. */

const changes = z
  .object({ added: z.array(z.string()), removed: z.array(z.string()), fields: z.array(z.string()) })
  .openapi('Changes', { description: 'Against the revision before it in the ledger, by whole paragraphs' });

const document = z
  .object({
    id: z.string(),
    path: z.string().optional(),
    url: z.string().optional(),
    outlet: z.object({ name: z.string(), domain: z.string().optional() }).optional(),
    title: z.string().optional(),
    byline: z.string().optional(),
    dateline: z
      .object({
        span,
        place: z.string().optional(),
        day: z.string().optional(),
        agency: z.string().optional(),
      })
      .optional(),
    language: z.string(),
    published: z.string().optional(),
    modified: z.string().optional(),
    text: z.string(),
    headline: span.optional(),
    paragraphs: z.array(span),
    state: z.enum(['full', 'teaser', 'blocked']),
    links: z.array(z.object({ span, href: z.string() })).optional(),
    feed: z.string().optional(),
  })
  .openapi('Document');

const page = z
  .object({
    url: z.string().optional(),
    fetched: z.string().optional(),
    status: z.int().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    mediaType: z.string().optional(),
    hash: z.string(),
    size: z.int(),
  })
  .openapi('Page', {
    description: 'The page that the revision was made from; `GET /pages/{revision}` gives it as text',
  });

export const documentView = z
  .object({
    document,
    sequence: z.int().openapi({ description: 'of the revision’s entry' }),
    recorded: z.string(),
    ended: z.string().optional(),
    page: page.optional(),
    claims: z.array(claimRow),
    attributions: z.array(z.object({ source: z.array(span), cue: z.array(span), content: z.array(span) })),
    versions: versions.optional(),
    reviewed: z
      .object({ entry: z.int(), by: z.string(), at: z.string() })
      .optional()
      .openapi({ description: 'who read this revision to its end beside the machine, and when' }),
    revisions: z.array(
      z.object({
        sequence: z.int(),
        title: z.string().optional(),
        published: z.string().optional(),
        modified: z.string().optional(),
        recorded: z.string(),
        ended: z.string().optional(),
        changes: changes.optional(),
      }),
    ),
  })
  .openapi('DocumentView');

const other = z.object({
  claim: z.string(),
  document: z.string(),
  outlet: z.string().optional(),
  url: z.string().optional(),
  published: z.string().optional(),
  words: z.string(),
  by: z.array(z.string()),
});

export const trace = z
  .object({
    claim: claimRow,
    ended: z
      .string()
      .optional()
      .openapi({ description: 'since when, in ledger time, it is not among the answers any more' }),
    context: z.object({
      span,
      text: z.string(),
      sentence: z.string(),
      cut: z.object({ before: z.boolean(), after: z.boolean() }),
      marks: z.array(z.object({ span, as: z.string() })),
    }),
    chain: z.array(
      z.object({
        kind: z.string(),
        speakers: z.array(z.object({ name: z.string(), words: z.string(), role: z.string().optional() })),
        cue: z.string().optional(),
        content: z.string().optional(),
      }),
    ),
    readIn: z.array(
      z.object({
        document: z.string(),
        url: z.string().optional(),
        path: z.string().optional(),
        outlet: z.string().optional(),
        title: z.string().optional(),
        published: z.string().optional(),
        modified: z.string().optional(),
        recorded: z.string(),
      }),
    ),
    sameWords: z.array(other),
    sameEvent: z.array(other),
    revisions: z.array(
      z.object({
        published: z.string().optional(),
        modified: z.string().optional(),
        recorded: z.string(),
        ended: z.string().optional(),
        traced: z.boolean(),
        changes: changes.optional(),
      }),
    ),
    corrections: z.array(correctionRow),
  })
  .openapi('Trace');

export const eventView = z
  .object({
    event: eventRow,
    tellings: z.array(z.object({ claim: claimRow, words: z.string() })),
    linked: z.array(z.object({ kind: z.string(), event: eventRow })),
  })
  .openapi('EventView', { description: 'An event, how each report tells it, and the events that it has to do with' });
