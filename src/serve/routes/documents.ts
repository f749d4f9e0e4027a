import { z } from '@hono/zod-openapi';
import { document } from '../../ask/index.js';
import { UserError } from '../../errors.js';
import { pageOfRevision } from '../../ledger/index.js';
import { decode, fromHtml, fromText, type Hints, type Read, readInputs } from '../../read/index.js';
import { holderOf } from '../access.js';
import { type App, define } from '../define.js';
import { found, Problem, withoutOptions } from '../problem.js';
import { wholeNumber } from '../schema/filter.js';
import { documentView } from '../schema/views.js';

const address = z.url({ protocol: /^https?$/ }).max(2000);

/** What a page or a text does not say itself. */
const hints = {
  url: address.optional(),
  id: z.string().min(1).max(400).optional(),
  outlet: z.string().max(400).optional(),
  title: z.string().max(2000).optional(),
  byline: z.string().max(400).optional(),
  published: z.string().max(40).optional(),
  modified: z.string().max(40).optional(),
  language: z.string().max(12).optional(),
};

const submission = z
  .union([
    z.strictObject({ address: address.openapi({ description: 'to be fetched, by robots.txt’s leave' }) }),
    z.strictObject({ html: z.string().min(1), ...hints }),
    z.strictObject({ text: z.string().min(1), ...hints }),
  ])
  .openapi('Submission');

const submitted = z
  .object({
    documents: z.array(
      z.object({
        document: z.string(),
        status: z.enum(['new', 'revised', 'earlier', 'recoded', 'known', 'erased']),
        claims: z.int().openapi({ description: 'that this made' }),
      }),
    ),
    failures: z.array(z.object({ where: z.string(), reason: z.string() })),
  })
  .openapi('Submitted');

/** One document, its pages as they were kept, and handing in of more. */
export function addDocuments(app: App): void {
  addPage(app);
  define(
    app,
    {
      method: 'get',
      path: '/documents/{id}',
      tags: ['answers'],
      summary: 'One document: its text, what was made of it, and its revisions',
      params: z.object({ id: z.string() }),
      query: z.strictObject({
        revision: wholeNumber(Number.MAX_SAFE_INTEGER)
          .optional()
          .openapi({ type: 'integer', description: 'the number of a revision’s entry; else the current one' }),
      }),
      answer: { 'application/json': documentView },
    },
    async (c, { params, query }) => c.json(await found(document(c.get('desk').ledger, params.id, query.revision))),
  );

  define(
    app,
    {
      method: 'post',
      path: '/documents',
      tags: ['writing'],
      summary: 'Reads a text, a page or an address into the ledger',
      body: submission,
      bodyTypes: ['text/html', 'text/plain'],
      query: z.strictObject(
        Object.fromEntries(Object.entries(hints).map(([name, schema]) => [name, schema.unwrap().optional()])),
      ),
      answer: { 'application/json': submitted },
      status: 201,
    },
    async (c, { body, query }) => {
      const { record } = c.get('desk');
      if (!record) throw new Problem(403, 'the ledger is served to be read only');
      const holder = holderOf(c);
      const reads = body
        ? readsOf(body, c.req.raw.signal)
        : [readOf(await rawBody(c.req.raw, hintsOf(query as Given)))];
      const documents: z.infer<typeof submitted>['documents'] = [];
      const failures: z.infer<typeof submitted>['failures'] = [];
      for await (const one of record(asAsync(reads))) {
        if ('failure' in one) failures.push({ where: one.failure.where, reason: withoutOptions(one.failure.reason) });
        else documents.push(pick(one.recorded));
      }
      if (!documents.length) {
        throw new Problem(
          422,
          failures.map(({ where, reason }) => `${where}: ${reason}`).join('; ') || 'nothing to read',
        );
      }
      c.get('log').info({ holder, documents: documents.map(({ document }) => document) }, 'read');
      const isNews = documents.some(({ status }) => status !== 'known');
      return c.json({ documents, failures }, isNews ? 201 : 200);
    },
  );
}

/** A page's markup as text: no browser is to run it as a page of ours. */
function addPage(app: App): void {
  define(
    app,
    {
      method: 'get',
      path: '/pages/{revision}',
      tags: ['answers'],
      summary: 'The page that a revision was made from, as it was kept, as plain text',
      params: z.object({ revision: wholeNumber(Number.MAX_SAFE_INTEGER).openapi({ type: 'integer' }) }),
      answer: { 'text/plain': z.string() },
    },
    async (c, { params }) => {
      const page = await pageOfRevision(c.get('desk').ledger.db, params.revision);
      if (!page) throw new Problem(404, `revision ${params.revision}: no page is kept of it`);
      const charset = /charset=["']?([\w:.-]+)/i.exec(page.headers?.['content-type'] ?? '')?.[1];
      const text = await decode(page.bytes, { markup: true, ...(charset !== undefined && { declared: charset }) });
      return c.body(text, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Disposition': 'inline' });
    },
  );
}

const pick = ({ document, status, claims }: z.infer<typeof submitted>['documents'][number]) => ({
  document,
  status,
  claims,
});

/** Hints as they are handed in. */
type Given = { [Name in keyof typeof hints]?: string | undefined };

type Page = { html: string; hints: Hints } | { text: string; hints: Hints };

function readsOf(body: z.infer<typeof submission>, signal: AbortSignal): AsyncIterable<Read> | Read[] {
  if ('address' in body) return readInputs([body.address], { signal, pages: true });
  return [
    readOf('html' in body ? { html: body.html, hints: hintsOf(body) } : { text: body.text, hints: hintsOf(body) }),
  ];
}

function hintsOf({ outlet, ...rest }: Given): Hints {
  const others = Object.entries(rest).filter(([name, value]) => name in hints && value !== undefined);
  return { ...Object.fromEntries(others), ...(outlet !== undefined && { outlet: { name: outlet } }) };
}

async function rawBody(request: Request, hints: Hints): Promise<Page> {
  const content = await request.text();
  const isHtml = /^text\/html\b/i.test(request.headers.get('Content-Type') ?? '');
  return isHtml ? { html: content, hints } : { text: content, hints };
}

/** @throws Problem for a page in which there is nothing to read */
function readOf(page: Page): Read {
  const [content, mediaType] = 'html' in page ? [page.html, 'text/html'] : [page.text, 'text/plain'];
  const document = takeable(() => ('html' in page ? fromHtml(page.html, page.hints) : fromText(page.text, page.hints)));
  const { url, id } = page.hints;
  const kept = { bytes: new TextEncoder().encode(content), mediaType, ...(url !== undefined && { url }) };
  return { document, where: url ?? id ?? 'the body', page: kept };
}

async function* asAsync(reads: AsyncIterable<Read> | Read[]): AsyncGenerator<Read> {
  yield* reads;
}

function takeable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) throw new Problem(422, withoutOptions(error.message));
    throw error;
  }
}
