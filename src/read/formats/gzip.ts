import { unpack } from '../bytes/unpack.js';
import type { Context, Read, Source } from '../source.js';

/** Whatever a gzip stream holds. */
export async function* readGzip(source: Source, { readSource }: Context): AsyncGenerator<Read> {
  const { file: _, ...packed } = source;
  yield* readSource({
    ...packed,
    name: source.name.replace(/\.(?:gz|gzip)$/i, ''),
    bytes: unpack(source.bytes, 'gzip'),
    depth: source.depth + 1,
  });
}
