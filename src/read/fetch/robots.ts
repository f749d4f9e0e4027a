import robots from 'robots-parser';
import { UserError } from '../../errors.js';
import type { Answer } from './request.js';

// Its types describe a default export, which its CommonJS module does not have.
const parseRobots = robots as unknown as typeof robots.default;

/** RFC 9309: at least 500 KiB are read, and the rules may be kept for a day. */
const MOST_BYTES = 512 * 1024;
const KEPT = 24 * 3600 * 1000;
/** A site whose robots.txt could not be had is asked again after this time. */
const RETRY = 5 * 60 * 1000;
const MOST_SITES = 500;

interface Rules {
  until: number;
  /** The rules, or why there are none. */
  rules: ReturnType<typeof parseRobots> | UserError;
}

/** Tells what sites allow (robots.txt, RFC 9309), with a bounded memory of their rules. */
export class Robots {
  readonly #sites = new Map<string, Rules>();

  /**
   * @param agent the name under which rules are looked up: the first word of the User-Agent
   * @param get fetches an address, following redirects, whatever robots.txt says
   */
  constructor(
    readonly agent: string,
    readonly get: (url: URL) => Promise<Answer>,
  ) {}

  /**
   * Checks that a page may be fetched.
   *
   * @returns the seconds that the site asks for between two requests
   * @throws UserError where it may not, or where the site's rules could not be had
   */
  async check(url: URL): Promise<number> {
    let site = this.#sites.get(url.origin);
    if (!site || site.until < Date.now()) {
      site = await this.#load(url);
      this.#sites.delete(url.origin);
      this.#sites.set(url.origin, site);
      if (this.#sites.size > MOST_SITES) this.#sites.delete(this.#sites.keys().next().value as string);
    }
    if (site.rules instanceof UserError) throw site.rules;
    if (site.rules.isDisallowed(url.href, this.agent))
      throw new UserError(`its site's robots.txt does not allow ${this.agent} to fetch it`);
    return site.rules.getCrawlDelay(this.agent) ?? 0;
  }

  async #load(url: URL): Promise<Rules> {
    const address = new URL('/robots.txt', url);
    const answer = await this.get(address);
    if (answer.status >= 500 || answer.status === 429) {
      answer.discard();
      const rules = new UserError(`its site's robots.txt cannot be had (${answer.status}), so nothing is fetched`);
      return { until: Date.now() + RETRY, rules };
    }
    const text = answer.status === 200 ? await beginning(answer) : '';
    answer.discard();
    return { until: Date.now() + KEPT, rules: parseRobots(address.href, text) };
  }
}

/** The first bytes of an answer as text. */
async function beginning(answer: Answer): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.bytes) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MOST_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');
}
