import { decode } from '../bytes/charset.js';
import { collect } from '../bytes/collect.js';
import type { Context, Read, Source } from '../source.js';
import { fromText } from '../text/index.js';

/** One plain text. */
export async function* readText(source: Source, { maxSize }: Context): AsyncGenerator<Read> {
  const bytes = await collect(source.bytes, maxSize);
  const text = await decode(bytes, source.charset === undefined ? {} : { declared: source.charset });
  yield { document: fromText(text, source.hints), where: source.where };
}
