import { z } from '@hono/zod-openapi';

/** The shapes of the answers' rows: what OpenAPI says of them. Fields that are added later do not break a reader. */

export const span = z
  .object({ start: z.int().min(0), end: z.int().min(0) })
  .openapi('Span', { description: 'UTF-16 offsets into the document’s text, end exclusive' });

export const actor = z
  .object({
    id: z.string(),
    name: z.string(),
    code: z.string(),
    sectors: z.array(z.string()),
    group: z.literal(true).optional(),
    contested: z.literal(true).optional(),
    ids: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('Actor');

export const participant = z
  .object({
    span,
    text: z.string(),
    antecedent: span.optional(),
    role: z.string().optional(),
    actor: actor.optional(),
  })
  .openapi('Participant');

const speaker = z
  .object({ ...participant.shape, span: span.optional() })
  .openapi('Speaker', { description: 'Without a span only for the outlet, which is named by metadata' });

export const attribution = z
  .object({
    kind: z.enum(['direct-quote', 'indirect', 'report', 'outlet']),
    speakers: z.array(speaker),
    cue: span.optional(),
    content: span.optional(),
  })
  .openapi('Attribution');

export const time = z
  .object({
    start: z.string(),
    end: z.string(),
    precision: z.enum(['minute', 'day', 'month', 'year']),
    basis: z.enum(['explicit', 'relative', 'document']),
    span: span.optional(),
  })
  .openapi('Time', { description: 'ISO 8601 at the stated precision; `end` is inclusive' });

export const place = z
  .object({
    span,
    name: z.string(),
    country: z.string().optional(),
    lat: z.number().optional(),
    lon: z.number().optional(),
    contested: z.literal(true).optional(),
  })
  .openapi('Place');

export const FACTUALITIES = ['actual', 'denied', 'planned', 'possible', 'conditional', 'demanded'] as const;
export const factuality = z.enum(FACTUALITIES).openapi('Factuality');

export const eventKind = z
  .object({
    type: z.string(),
    mode: z.string().optional(),
    contexts: z.array(z.string()),
    predicate: z.string().optional(),
    cameo: z.string(),
    quad: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    goldstein: z.number(),
  })
  .openapi('EventKind');

export const versions = z.object({ coder: z.string(), codebook: z.string() }).openapi('Versions');

export const claim = z
  .object({
    id: z.string(),
    span,
    trigger: span,
    headline: z.boolean(),
    event: eventKind,
    source: z.array(participant),
    target: z.array(participant),
    reciprocal: z.literal(true).optional(),
    factuality,
    novelty: z.enum(['new', 'background']),
    time: time.optional(),
    place: place.optional(),
    attribution: z.array(attribution),
    quote: span.optional(),
    reason: span.optional(),
    confidence: z.number(),
    explain: z.array(z.string()).optional(),
  })
  .openapi('Claim', { description: 'One event as one document puts it, with the chain of those who say so' });

export const claimRow = z
  .object({
    ...claim.shape,
    document: z.string(),
    url: z.string().optional(),
    outlet: z.string().optional(),
    published: z.string().optional(),
    teaser: z.literal(true).optional().openapi({ description: 'only the first lines of the report were read' }),
    recorded: z.string(),
    origin: z.string(),
    versions,
    corrected: z
      .object({ entry: z.int(), action: z.string(), by: z.string(), at: z.string() })
      .optional()
      .openapi({ description: 'the person who put it on record like this; absent where the machine did' }),
  })
  .openapi('ClaimRow');

export const eventRow = z
  .object({
    id: z.string(),
    event: eventKind,
    source: z.array(actor),
    target: z.array(actor),
    sides: z.object({ source: z.array(z.string()), target: z.array(z.string()) }),
    reciprocal: z.literal(true).optional(),
    factuality,
    novelty: z.enum(['new', 'background']),
    time: time.optional(),
    place: place.optional(),
    reported: z.string().optional(),
    words: z.string(),
    by: z.array(z.array(z.string())),
    claims: z.array(z.string()),
    documents: z.array(z.string()),
    origins: z.int(),
    versions,
    links: z.array(z.object({ kind: z.string(), event: z.string() })).optional(),
  })
  .openapi('EventRow');

export const documentRow = z
  .object({
    id: z.string(),
    url: z.string().optional(),
    path: z.string().optional(),
    outlet: z.string().optional(),
    title: z.string().optional(),
    language: z.string(),
    published: z.string().optional(),
    modified: z.string().optional(),
    state: z.enum(['full', 'teaser', 'blocked']),
    recorded: z.string(),
    revisions: z.int(),
    claims: z.int(),
    erased: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
  })
  .openapi('DocumentRow');

export const questionRow = z
  .object({
    id: z.string(),
    label: z.string(),
    about: z.string(),
    kind: z.string(),
    subjects: z.array(z.string()),
    terms: z.array(z.string()),
    from: z.string().optional(),
    until: z.string().optional(),
    stances: z.array(z.string()),
    versions: versions.pick({ codebook: true }),
  })
  .openapi('Question');

export const position = z
  .object({
    question: z.string(),
    actor,
    stance: z.string(),
    factuality,
    from: z.string(),
    until: z.string().optional(),
    before: z.string().optional().openapi({ description: 'the stance that it ended' }),
    reported: z.string(),
    known: z.string(),
    by: z.array(z.array(z.string())),
    words: z.string(),
    reason: z.string().optional(),
    claims: z.array(z.string()),
    documents: z.array(z.string()),
    origins: z.int(),
    contradicted: z.array(z.string()).optional(),
    versions,
  })
  .openapi('Position', { description: 'One actor’s stance on one question over one stretch of valid time' });

const numbers = z.record(z.string(), z.int());

export const countRow = z
  .object({
    key: z.record(z.string(), z.string()),
    period: z.string(),
    events: z.int(),
    claims: z.int(),
    documents: z.int(),
    origins: z.int(),
    read: z
      .int()
      .openapi({ description: 'documents read of this period, so that nothing found never looks like not read' }),
    readByOutlet: numbers,
    versions,
  })
  .openapi('CountRow');

export const coverageRow = z
  .object({
    outlet: z.string().openapi({ description: 'of a row about a feed, its address' }),
    feed: z.string().optional(),
    period: z.string(),
    documents: z.int(),
    languages: numbers,
    states: numbers,
    empty: z.int(),
    flag: z.enum(['silent', 'emptied']).optional(),
    versions,
  })
  .openapi('CoverageRow');

export const originRow = z
  .object({
    origin: z.string(),
    documents: z.array(z.string()),
    credited: z.array(z.string()).optional(),
    circles: z.array(z.array(z.string())).optional(),
    versions,
  })
  .openapi('OriginRow');

export const actorRow = z
  .object({
    actor: actor.optional(),
    name: z.string(),
    source: z.int(),
    target: z.int(),
    speaker: z.int(),
    names: z.array(z.string()),
    suggestion: z.looseObject({}).optional(),
  })
  .openapi('ActorRow');

export const correctionRow = z
  .object({
    entry: z.int(),
    action: z.string(),
    by: z.string(),
    reason: z.string(),
    recorded: z.string(),
    document: z.string().optional(),
    claim: z.string().optional(),
    changed: z.array(z.string()).optional(),
    actor: z.string().optional(),
    into: z.string().optional(),
    undoes: z.int().optional(),
    undone: z.string().optional(),
    inForce: z.boolean(),
    unplaced: z.string().optional(),
    lost: z.array(z.string()).optional(),
    words: z.string().optional(),
  })
  .openapi('CorrectionRow');

export const changeRow = z
  .union([
    z.object({ change: z.enum(['added', 'withdrawn']), claim: claimRow }),
    z.object({ change: z.literal('changed'), claim: claimRow, before: claimRow, fields: z.array(z.string()) }),
    z.object({
      change: z.literal('erased'),
      document: z.string(),
      by: z.string(),
      reason: z.string(),
      recorded: z.string(),
    }),
  ])
  .openapi('ChangeRow');

export const releaseRow = z
  .object({
    name: z.string(),
    by: z.string().optional(),
    recorded: z.string(),
    entries: z.int(),
    head: z.string(),
  })
  .openapi('Release');

export const agreementRow = z
  .object({
    type: z.string(),
    judged: z.int(),
    right: z.int(),
    precision: z.number().optional(),
    exact: z.number().optional(),
    there: z.int(),
    found: z.int(),
    recall: z.number().optional(),
    accepted: z.int(),
    amended: z.int(),
    rejected: z.int(),
    added: z.int(),
    documents: z.int(),
  })
  .openapi('AgreementRow');

export const reviewRow = z
  .object({
    claim: claimRow,
    words: z.string(),
    priority: z.number().openapi({ description: '`doubt` times `weight`' }),
    doubt: z.number().openapi({ description: 'how likely the claim is wrong as it stands, 0 to 1; a rule of thumb' }),
    weight: z
      .number()
      .openapi({ description: 'how much hangs on it: documents that carry its words, positions that rest on it' }),
    reasons: z.array(z.string()),
    documents: z.int(),
    positions: z.array(z.object({ question: z.string(), actor: z.string(), stance: z.string(), origins: z.int() })),
    contradicted: z.array(z.string()),
    copies: z
      .array(
        z.object({
          claim: z.string(),
          document: z.string(),
          outlet: z.string().optional(),
          shift: z.int().openapi({ description: 'by how much its sentence lies further on in its text' }),
        }),
      )
      .optional()
      .openapi({ description: 'the same in the same words in documents of the same origin: to be judged with it' }),
  })
  .openapi('ReviewRow', { description: 'A claim that nobody has judged, and why somebody should' });

export const unknownValues = z
  .array(
    z
      .object({
        field: z.string(),
        value: z.string(),
        reason: z.string(),
        near: z.array(z.string()).openapi({ description: 'what may have been meant' }),
      })
      .openapi('Unknown'),
  )
  .optional()
  .openapi({ description: 'values of the filter that nothing in the ledger has, where there are no rows' });
