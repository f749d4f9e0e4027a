import { Readability } from '@mozilla/readability';
import { type Block, blocksOf } from './blocks.js';
import type { PageDocument, PageNode } from './dom.js';

/** Characters that a body has at least, before Readability loosens its rules to find more. */
const SHORT_BODY = 250;

/** The paragraphs of the report on a page, by Mozilla's Readability. The tree is used up. */
export function bodyOf(page: PageDocument, base?: string): Block[] {
  const reader = new Readability<PageNode>(page as never, {
    charThreshold: SHORT_BODY,
    keepClasses: true,
    disableJSONLD: true,
    serializer: (node) => node as unknown as PageNode,
  });
  const content = reader.parse()?.content;
  return content ? blocksOf(content, base) : [];
}
