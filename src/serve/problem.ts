import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ZodError } from 'zod';
import { type Fault, UserError } from '../errors.js';

/** An error as RFC 9457 has it. */
export const problem = z
  .object({
    type: z.string().openapi({ description: 'always about:blank: the status says which kind it is' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
  })
  .openapi('Problem');

const TITLES: Record<number, string> = {
  400: 'The request cannot be understood',
  401: 'A token is needed',
  403: 'Nothing may be written here',
  404: 'There is no such thing',
  405: 'This cannot be done here',
  406: 'None of the accepted content types can be given',
  413: 'The body is too large',
  415: 'This content type cannot be read',
  421: 'This server is not known by that name',
  422: 'The content cannot be taken',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'The ledger cannot be used',
};

/** An error with a status, for handlers to throw. */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly errors: readonly Fault[] | undefined;

  constructor(status: ContentfulStatusCode, detail?: string, errors?: readonly Fault[]) {
    super(detail ?? TITLES[status]);
    this.status = status;
    this.errors = errors;
  }

  /** What is wrong with a request's parts, field by field. */
  static ofInput(error: ZodError, part: string): Problem {
    const errors = error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            field: key,
            reason: `there is no such ${part === 'query' ? 'parameter' : 'field'}`,
          }))
        : [{ field: issue.path.join('.') || part, reason: issue.message }],
    );
    return new Problem(400, errors.map(({ field, reason }) => `${field}: ${reason}`).join('; '), errors);
  }
}

/** The answer to a request that failed. What a user can mend is told; what they cannot is not shown. */
export function problemResponse(c: Context, error: unknown): Response {
  const { status, detail, errors } = described(error);
  const body = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    ...(detail !== undefined && { detail }),
    ...(errors && { errors }),
  };
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}

function described(error: unknown): { status: ContentfulStatusCode; detail?: string; errors?: Problem['errors'] } {
  if (error instanceof Problem) return { status: error.status, detail: error.message, errors: error.errors };
  if (error instanceof UserError) return { status: 400, ...ofUser(error) };
  if (error instanceof HTTPException) {
    return { status: error.status as ContentfulStatusCode, ...(error.message && { detail: error.message }) };
  }
  return { status: 500 };
}

/** What a user did wrong, in the words of who asks by HTTP. */
function ofUser({ message, faults }: UserError): { detail: string; errors?: readonly Fault[] } {
  if (!faults) return { detail: withoutOptions(message) };
  const named = faults.map(({ field, reason }) => ({ field: field || 'body', reason: withoutOptions(reason) }));
  return { detail: named.map(({ field, reason }) => `${field}: ${reason}`).join('; '), errors: named };
}

/** A message without what only the command can do about it: "; --allow-private allows it", "(--max-size sets the limit)". */
export function withoutOptions(message: string): string {
  return message
    .replace(/;\s+--[a-z][a-z-]* [^;()]*$/, '')
    .replace(/\s*\(--[a-z][^()]*\)/g, '')
    .replace(/(^|\s)--(?=[a-z])/g, '$1');
}

/** Does what looks one thing up: where it is not found, that is the answer. */
export async function found<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UserError) throw new Problem(404, withoutOptions(error.message));
    throw error;
  }
}
