import type { Document } from '../../types.js';
import { digest } from '../digest.js';
import { failureOf } from '../failure.js';
import type { Hints } from '../hints.js';
import type { Context, Read } from '../source.js';
import type { Visit } from '../visits.js';

/**
 * Reads an address. Where visits are kept, an address that has not changed since the last one gives nothing; a page whose
 * bytes changed and whose document did not (advertisements, tokens) has not changed.
 *
 * @param hints what led to the address says of the page
 */
export async function* readAddress(address: string, context: Context, hints: Hints = {}): AsyncGenerator<Read> {
  const { visits, signal } = context.options;
  try {
    const before = await visits?.get(address);
    const now = new Date().toISOString();
    const fetched = await (await context.fetcher()).fetch(address, before);
    if (fetched.unchanged) {
      if (before) await visits?.set(address, { ...before, checked: now });
      return;
    }
    const { url, bytes, etag, lastModified, mediaType, charset, status, headers } = fetched;
    const results = context.readSource({
      where: address,
      name: new URL(url).pathname,
      bytes,
      hints: { ...hints, url, fetched: now },
      depth: 0,
      answer: { status, headers },
      fetched: true,
      ...(mediaType !== undefined && { mediaType }),
      ...(charset !== undefined && { charset }),
    });
    const outcome = yield* onlyNew(results, before?.hash);
    // A visit that failed in part, or was ended, is not one to compare the next with.
    if (outcome.failed || signal?.aborted) return;
    const visit: Visit = { checked: now, changed: outcome.changed || !before ? now : before.changed };
    if (etag !== undefined) visit.etag = etag;
    if (lastModified !== undefined) visit.lastModified = lastModified;
    if (outcome.hash !== undefined) visit.hash = outcome.hash;
    await visits?.set(address, visit);
  } catch (error) {
    if (!signal?.aborted) yield { failure: failureOf(address, error) };
  }
}

interface Outcome {
  /** The digest of the document, where there was just one. */
  hash?: string;
  changed: boolean;
  failed: boolean;
}

/** Passes results on as they come, but not a single document whose digest is `before`. */
async function* onlyNew(results: AsyncIterable<Read>, before: string | undefined): AsyncGenerator<Read, Outcome> {
  let held: Read | undefined;
  let hash: string | undefined;
  let count = 0;
  let failed = false;
  for await (const result of results) {
    count++;
    if ('failure' in result) failed = true;
    else if (count === 1) hash = digest(contentOf(result.document));
    // Whether it is the only one shows when no other comes.
    if (count === 1 && hash !== undefined && hash === before) held = result;
    else {
      if (held) yield held;
      held = undefined;
      yield result;
    }
  }
  return { changed: count > 0 && !held, failed, ...(count === 1 && hash !== undefined && { hash }) };
}

/** What of a document makes a new revision. */
const contentOf = ({ title, published, modified, text }: Document): string =>
  JSON.stringify([title, published, modified, text]);
