import type { Page } from '../types.js';
import type { Source } from './source.js';

/** A source's page, of the media type that is stated, else of the one it was read as. What the server set for one visitor alone is no part of it. */
export function pageOf({ hints, answer, mediaType }: Source, bytes: Uint8Array, readAs: string): Page {
  const { url, fetched } = hints;
  const headers = Object.entries(answer?.headers ?? {}).filter(([name]) => !/^set-cookie2?$/.test(name));
  return {
    bytes,
    ...(url !== undefined && { url }),
    ...(fetched !== undefined && { fetched }),
    mediaType: mediaType ?? readAs,
    ...(answer && { status: answer.status, headers: Object.fromEntries(headers) }),
  };
}
