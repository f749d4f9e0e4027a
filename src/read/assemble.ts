import { UserError } from '../errors.js';
import type { Document, DocumentState, Link, Outlet, Span } from '../types.js';
import { canonicalAddress, resolve, siteOf } from './address.js';
import { findDateline } from './dateline/index.js';
import { digest } from './digest.js';
import type { Hints } from './hints.js';
import { detectLanguage } from './language/index.js';

/** One paragraph of a document to be: its text, and its links with offsets into that text. */
export interface Paragraph {
  text: string;
  links?: readonly Link[];
}

/** What is known of a document beside its text. */
export interface About {
  title?: string | undefined;
  byline?: string | undefined;
  outlet?: Outlet | undefined;
  /** The outlet's name as a page gives it, where nothing better is known. */
  siteName?: string | undefined;
  published?: string | undefined;
  modified?: string | undefined;
  /** Language as declared, not as found. */
  language?: string | undefined;
  /** Addresses that the page names as its own, best first. */
  addresses?: readonly string[];
  state: DocumentState;
}

/** A text and where its parts lie. */
export interface Layout {
  text: string;
  paragraphs: Span[];
  headline?: Span | undefined;
  links?: Link[];
}

/** Title and paragraphs as one text, parted by blank lines. Throws `UserError` where there is no text at all. */
export function layOut(title: string | undefined, body: readonly Paragraph[]): Layout {
  const paragraphs: Span[] = [];
  const links: Link[] = [];
  const pieces: string[] = [];
  let at = 0;
  const append = ({ text, links: inside = [] }: Paragraph): void => {
    if (pieces.length > 0) at += 2;
    for (const { span, href } of inside) links.push({ span: { start: at + span.start, end: at + span.end }, href });
    paragraphs.push({ start: at, end: at + text.length });
    pieces.push(text);
    at += text.length;
  };
  if (title !== undefined) append({ text: title });
  for (const paragraph of body) append(paragraph);
  const text = pieces.join('\n\n');
  if (text.trim() === '') throw new UserError('no text found');
  return { text, paragraphs, links, headline: title === undefined ? undefined : { start: 0, end: title.length } };
}

/** The document of a text whose parts are known: its address, id, outlet, language and dateline found. */
export function documentOf({ text, paragraphs, headline, links }: Layout, about: About, hints: Hints): Document {
  const { title, byline, published, modified, state } = about;
  const url = canonicalAddress(about.addresses ?? [], hints.url);
  const outlet = about.outlet ?? outletOf(about.siteName, url);
  const body = paragraphs.filter((span) => span.start >= (headline?.end ?? 0));
  const dateline = findDateline(text, body, published);
  return {
    id: hints.id ?? digest(url ?? text),
    ...(hints.path !== undefined && { path: hints.path }),
    ...(url !== undefined && { url }),
    ...(outlet && { outlet }),
    ...(title !== undefined && { title }),
    ...(byline !== undefined && { byline }),
    ...(dateline && { dateline }),
    language: detectLanguage(text, about.language),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    text,
    ...(headline && { headline }),
    paragraphs,
    state,
    ...(links && links.length > 0 && { links }),
  };
}

/** The outlet by the name that the page gives it, else by its host. */
function outletOf(name: string | undefined, url: string | undefined): Outlet | undefined {
  const address = url === undefined ? undefined : resolve(url);
  const domain = address && siteOf(address);
  const called = name ?? domain;
  return called === undefined ? undefined : { name: called, ...(domain !== undefined && { domain }) };
}
