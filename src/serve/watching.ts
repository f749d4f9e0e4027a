import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Ledger } from '../ledger/index.js';
import type { Env } from './env.js';

/** What Prometheus may ask of a server. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'method' | 'route' | 'status'>;
  readonly #seconds: Histogram<'route'>;

  constructor(ledger: Ledger) {
    collectDefaultMetrics({ register: this.#registry });
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: 'onrecord_http_requests_total',
      help: 'Requests answered',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'onrecord_http_request_seconds',
      help: 'Time until a request was answered',
      labelNames: ['route'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    });
    new Gauge({
      name: 'onrecord_ledger_entries',
      help: "Entries of the ledger's chain",
      registers,
      async collect() {
        this.set((await ledger.head()).sequence);
      },
    });
  }

  /** Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Counts and logs every request: what was asked and how long it took; never a token or a body. */
  readonly middleware = createMiddleware<Env>(async (c, next) => {
    const began = performance.now();
    await next();
    const milliseconds = performance.now() - began;
    const [route, method, status] = [routePath(c, -1), c.req.method, c.res.status];
    this.#requests.inc({ method, route, status });
    this.#seconds.observe({ route }, milliseconds / 1000);
    const { pathname, search } = new URL(c.req.url);
    const holder = c.get('holder');
    c.get('log')[status >= 500 ? 'error' : 'info'](
      { method, path: pathname + search, status, ms: Math.round(milliseconds * 10) / 10, ...(holder && { holder }) },
      'request',
    );
  });
}
