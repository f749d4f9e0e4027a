import { decode } from '../bytes/charset.js';
import { collect } from '../bytes/collect.js';
import { pageOf } from '../page-of.js';
import type { Context, Read, Source } from '../source.js';
import { fromText } from '../text/index.js';

/** One plain text. */
export async function* readText(source: Source, { maxSize, options }: Context): AsyncGenerator<Read> {
  const bytes = await collect(source.bytes, maxSize);
  const text = await decode(bytes, source.charset === undefined ? {} : { declared: source.charset });
  const document = fromText(text, source.hints);
  yield { document, where: source.where, ...(options.pages && { page: pageOf(source, bytes, 'text/plain') }) };
}
