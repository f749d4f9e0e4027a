import type { HttpBindings } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Desk } from './desk.js';

/** What a request's handlers know. */
export interface Env {
  /** Absent where the app is called without a socket, as tests do. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    desk: Desk;
    log: Logger;
    /** Whose token came with the request. */
    holder?: string;
  };
}
