import { UserError } from '../../errors.js';
import { peek } from '../bytes/peek.js';
import { ByteReader } from '../bytes/reader.js';
import { PACKINGS, unpack } from '../bytes/unpack.js';
import { failureOf } from '../failure.js';
import type { Context, Read, Source } from '../source.js';
import { contentType, dechunk, type Fields, readFields, readHttpHead } from './http.js';

/** A record's header may hold this many bytes, and one line of it this many. */
const MOST_HEADER = 256 * 1024;

/**
 * The pages of a WARC file (ISO 28500), record by record: successful responses, and resources, that hold a page, a text
 * or a feed. Redirects, errors and what only surrounds pages (images, scripts, styles) are passed over.
 *
 * A record that is damaged is named and the next one looked for; a file that ends early gives what was whole.
 */
export async function* readWarc(source: Source, context: Context): AsyncGenerator<Read> {
  const reader = new ByteReader(source.bytes);
  try {
    for (let number = 1; await nextRecord(reader, `${source.where}, record ${number}`); number++)
      yield* readRecord(reader, number, source, context);
  } finally {
    await reader.close();
  }
}

/** Goes to the line after the next "WARC/1.x"; false at the end. */
async function nextRecord(reader: ByteReader, where: string): Promise<boolean> {
  let strange = 0;
  for (;;) {
    const line = await reader.line(MOST_HEADER);
    if (line === undefined) return false;
    if (/^WARC\/\d/.test(line)) return true;
    // What stands between records but blank lines comes of a wrong length, and may be as long as a record.
    strange += line.trim() === '' ? 0 : line.length;
    if (strange > 1e9) throw new UserError(`${where}: no further record is found`);
  }
}

async function* readRecord(reader: ByteReader, number: number, source: Source, context: Context): AsyncGenerator<Read> {
  const fields = await readFields(reader, MOST_HEADER);
  const length = Number(fields.get('content-length'));
  const target = fields.get('warc-target-uri')?.replace(/^<|>$/g, '');
  const where = `${source.where}, record ${number}${target ? ` (${target})` : ''}`;
  if (!Number.isSafeInteger(length) || length < 0) {
    yield { failure: { where, reason: 'has no valid Content-Length' } };
    return;
  }
  let left = length;
  async function* content(): AsyncGenerator<Uint8Array> {
    for await (const piece of reader.bytes(length)) {
      left -= piece.length;
      yield piece;
    }
  }
  let page: Page | undefined;
  const inner = new ByteReader(content());
  try {
    page = await pageOf(fields, inner);
  } catch (error) {
    yield { failure: failureOf(where, error) };
  }
  if (page && isPage(page.mediaType, target)) {
    // A page that was cut off with the file would look whole: it is held back until its record proves to be.
    const results: Read[] = [];
    const name = target === undefined ? '' : target.replace(/[?#].*$/s, '');
    const fetched = fields.get('warc-date');
    const hints = { ...(target !== undefined && { url: target }), ...(fetched !== undefined && { fetched }) };
    for await (const result of context.readSource({ where, name, hints, depth: source.depth + 1, ...page }))
      results.push(result);
    await inner.close();
    left -= await reader.skip(left);
    if (left === 0) yield* results;
  } else {
    await inner.close();
    left -= await reader.skip(left);
  }
  if (left > 0) throw new UserError(`ends within record ${number}: ${left} of its ${length} bytes are missing`);
}

type Page = Pick<Source, 'bytes' | 'mediaType' | 'charset' | 'answer'>;

/** What a record holds, if it is the whole answer of a server, a resource, or a text made from one. */
async function pageOf(fields: Fields, content: ByteReader): Promise<Page | undefined> {
  const type = fields.get('warc-type');
  const all = content.bytes(Number.POSITIVE_INFINITY);
  if (type === 'resource' || type === 'conversion') return { bytes: all, ...contentType(fields.get('content-type')) };
  if (type !== 'response' || !/^application\/http/i.test(fields.get('content-type') ?? 'application/http'))
    return undefined;
  const head = await readHttpHead(content, MOST_HEADER);
  if (head.status !== 200 && head.status !== 203) return undefined;
  const chunked = /chunked/i.test(head.fields.get('transfer-encoding') ?? '');
  const body = chunked ? dechunk(content) : all;
  return {
    bytes: decoded(body, head.fields.get('content-encoding')),
    answer: { status: head.status, headers: Object.fromEntries(head.fields) },
    ...contentType(head.fields.get('content-type')),
  };
}

/** A body without its content encoding. Crawlers often store it unpacked and keep the field: then it is text already. */
async function* decoded(body: AsyncIterable<Uint8Array>, encoding: string | undefined): AsyncGenerator<Uint8Array> {
  const packing = PACKINGS[encoding?.trim().toLowerCase() ?? ''];
  const { head, bytes } = await peek(body, 64);
  const plain = head.every((byte) => byte > 8 && byte !== 0x1f);
  yield* packing && !plain ? unpack(bytes, packing) : bytes;
}

const TEXTS_OF_SITES = /\/(?:robots|ads|app-ads|humans|security|llms)\.txt(?:$|\?)/;

/** Whether a record is a page or a text. Where no type is stated, the content will tell. */
function isPage(mediaType: string | undefined, target: string | undefined): boolean {
  if (target !== undefined && (TEXTS_OF_SITES.test(target) || !/^(?:https?|file|urn|ftp):/i.test(target))) return false;
  return mediaType === undefined || /^(?:text\/html|application\/xhtml\+xml|text\/plain)$/.test(mediaType);
}
