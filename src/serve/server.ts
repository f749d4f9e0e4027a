import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { UserError } from '../errors.js';
import type { Env } from './env.js';

/** How long requests that are under way may take to end, in milliseconds. */
const PATIENCE = 5_000;

/** A server that listens. */
export interface Running {
  /** Where, as a browser takes it. */
  address: string;
  /** Takes no more requests, waits for those under way, and is then gone. */
  close(): Promise<void>;
}

/**
 * Serves an app.
 *
 * @param port 0 for any that is free
 * @throws UserError where nothing can listen there
 */
export async function listen(app: OpenAPIHono<Env>, { port, host }: { port: number; host: string }): Promise<Running> {
  const server = serve({ fetch: app.fetch, port, hostname: host, serverOptions: { requestTimeout: 60_000 } });
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'the port is taken; --port 0 finds a free one' : (error as Error).message;
    throw new UserError(`${host}:${port}: ${reason}`);
  }
  const { port: actual, family } = server.address() as AddressInfo;
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : family === 'IPv6' && host.includes(':') ? `[${host}]` : host;
  return {
    address: `http://${name}:${actual}/`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), PATIENCE);
      await closed;
      clearTimeout(late);
    },
  };
}
