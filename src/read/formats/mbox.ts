import { tooLarge } from '../bytes/collect.js';
import { ByteReader } from '../bytes/reader.js';
import { failureOf } from '../failure.js';
import type { Context, Read, Source } from '../source.js';
import { fromMail } from './email.js';

/** A mailbox (mbox, RFC 4155): mails that each begin with a "From " line after a blank one, read one by one. */
export async function* readMbox(source: Source, { maxSize }: Context): AsyncGenerator<Read> {
  let number = 0;
  for await (const mail of mails(source.bytes, maxSize)) {
    const where = `${source.where}, mail ${++number}`;
    try {
      if (mail === undefined) throw tooLarge(maxSize);
      yield { document: await fromMail(mail, {}), where };
    } catch (error) {
      yield { failure: failureOf(where, error) };
    }
  }
}

/** The bytes of each mail, undefined for one larger than `limit`. Lines quoted as ">From " are given unquoted. */
async function* mails(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array | undefined> {
  const reader = new ByteReader(bytes);
  let pieces: Buffer[] = [];
  let size = 0;
  let blank = true;
  let begun = false;
  const take = (): Uint8Array | undefined => (size > limit ? undefined : Buffer.concat(pieces));
  try {
    for (;;) {
      const line = await reader.line(64 * 1024);
      if (line === undefined) break;
      if (blank && line.startsWith('From ')) {
        if (begun) yield take();
        begun = true;
        pieces = [];
        size = 0;
      } else {
        size += line.length;
        if (size > limit) pieces = [];
        else pieces.push(Buffer.from(/^>+From /.test(line) ? line.slice(1) : line, 'latin1'));
      }
      blank = line.trim() === '';
    }
    if (begun) yield take();
  } finally {
    await reader.close();
  }
}
