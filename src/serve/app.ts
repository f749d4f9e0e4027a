import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { packageVersion } from '../version.js';
import { bounded, holdersOnly, identified, knownHost } from './access.js';
import { tagged } from './answer.js';
import { type App, refused, refuseOthers } from './define.js';
import type { Desk, ServeOptions } from './desk.js';
import type { Env } from './env.js';
import { addPages, type Pages } from './pages.js';
import { Problem, problemResponse } from './problem.js';
import { addDocuments } from './routes/documents.js';
import { addEngine } from './routes/engine.js';
import { addExports } from './routes/exports.js';
import { addFeeds } from './routes/feeds.js';
import { addLists } from './routes/lists.js';
import { addThings } from './routes/things.js';
import { addWriting } from './routes/writing.js';
import { Metrics } from './watching.js';

const DESCRIPTION = `What a ledger holds: who is reported to have done or said what, on whose word, and since when. Every row
names the claims it rests on and the versions that made it; none says that something is so. Filters have the names that
they have on the command line.`;

/** What can be done with what is only to be read. */
const READ = ['GET', 'HEAD'];

/** Where the API is. */
export const API = '/api/v1';

/**
 * The HTTP API and the desk, as a function from requests to responses.
 *
 * @param pages the built desk's files; without them only the API is served
 */
export function createApp(desk: Desk, options: ServeOptions, log: Logger, pages?: Pages): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  const metrics = new Metrics(desk.ledger);
  app.onError((error, c) => {
    const response = problemResponse(c, error);
    if (response.status >= 500) log.error({ err: error }, 'failed');
    return response;
  });
  app.notFound((c) => problemResponse(c, new Problem(404, `${new URL(c.req.url).pathname}: nothing is here`)));
  app.use(async (c, next) => {
    c.set('desk', desk);
    c.set('log', log);
    await next();
  });
  app.use(metrics.middleware);
  app.use(secureHeaders(HEADERS));
  app.use(knownHost(options.hosts));

  app.get('/healthz', async (c) => {
    const { sequence } = await desk.ledger.head();
    return c.json({ status: 'ok', entries: sequence });
  });
  const reading = options.closed ? [identified, holdersOnly] : [identified];
  for (const check of reading) app.use('/metrics', check).use('/engine/*', check);
  app.get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType }));

  const api: App = new OpenAPIHono<Env>();
  api.use(bounded(options));
  api.use(
    bodyLimit({
      maxSize: options.maxBody,
      onError: () => {
        throw new Problem(413, `at most ${options.maxBody} bytes`);
      },
    }),
  );
  api.get('/openapi.json', (c) => c.json(describeApi()));
  for (const check of reading) api.use(check);
  api.post('*', holdersOnly);
  api.use(tagged);
  addEndpoints(api);
  refuseOthers(api);
  addEngine(app, desk.codebook);
  app.route(API, api);
  if (pages) addPages(app, pages);
  for (const path of pages ? ['*'] : ['/healthz', '/metrics', '/engine/*']) {
    app.all(path, (c, next) =>
      c.req.path.startsWith(`${API}/`) || c.req.method === 'GET' ? next() : refused(c, READ),
    );
  }
  return app;
}

/** The OpenAPI document, 3.1: what `/openapi.json` serves, without a server. */
export function describeApi(): ReturnType<App['getOpenAPI31Document']> {
  const api: App = new OpenAPIHono<Env>();
  addEndpoints(api);
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Onrecord', version: packageVersion(), description: DESCRIPTION, license: { name: 'Apache-2.0' } },
    servers: [{ url: API }],
  });
}

function addEndpoints(api: App): void {
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'made by `onrecord token NAME`',
  });
  addThings(api);
  addLists(api);
  addDocuments(api);
  addExports(api);
  addFeeds(api);
  addWriting(api);
}

/** Nothing from elsewhere, nothing inline, nobody's frame. WebAssembly is what reads the texts that are tried out. */
const HEADERS: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
};
