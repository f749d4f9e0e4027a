import { z } from '@hono/zod-openapi';
import { actor, document, event, questions, type Trace, trace } from '../../ask/index.js';
import type { Codebook } from '../../codebook/index.js';
import { packageVersion } from '../../version.js';
import { type App, define } from '../define.js';
import type { Desk } from '../desk.js';
import type { Env } from '../env.js';
import { namedMap, withNames } from '../map.js';
import { found, Problem } from '../problem.js';
import { actorRow, questionRow, versions } from '../schema/rows.js';
import { eventView, trace as traceSchema } from '../schema/views.js';

const status = z
  .object({
    version: z.string(),
    versions,
    head: z.object({ sequence: z.int(), hash: z.string(), recorded: z.string() }),
    writing: z.boolean().openapi({ description: 'whether anything may be written here, with a token' }),
    holder: z.string().optional().openapi({ description: 'whose token came along' }),
    map: namedMap.optional(),
  })
  .openapi('Status');

/** What a person may choose among when they say what an event is. */
const vocabulary = z
  .object({
    version: z.string(),
    types: z.array(z.object({ type: z.string(), about: z.string(), modes: z.array(z.string()) })),
  })
  .openapi('Vocabulary');

/** Single things: the server itself, its codebook's words, a question, a claim, an event, an actor. */
export function addThings(app: App): void {
  define(
    app,
    {
      method: 'get',
      path: '/status',
      tags: ['server'],
      summary: 'What is served: versions, the ledger’s head, who is asking',
      answer: { 'application/json': status },
    },
    async (c) => c.json(await statusOf(c.var)),
  );
  define(
    app,
    {
      method: 'get',
      path: '/vocabulary',
      tags: ['server'],
      summary: 'The event types of the codebook, with their modes',
      answer: { 'application/json': vocabulary },
    },
    (c) => c.json(vocabularyOf(c.get('desk').codebook)),
  );
  define(
    app,
    {
      method: 'get',
      path: '/questions/{id}',
      tags: ['answers'],
      summary: 'One question, with the stances that can be taken',
      params: z.object({ id: z.string() }),
      answer: { 'application/json': questionRow },
    },
    (c, { params }) => {
      const question = questions(c.get('desk').codebook).find(({ id }) => id === params.id);
      if (!question) throw new Problem(404, `question ${params.id}: the codebook has none with this id`);
      return c.json(question);
    },
  );
  define(
    app,
    {
      method: 'get',
      path: '/claims/{id}',
      tags: ['answers'],
      summary: 'All that the ledger knows of one claim: its words in context, the chain, where it can be read',
      params: z.object({
        id: z.string().max(64).openapi({ description: 'or as much of its beginning as no other has' }),
      }),
      query: z.strictObject({
        explain: z.enum(['true']).optional().openapi({
          description: 'with the entry, path and cue behind each part, where it was made by what codes here',
        }),
      }),
      answer: { 'application/json': traceSchema },
    },
    async (c, { params, query }) => {
      const traced = await found(trace(c.get('desk').ledger, params.id));
      return c.json(query.explain ? await explained(c.get('desk'), traced) : traced);
    },
  );
  define(
    app,
    {
      method: 'get',
      path: '/events/{id}',
      tags: ['answers'],
      summary: 'One event, how each report tells it, and the events that it has to do with',
      params: z.object({ id: z.string().max(64) }),
      answer: { 'application/json': eventView },
    },
    async (c, { params }) => c.json(await found(event(c.get('desk').ledger, params.id))),
  );
  define(
    app,
    {
      method: 'get',
      path: '/actors/{id}',
      tags: ['answers'],
      summary: 'One actor: its names and ids, and how often it is named',
      params: z.object({ id: z.string().max(400) }),
      answer: { 'application/json': actorRow },
    },
    async (c, { params }) => {
      const { ledger, codebook } = c.get('desk');
      return c.json(await found(actor(ledger, codebook, params.id)));
    },
  );
}

function vocabularyOf({ version, types }: Codebook): z.infer<typeof vocabulary> {
  const all = Object.values(types).map(({ type, about, modes }) => ({ type, about, modes: Object.keys(modes) }));
  return { version, types: all };
}

async function statusOf({ desk, holder }: Env['Variables']): Promise<z.infer<typeof status>> {
  return {
    version: packageVersion(),
    versions: desk.versions,
    head: await desk.ledger.head(),
    writing: desk.record !== undefined,
    ...(holder !== undefined && { holder }),
    ...(desk.map && { map: withNames(desk.map, desk.codebook) }),
  };
}

/** A claim whose document is coded again, to say how it came about: ledgers keep no explanations. */
async function explained({ ledger, versions: own, analyse }: Desk, traced: Trace): Promise<Trace> {
  const { claim, ended } = traced;
  const { coder, codebook } = claim.versions;
  const isOwn = coder === own.coder && codebook === own.codebook && ended === undefined;
  if (claim.explain || claim.corrected || !isOwn || !analyse) return traced;
  const { document: read } = await document(ledger, claim.document);
  const again = (await analyse(read)).claims.find(({ id }) => id === claim.id);
  return again?.explain ? { ...traced, claim: { ...claim, explain: again.explain } } : traced;
}
