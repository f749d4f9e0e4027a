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
        ...(!writes && { 304: { description: 'nothing has changed since the answer whose ETag was sent' } }),
        ...problems(
          ...[400, 401, ...(params ? [404] : []), ...(writes ? [403, 413, 415, 422] : [406])],
          ...[421, 429, 500, 503],
        ),
      },
    }),
  );
  app.on(method.toUpperCase(), routeOf(path), async (c) => {
    const input = {
      params: checked(params ?? nothing, c.req.param(), 'path'),
      query: checked(query ?? nothing, queryOf(c), 'query'),
      body: body ? await bodyOf(c, body, bodyTypes) : undefined,
    } as Input<Params, Query, Body>;
    return handle(c, input);
  });
}

/** An address of the OpenAPI document as the router has it: ids may hold slashes. */
const routeOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1{.+}');

/** What an address does not do is refused, and what it does is named (RFC 9110, 15.5.6). To be called when all are added. */
export function refuseOthers(app: App): void {
  const known = new Map<string, string[]>();
  for (const one of app.openAPIRegistry.definitions) {
    if (one.type !== 'route') continue;
    const { path, method } = one.route;
    known.set(path, [...(known.get(path) ?? []), ...(method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])]);
  }
  for (const [path, methods] of known) app.all(routeOf(path), (c) => refused(c, methods));
}

/** @throws Problem unless it is only asked what may be done */
export function refused(c: Context<Env>, methods: readonly string[]): Response {
  const allowed = [...methods, 'OPTIONS'].join(', ');
  c.header('Allow', allowed);
  if (c.req.method === 'OPTIONS') return c.body(null, 204);
  throw new Problem(405, `${c.req.method}: only ${allowed} can be asked of this address`);
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
