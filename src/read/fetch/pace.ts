import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../errors.js';

/** The longest that a server's wish for quiet (Retry-After, Crawl-delay) is followed, in seconds. */
const LONGEST_WISH = 3600;
const MOST_HOSTS = 2000;

/** Keeps a distance between the requests to each host. */
export class Pace {
  /** When each host may next be asked, in milliseconds of the epoch, the longest unused first. */
  readonly #next = new Map<string, number>();
  readonly #quiet = new Map<string, number>();

  /** @param delay the least seconds between two requests to one host */
  constructor(readonly delay: number) {}

  /**
   * Waits for the host's turn, and takes it.
   *
   * @param wish seconds that the host asks for between requests
   * @throws UserError while the host has asked for quiet
   */
  async turn(host: string, wish: number, signal: AbortSignal | undefined): Promise<void> {
    const now = Date.now();
    const quiet = this.#quiet.get(host) ?? 0;
    if (quiet > now)
      throw new UserError(`${host} asks not to be asked again for ${Math.ceil((quiet - now) / 1000)} seconds`);
    const at = Math.max(now, this.#next.get(host) ?? 0);
    remember(this.#next, host, at + Math.max(this.delay, Math.min(wish, 60)) * 1000);
    if (at > now) await sleep(at - now, undefined, { ...(signal && { signal }) });
  }

  /** Leaves a host alone for as long as it asks (the value of a Retry-After field: seconds or a date). */
  hush(host: string, retryAfter: string | undefined): void {
    if (retryAfter === undefined) return;
    const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
    if (seconds > 0) remember(this.#quiet, host, Date.now() + Math.min(seconds, LONGEST_WISH) * 1000);
  }
}

function remember(map: Map<string, number>, host: string, time: number): void {
  map.delete(host);
  map.set(host, time);
  if (map.size > MOST_HOSTS) map.delete(map.keys().next().value as string);
}
