import { UserError } from '../../errors.js';

/**
 * All bytes of a stream.
 *
 * @throws UserError as soon as there are more than `limit`
 */
export async function collect(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** The error for one page, record or line beyond the size allowed. */
export function tooLarge(limit: number): UserError {
  return new UserError(`is larger than ${megabytes(limit)} (--max-size sets the limit)`);
}

/** A size in megabytes, for people. */
export function megabytes(bytes: number): string {
  return `${Number((bytes / 1e6).toPrecision(3))} MB`;
}
