import { UserError } from '../../errors.js';
import type { Document } from '../../types.js';
import { documentOf, layOut } from '../assemble.js';
import { type Hints, mannerOf } from '../hints.js';
import { blocksOf } from './blocks.js';
import { bodyOf } from './body.js';
import { clean } from './clean.js';
import { metadataOf } from './metadata.js';
import { prune } from './prune.js';
import { stateOf } from './state.js';
import { treeOf } from './tree.js';
import { datesOf } from './when.js';

/**
 * The document that an HTML page holds: the report without what stands around it, and what the page says of itself.
 * Scripts are never run. The page's metadata goes before `hints`, and they before guesses. Throws `UserError` where
 * there is no text.
 */
export function fromHtml(html: string, hints: Hints): Document {
  const { document: page, data, noscript } = treeOf(html);
  const metadata = metadataOf(page, data);
  const base = page.querySelector('base')?.getAttribute('href') ?? hints.url ?? metadata.addresses[0];
  const declared = metadata.language ?? hints.language;
  const dates = datesOf(page, metadata, hints);
  const title = metadata.title ?? hints.title ?? metadata.windowTitle;
  const shown = page.body.textContent ?? '';

  const core = prune(page);
  const found = bodyOf(page, core, base, metadata.body);
  let body = clean(found, { title, byline: metadata.byline, manner: mannerOf(hints, declared) });
  // A page that is all notice may keep it for browsers without scripts.
  if (body.length === 0) body = blocksOf(treeOf(noscript).document.body, base);
  if (body.length === 0) body = blocksOf(page.body, base);
  if (body.length === 0) throw new UserError('no text found');

  const state = stateOf({ title, body: body.map(({ text }) => text).join('\n'), shown, free: metadata.free });
  const about = {
    ...dates,
    title,
    byline: metadata.byline ?? hints.byline,
    outlet: hints.outlet,
    siteName: metadata.siteName,
    language: declared,
    addresses: metadata.addresses,
    state,
  };
  return documentOf(layOut(title, body), about, hints);
}
