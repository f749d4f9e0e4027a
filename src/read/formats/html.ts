import type { Document } from '../../types.js';
import { decode } from '../bytes/charset.js';
import { collect } from '../bytes/collect.js';
import type { Hints } from '../hints.js';
import { fromHtml } from '../page/index.js';
import { pageOf } from '../page-of.js';
import type { Context, Read, Source } from '../source.js';

/** One page. */
export async function* readHtml(source: Source, { maxSize, options }: Context): AsyncGenerator<Read> {
  const bytes = await collect(source.bytes, maxSize);
  const html = await decode(bytes, { markup: true, ...(source.charset !== undefined && { declared: source.charset }) });
  const hints = { ...savedFrom(html), ...source.hints };
  const document = fromHtml(html, hints);
  const page = options.pages && pageOf({ ...source, hints }, bytes, 'text/html');
  yield { document, where: source.where, ...(page && { page }) };
}

/** The address that browsers and SingleFile note in a comment at the top of a page that they save, and SingleFile's time of it. */
function savedFrom(html: string): Hints {
  const top = html.slice(0, 2000);
  const url =
    /<!--\s*saved from url=\(\d{1,6}\)(https?:\/\/\S{1,1500})/i.exec(top)?.[1] ??
    /<!--\s*Page saved with SingleFile\s+url:\s*(https?:\/\/\S{1,1500})/i.exec(top)?.[1];
  // As JavaScript writes a time, with the zone's name in brackets.
  const saved = /<!--\s*Page saved with SingleFile\s[^>]{0,1600}?\ssaved date:\s*([^(\n]{10,60})/i.exec(top)?.[1];
  const time = saved === undefined ? Number.NaN : Date.parse(saved.trim());
  return {
    ...(url !== undefined && { url }),
    ...(!Number.isNaN(time) && { fetched: new Date(time).toISOString() }),
  };
}

/** A Document from HTML that has no page around it: the content of a feed's entry, a mail, or a field of a record. */
export function fromFragment(html: string, hints: Hints): Document {
  if (/<(?:html|body)\b/i.test(html.slice(0, 10_000))) return fromHtml(html, hints);
  return fromHtml(`<!doctype html><html><head></head><body><article>${html}</article></body></html>`, hints);
}
