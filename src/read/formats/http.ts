import { UserError } from '../../errors.js';
import type { ByteReader } from '../bytes/reader.js';

/** Header fields by lower-case name; of repeated ones the first. */
export type Fields = ReadonlyMap<string, string>;

/**
 * Reads header fields up to the blank line after them, folded lines joined.
 *
 * @throws UserError beyond `limit` bytes
 */
export async function readFields(reader: ByteReader, limit: number): Promise<Fields> {
  const fields = new Map<string, string>();
  let last: string | undefined;
  let size = 0;
  for (;;) {
    const line = await reader.line(limit);
    if (line === undefined || line.trim() === '') return fields;
    size += line.length;
    if (size > limit) throw new UserError(`has a header of more than ${limit} bytes`);
    const at = line.indexOf(':');
    if (/^[ \t]/.test(line) && last !== undefined) fields.set(last, `${fields.get(last)} ${line.trim()}`);
    else if (at > 0) {
      const name = line.slice(0, at).trim().toLowerCase();
      last = fields.has(name) ? undefined : name;
      if (last !== undefined) fields.set(name, line.slice(at + 1).trim());
    }
  }
}

/** The status and header fields at the beginning of an HTTP response. */
export async function readHttpHead(reader: ByteReader, limit: number): Promise<{ status: number; fields: Fields }> {
  const line = await reader.line(limit);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(line ?? '')?.[1];
  if (status === undefined) throw new UserError('holds no HTTP response');
  return { status: Number(status), fields: await readFields(reader, limit) };
}

/** The media type of a Content-Type field, in lower case, and the charset it states. */
export function contentType(field: string | undefined): { mediaType?: string; charset?: string } {
  const mediaType = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(field ?? '')?.[1]?.toLowerCase();
  const charset = /;\s*charset\s*=\s*["']?([\w:.+-]+)/i.exec(field ?? '')?.[1];
  return { ...(mediaType !== undefined && { mediaType }), ...(charset !== undefined && { charset }) };
}

/** The content of a chunked body (RFC 9112, 7.1); a body that is chunked in name only is given as it is. */
export async function* dechunk(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let first = true; ; first = false) {
    const line = await reader.line(1024);
    const size = /^([0-9a-f]{1,8})[ \t]*(?:;.*)?\r?\n$/i.exec(line ?? '')?.[1];
    if (size === undefined) {
      if (line !== undefined && first) yield Buffer.from(line, 'latin1');
      if (first) yield* reader.bytes(Number.POSITIVE_INFINITY);
      return;
    }
    if (Number.parseInt(size, 16) === 0) return;
    yield* reader.bytes(Number.parseInt(size, 16));
    await reader.line(2);
  }
}
