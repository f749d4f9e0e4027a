import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.d.ts';

export type Schemas = components['schemas'];
export type ClaimRow = Schemas['ClaimRow'];
export type EventRow = Schemas['EventRow'];
export type DocumentView = Schemas['DocumentView'];
export type Trace = Schemas['Trace'];
export type Question = Schemas['Question'];
export type Status = Schemas['Status'];
export type Actor = Schemas['Actor'];
export type Position = Schemas['Position'];
export type Span = Schemas['Span'];
export type Attribution = Schemas['Attribution'];
export type ReviewRow = Schemas['ReviewRow'];
export type CorrectionRow = Schemas['CorrectionRow'];
export type Corrected = Schemas['Corrected'];
export type AttributionSpans = DocumentView['attributions'][number];

const KEY = 'onrecord-token';

/** The reader's token: kept for this tab only, sent to this server only. */
export const token = {
  get: (): string | undefined => sessionStorage.getItem(KEY) ?? undefined,
  set: (value: string | undefined): void => {
    if (value) sessionStorage.setItem(KEY, value);
    else sessionStorage.removeItem(KEY);
  },
  /** Takes a token out of the address's fragment, which no server ever sees, and out of sight. */
  fromAddress: (): void => {
    const found = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
    if (!found) return;
    token.set(found);
    history.replaceState(null, '', location.pathname + location.search);
  },
};

const identify: Middleware = {
  onRequest({ request }) {
    const own = token.get();
    if (own !== undefined) request.headers.set('Authorization', `Bearer ${own}`);
    return request;
  },
};

/** The API, with the types that were made from its OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: '/api/v1',
  querySerializer: { array: { style: 'form', explode: true } },
});
api.use(identify);

/** Of a request that would rather have the answer of ten minutes ago than wait: the server then makes the present one for the next. */
export const WILLING = { headers: { 'Cache-Control': 'max-stale=600' } } as const;

/** What went wrong with a request, in words for people. */
export class RequestError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The rows or the thing that a request answers with, or an error with the problem that the server names. */
export const answer = <T>(request: Promise<Outcome<T>>) => content(request) as Promise<Exclude<NonNullable<T>, string>>;

/** As `answer`, of what is given as text. */
export const answerText = (request: Promise<Outcome<string>>) => content(request);

async function content<T>(request: Promise<Outcome<T>>): Promise<NonNullable<T>> {
  let outcome: Outcome<T>;
  try {
    outcome = await request;
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new RequestError(0, 'The server does not answer. Is it still running?');
  }
  if (outcome.data !== undefined && outcome.data !== null) return outcome.data;
  const { title, detail } = (outcome.error ?? {}) as { title?: string; detail?: string };
  throw new RequestError(outcome.response.status, detail ?? title ?? `The server answered ${outcome.response.status}.`);
}
