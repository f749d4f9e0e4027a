import { z } from '@hono/zod-openapi';
import { claimRow, correctionRow, span, versions } from './rows.js';

/** The shapes of what one thing's page shows. */

const changes = z
  .object({ added: z.array(z.string()), removed: z.array(z.string()), fields: z.array(z.string()) })
  .openapi('Changes', { description: 'Against the revision before it in the ledger, by whole paragraphs' });

const document = z
  .object({
    id: z.string(),
    path: z.string().exactOptional(),
    url: z.string().exactOptional(),
    outlet: z.object({ name: z.string(), domain: z.string().exactOptional() }).exactOptional(),
    title: z.string().exactOptional(),
    byline: z.string().exactOptional(),
    dateline: z
      .object({
        span,
        place: z.string().exactOptional(),
        day: z.string().exactOptional(),
        agency: z.string().exactOptional(),
      })
      .exactOptional(),
    language: z.string(),
    published: z.string().exactOptional(),
    modified: z.string().exactOptional(),
    text: z.string(),
    headline: span.exactOptional(),
    paragraphs: z.array(span),
    state: z.enum(['full', 'teaser', 'blocked']),
    links: z.array(z.object({ span, href: z.string() })).exactOptional(),
  })
  .openapi('Document');

export const documentView = z
  .object({
    document,
    recorded: z.string(),
    ended: z.string().exactOptional(),
    claims: z.array(claimRow),
    attributions: z.array(z.object({ source: z.array(span), cue: z.array(span), content: z.array(span) })),
    versions: versions.exactOptional(),
    revisions: z.array(
      z.object({
        sequence: z.int(),
        title: z.string().exactOptional(),
        published: z.string().exactOptional(),
        modified: z.string().exactOptional(),
        recorded: z.string(),
        ended: z.string().exactOptional(),
        changes: changes.exactOptional(),
      }),
    ),
  })
  .openapi('DocumentView');

const other = z.object({
  claim: z.string(),
  document: z.string(),
  outlet: z.string().exactOptional(),
  url: z.string().exactOptional(),
  published: z.string().exactOptional(),
  words: z.string(),
  by: z.array(z.string()),
});

export const trace = z
  .object({
    claim: claimRow,
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
        speakers: z.array(z.object({ name: z.string(), words: z.string(), role: z.string().exactOptional() })),
        cue: z.string().exactOptional(),
        content: z.string().exactOptional(),
      }),
    ),
    readIn: z.array(
      z.object({
        document: z.string(),
        url: z.string().exactOptional(),
        path: z.string().exactOptional(),
        outlet: z.string().exactOptional(),
        title: z.string().exactOptional(),
        published: z.string().exactOptional(),
        modified: z.string().exactOptional(),
        recorded: z.string(),
      }),
    ),
    sameWords: z.array(other),
    sameEvent: z.array(other),
    revisions: z.array(
      z.object({
        published: z.string().exactOptional(),
        modified: z.string().exactOptional(),
        recorded: z.string(),
        ended: z.string().exactOptional(),
        traced: z.boolean(),
        changes: changes.exactOptional(),
      }),
    ),
    corrections: z.array(correctionRow),
  })
  .openapi('Trace');
