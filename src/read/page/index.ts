import type { Document } from '../../types.js';
import { documentOf, layOut } from '../assemble.js';
import type { Hints } from '../hints.js';
import { bodyOf } from './body.js';
import { tree } from './dom.js';
import { metadataOf } from './metadata.js';
import { prune } from './prune.js';
import { tame } from './tame.js';
import { datesOf } from './when.js';

/**
 * The document that an HTML page holds: the report without what stands around it, and what the page says of itself.
 * Scripts are never run. The page's metadata goes before `hints`, and they before guesses. Throws `UserError` where
 * there is no text.
 */
export function fromHtml(html: string, hints: Hints): Document {
  const { html: safe, data } = tame(html);
  const page = tree(safe);
  const metadata = metadataOf(page, data);
  const base = page.querySelector('base')?.getAttribute('href') ?? hints.url ?? metadata.addresses[0];
  const { published, modified } = datesOf(page, metadata, hints);
  const title = metadata.title ?? hints.title ?? metadata.windowTitle;
  prune(page);
  const body = bodyOf(page, base);
  const about = {
    title,
    byline: metadata.byline ?? hints.byline,
    outlet: hints.outlet,
    siteName: metadata.siteName,
    published,
    modified,
    language: metadata.language ?? hints.language,
    addresses: metadata.addresses,
    state: 'full' as const,
  };
  return documentOf(layOut(title, body), about, hints);
}
