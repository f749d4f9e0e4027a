import { createRoute, type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Env } from './env.js';
import { Problem, problem } from './problem.js';

export type App = OpenAPIHono<Env>;

/** What every answer can be but the one that was hoped for. */
const problems = (...statuses: number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: 'see `detail`',
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );

interface Endpoint<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType> {
  method: 'get' | 'post';
  path: string;
  tags: string[];
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Content types that the body may have beside JSON, which the handler reads itself. */
  bodyTypes?: readonly string[];
  /** Content of the answer, by type. */
  answer: Record<string, z.ZodType>;
  status?: 200 | 201;
  description?: string;
}

interface Input<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
}

const nothing = z.strictObject({});

/** Adds an endpoint: its parts are checked before the handler sees them, and described in the OpenAPI document. */
export function define<
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
  Body extends z.ZodType = z.ZodUndefined,
>(
  app: App,
  endpoint: Endpoint<Params, Query, Body>,
  handle: (c: Context<Env>, input: Input<Params, Query, Body>) => Promise<Response> | Response,
): void {
  const {
    method,
    path,
    tags,
    summary,
    description,
    params,
    query,
    body,
    bodyTypes = [],
    answer,
    status = 200,
  } = endpoint;
  const request: NonNullable<RouteConfig['request']> = {
    ...(params && { params }),
    ...(query && { query }),
    ...(body && {
      body: {
        required: true,
        content: {
          'application/json': { schema: body },
          ...Object.fromEntries(bodyTypes.map((type) => [type, { schema: z.string() }])),
        },
      },
    }),
  };
  const content = Object.fromEntries(Object.entries(answer).map(([type, schema]) => [type, { schema }]));
  const writes = method === 'post';
  app.openAPIRegistry.registerPath(
    createRoute({
      method,
      path,
      tags,
      summary,
      ...(description !== undefined && { description }),
      ...(writes && { security: [{ token: [] }] }),
      request,
      responses: {
        [status]: { description: summary, content },
        ...problems(400, 401, ...(params ? [404] : []), ...(writes ? [403, 413, 415, 422] : [406]), 429, 500, 503),
      },
    }),
  );
  const at = path.replaceAll(/\{(\w+)\}/g, ':$1{.+}');
  app.on(method.toUpperCase(), at, async (c) => {
    const input = {
      params: checked(params ?? nothing, c.req.param(), 'path'),
      query: checked(query ?? nothing, queryOf(c), 'query'),
      body: body ? await bodyOf(c, body, bodyTypes) : undefined,
    } as Input<Params, Query, Body>;
    return handle(c, input);
  });
}

/** Parameters that come once as text, those that come again as a list. */
function queryOf(c: Context): Record<string, string | string[]> {
  const all = Object.entries(c.req.queries());
  return Object.fromEntries(all.map(([name, values]) => [name, values.length === 1 ? (values[0] as string) : values]));
}

async function bodyOf(c: Context, schema: z.ZodType, others: readonly string[]): Promise<unknown> {
  const type = (c.req.header('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (others.includes(type)) return undefined;
  if (type !== 'application/json') {
    throw new Problem(415, `${type || 'nothing'}: ${['application/json', ...others].join(', ')} can be read`);
  }
  let json: unknown;
  try {
    json = JSON.parse(await c.req.text());
  } catch (error) {
    if (error instanceof SyntaxError) throw new Problem(400, `the body is no JSON: ${error.message}`);
    throw error;
  }
  return checked(schema, json, 'body');
}

function checked(schema: z.ZodType, value: unknown, part: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw Problem.ofInput(result.error, part);
}
