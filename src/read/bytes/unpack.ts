import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { UserError } from '../../errors.js';

export type Packing = 'gzip' | 'deflate' | 'br';

/** The names that HTTP has for them. */
export const PACKINGS: Readonly<Record<string, Packing>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'br',
};

/** Bytes handed to the decompressor at a time: the most that can come out of them is about a thousand times as much. */
const SLICE = 16 * 1024;
/** Beyond `FREE` bytes, output may be at most `RATIO` times the input: news text packs to a tenth, rarely a fiftieth. */
export const RATIO = 250;
export const FREE = 50_000_000;

/**
 * Unpacks a stream. Everything that can be unpacked is given before a broken or cut-off stream's error is thrown.
 *
 * @throws UserError where the data is damaged or cut off, or unpacks to an absurd size
 */
export async function* unpack(bytes: AsyncIterable<Uint8Array>, packing: Packing): AsyncGenerator<Uint8Array> {
  let stream: ReturnType<typeof create> | undefined;
  let input = 0;
  let output = 0;
  let ready: Uint8Array[] = [];
  // A decompressor that fails never calls back for what was being written; it closes.
  let goOn = (): void => {};
  try {
    for await (const chunk of bytes) {
      for (let start = 0; start < chunk.length; start += SLICE) {
        const slice = chunk.subarray(start, start + SLICE);
        if (!stream) {
          stream = create(packing, slice[0] ?? 0);
          stream.on('data', (data: Uint8Array) => ready.push(data));
          // It is asked for below, once all output that came before it is given.
          stream.on('error', () => {});
          stream.on('close', () => goOn());
        }
        input += slice.length;
        const unpacker = stream;
        await new Promise<void>((resolve) => {
          goOn = resolve;
          unpacker.write(slice, () => resolve());
        });
        for (const piece of ready) output += piece.length;
        if (output > FREE && output > input * RATIO)
          throw new UserError(`unpacks to more than ${RATIO} times its size, as a decompression bomb does`);
        yield* ready;
        ready = [];
        if (stream.errored) throw damaged(stream.errored, packing);
      }
    }
    if (!stream) return;
    const last = stream;
    await new Promise<void>((resolve) => {
      goOn = resolve;
      last.once('end', resolve);
      last.end();
    });
    yield* ready;
    if (stream.errored) throw damaged(stream.errored, packing);
  } finally {
    stream?.destroy();
  }
}

/** A decompressor; servers call two things "deflate", told apart by the first byte (RFC 1950 has method 8 in it). */
function create(packing: Packing, first: number) {
  if (packing === 'gzip') return createGunzip();
  if (packing === 'br') return createBrotliDecompress();
  return (first & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

function damaged(error: Error, packing: Packing): UserError {
  const cut = 'code' in error && error.code === 'Z_BUF_ERROR';
  return new UserError(cut ? `is cut off: its ${packing} data ends early` : `is damaged: ${packing} data is invalid`);
}
