import { Readability } from '@mozilla/readability';
import { type Block, blocksOf } from './blocks.js';
import { lineOf, type PageDocument, type PageElement, type PageNode } from './dom.js';
import { treeOf } from './tree.js';

/** Characters that a body has at least, before Readability loosens its rules to find more. */
const SHORT_BODY = 250;

/** The publisher's own body for machines is taken where the page shows less than this part of it. */
const TOO_LITTLE = 0.5;

/**
 * The paragraphs of the report on a pruned page: what the page marks as its article body, else what Mozilla's Readability
 * takes for it, else (where the page shows little) the body that it gives to machines. The tree is used up.
 *
 * `core` are the elements around most of the prose (see `prune`).
 */
export function bodyOf(page: PageDocument, core: ReadonlySet<PageElement>, base?: string, machines?: string): Block[] {
  const marked = markedBody(page, core);
  const shown = marked ? blocksOf(marked, base) : readable(page, base);
  const length = shown.reduce((sum, { text }) => sum + text.length, 0);
  return machines !== undefined && length < machines.length * TOO_LITTLE ? plainBody(machines) : shown;
}

/** The one element marked as the article's body, or a page that is nothing but an article. */
function markedBody(page: PageDocument, core: ReadonlySet<PageElement>): PageElement | undefined {
  const marked = [...page.querySelectorAll('[itemprop~=articleBody]')];
  if (marked.length === 1 && core.has(marked[0]!)) return marked[0];
  const only = page.body.children.length === 1 ? page.body.children[0] : undefined;
  return only && /^(?:ARTICLE|MAIN)$/.test(only.nodeName) && lineOf(only) === lineOf(page.body) ? only : undefined;
}

function readable(page: PageDocument, base?: string): Block[] {
  const reader = new Readability<PageNode>(page as never, {
    charThreshold: SHORT_BODY,
    keepClasses: true,
    disableJSONLD: true,
    serializer: (node) => node as unknown as PageNode,
  });
  try {
    const content = reader.parse()?.content;
    return content ? blocksOf(content, base) : [];
  } catch (error) {
    // It writes a page without a report anew and overruns the stack where that has a million stray characters.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** A body from metadata: a paragraph a line, or HTML after all. */
function plainBody(body: string): Block[] {
  if (/<(?:p|br|div)\b/i.test(body)) return blocksOf(treeOf(body).document.body);
  return body
    .split(/\s*\n\s*/)
    .flatMap((line) => (line.trim() === '' ? [] : [{ text: line.trim(), links: [], linked: 0, tag: 'p' }]));
}
