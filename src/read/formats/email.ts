import PostalMime, { type Email } from 'postal-mime';
import { UserError } from '../../errors.js';
import type { Document } from '../../types.js';
import { collect } from '../bytes/collect.js';
import type { Hints } from '../hints.js';
import type { Context, Read, Source } from '../source.js';
import { fromText } from '../text/index.js';
import { fromFragment } from './html.js';

/** One mail (RFC 5322, MIME), or a page saved as MHTML, which is written the same way. */
export async function* readEmail(source: Source, { maxSize }: Context): AsyncGenerator<Read> {
  yield { document: await fromMail(await collect(source.bytes, maxSize), source.hints), where: source.where };
}

/**
 * A Document from a mail: its HTML, else its text; subject, sender and date as the title, outlet and date.
 *
 * @throws UserError for a mail that holds neither
 */
export async function fromMail(bytes: Uint8Array, known: Hints): Promise<Document> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 32, maxHeadersSize: 1_000_000 });
  const saved = headerOf(mail, 'snapshot-content-location');
  const hints = { ...(saved === undefined ? hintsOf(mail) : { url: saved }), ...known };
  if (mail.html?.trim()) return fromFragment(mendWindows(mail.html), hints);
  if (mail.text?.trim()) return fromText(mendWindows(mail.text), hints);
  throw new UserError('is a mail without a text');
}

const headerOf = (mail: Email, name: string): string | undefined =>
  mail.headers.find((header) => header.key === name)?.value;

function hintsOf(mail: Email): Hints {
  const from = mail.from;
  const address = from && 'address' in from ? from.address : undefined;
  const domain = address?.split('@')[1];
  // The header as written, since the parsed date has lost the sender's time zone.
  const date = headerOf(mail, 'date');
  return {
    ...(mail.subject?.trim() && { title: mail.subject.trim() }),
    ...(domain && { outlet: { name: from?.name || domain, domain } }),
    ...(date && { published: date }),
    ...(mail.messageId && { id: mail.messageId.replace(/^<|>$/g, '') }),
  };
}

const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Node's decoder for windows-1252 (release 20) gives control characters where the standard has quotes and dashes;
 * no text means those, so they are put right.
 */
function mendWindows(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control);
}
