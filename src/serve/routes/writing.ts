import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { knowledgeOf } from '../../codebook/index.js';
import { type CorrectionRequest, correct, correctionInput, erase, release } from '../../ledger/index.js';
import { holderOf } from '../access.js';
import { type App, define } from '../define.js';
import type { Env } from '../env.js';
import { Problem } from '../problem.js';
import { releaseRow } from '../schema/rows.js';

/** Its other fields depend on the action; `correct` checks them all, and names each that is wrong. */
const correction = z
  .looseObject({
    action: z.enum(correctionInput.options.map(({ shape }) => shape.action.value)),
    reason: z.string().trim().min(1),
  })
  .openapi('Correction', {
    description:
      'As `onrecord correct --file` takes it, without `by`: that is the token’s name. accept, reject: claim; amend: claim, set; ' +
      'add: document, quote, set; merge: actor, into; split: actor, into and names, documents or claims; reviewed: document; ' +
      'undo: entry.',
  });

const corrected = z
  .object({
    entry: z.int().openapi({ description: 'by which it can be undone' }),
    action: z.string(),
    by: z.string(),
    reason: z.string(),
    document: z.string().optional(),
    claim: z.string().optional(),
  })
  .openapi('Corrected');

const erasure = z.strictObject({ document: z.string().min(1), reason: z.string().trim().min(1) }).openapi('Erasure');

/** What people do to what is on record. */
export function addWriting(app: App): void {
  define(
    app,
    {
      method: 'post',
      path: '/corrections',
      tags: ['writing'],
      summary: 'Accepts, rejects, amends or adds a claim, merges or splits actors, or takes a correction back',
      body: correction,
      answer: { 'application/json': z.object({ rows: z.array(corrected) }) },
      status: 201,
    },
    async (c, { body }) => {
      if ('by' in body)
        throw new Problem(400, 'by: it is the token’s name', [{ field: 'by', reason: 'not to be given' }]);
      const { ledger, codebook } = writable(c);
      const request = { ...body, by: holderOf(c) } as unknown as CorrectionRequest;
      return c.json({ rows: await correct(ledger, request, knowledgeOf(codebook)) }, 201);
    },
  );
  define(
    app,
    {
      method: 'post',
      path: '/releases',
      tags: ['writing'],
      summary: 'Gives the ledger’s present state a name',
      body: z.strictObject({ name: z.string().trim().min(1).max(200) }).openapi('NewRelease'),
      answer: { 'application/json': releaseRow },
      status: 201,
    },
    async (c, { body }) => c.json(await release(writable(c).ledger, { ...body, by: holderOf(c) }), 201),
  );
  define(
    app,
    {
      method: 'post',
      path: '/erasures',
      tags: ['writing'],
      summary: 'Erases a document’s words and leaves a marked tombstone',
      body: erasure,
      answer: { 'application/json': z.looseObject({ document: z.string() }) },
      status: 201,
    },
    async (c, { body }) => c.json({ ...(await erase(writable(c).ledger, { ...body, by: holderOf(c) })) }, 201),
  );
}

/** @throws Problem where the ledger is served to be read only */
function writable(c: Context<Env>): Env['Variables']['desk'] {
  const desk = c.get('desk');
  if (!desk.record) throw new Problem(403, 'the ledger is served to be read only');
  return desk;
}
