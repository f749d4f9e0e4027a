import yauzl, { type ZipFile } from 'yauzl';
import { UserError } from '../../errors.js';
import { collect } from '../bytes/collect.js';
import { FREE, RATIO } from '../bytes/unpack.js';
import { failureOf } from '../failure.js';
import type { Context, Read, Source } from '../source.js';

/**
 * The files of a ZIP archive, each read by its kind; of a web archive (WACZ) only its WARC files.
 *
 * A ZIP's list of contents stands at its end, so one that comes as a stream is held in memory, up to the size limit.
 */
export async function* readZip(source: Source, { maxSize, readSource }: Context): AsyncGenerator<Read> {
  const { zip, size } = await open(source, maxSize);
  let isWebArchive = false;
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (/^(?:\[Content_Types\]\.xml|mimetype)$/.test(name))
        throw new UserError('is an office document or an e-book, which is not read');
      isWebArchive ||= name === 'datapackage.json';
      if (!isReadable(name, isWebArchive || /\.wacz$/i.test(source.name))) continue;
      unpacked += entry.uncompressedSize;
      if (unpacked > FREE && unpacked > size * RATIO)
        throw new UserError(`unpacks to more than ${RATIO} times its size, as a decompression bomb does`);
      const where = `${source.where}, ${name}`;
      try {
        const bytes = await zip.openReadStreamPromise(entry);
        yield* readSource({ where, name, bytes, hints: {}, depth: source.depth + 1 });
      } catch (error) {
        yield { failure: failureOf(where, error) };
      }
    }
  } finally {
    zip.close();
  }
}

const SETTINGS = { lazyEntries: true, autoClose: false } as const;

async function open(source: Source, limit: number): Promise<{ zip: ZipFile; size: number }> {
  try {
    if (source.file !== undefined) {
      const zip = await yauzl.openPromise(source.file, SETTINGS);
      return { zip, size: zip.fileSize };
    }
    const bytes = Buffer.from(await collect(source.bytes, limit));
    const zip = await yauzl.fromBufferPromise(bytes, SETTINGS);
    return { zip, size: bytes.length };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`is a damaged ZIP: ${(error as Error).message}`);
  }
}

/** Whether a file in an archive is meant to be read: no folder, nothing hidden, and of a web archive a WARC. */
function isReadable(name: string, isWebArchive: boolean): boolean {
  if (name.endsWith('/') || /(?:^|\/)(?:\.|__MACOSX\/)/.test(name)) return false;
  return !isWebArchive || /^archive\/.*\.warc(?:\.gz)?$/i.test(name);
}
