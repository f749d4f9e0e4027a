import type { Link } from '../../types.js';
import { resolve } from '../address.js';
import { childrenOf, collapse, isElement, type PageElement, type PageNode, TEXT } from './dom.js';

/** One paragraph of a page: its text as a browser shows it, and its links. Offsets into `text`. */
export interface Block {
  text: string;
  links: Link[];
  /** Characters in links of any kind, also those whose address is unknown. */
  linked: number;
  /** The element that it stands in, in lower case: "p", "h2", "li", "td" … */
  tag: string;
}

const BLOCK = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section summary table tbody td tfoot ' +
    'th thead tr ul'
  ).split(' '),
);

/** The paragraphs of `root` in reading order; `base` resolves the links. Only http(s) links are kept. */
export function blocksOf(root: PageNode, base?: string): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let links: Link[] = [];
  let linked = 0;
  let tag = 'div';

  const flush = (): void => {
    const kept = text.trimEnd();
    if (kept.trim() !== '') {
      const lead = kept.length - kept.trimStart().length;
      blocks.push({ text: kept.slice(lead), links: shifted(links, -lead, kept.length - lead), linked, tag });
    }
    text = '';
    links = [];
    linked = 0;
  };
  const write = (words: string): void => {
    const joined = collapse(words);
    const last = text.at(-1);
    text += last === undefined || last === ' ' || last === '\n' ? joined.replace(/^ /, '') : joined;
  };
  const visit = (node: PageNode): void => {
    if (node.nodeType === TEXT) write(node.nodeValue ?? '');
    if (!isElement(node)) return;
    const name = node.nodeName.toLowerCase();
    if (name === 'br') {
      text = text.trimEnd();
      // Two in a row part paragraphs.
      if (text === '' || text.endsWith('\n')) flush();
      else text += '\n';
      return;
    }
    if (name === 'pre') {
      preformatted(node);
      return;
    }
    const isBlock = BLOCK.has(name);
    const outer = tag;
    if (isBlock) {
      flush();
      tag = name;
    }
    const start = text.length;
    for (const child of childrenOf(node)) visit(child);
    if (name === 'a' && text.length > start) link(node, start);
    if (isBlock) {
      flush();
      tag = outer;
    }
  };
  const link = (element: PageElement, start: number): void => {
    const href = resolve(element.getAttribute('href') ?? '', base);
    const words = text.slice(start);
    const from = start + words.length - words.trimStart().length;
    const to = text.trimEnd().length;
    linked += Math.max(0, to - from);
    if (href && to > from) links.push({ span: { start: from, end: to }, href: href.href });
  };
  const preformatted = (element: PageElement): void => {
    flush();
    for (const part of (element.textContent ?? '').replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
      tag = 'pre';
      text = part.replace(/^[\n]+|\s+$/g, '');
      flush();
    }
    tag = 'div';
  };

  visit(root);
  flush();
  return blocks;
}

function shifted(links: readonly Link[], by: number, length: number): Link[] {
  return links.flatMap(({ span, href }) => {
    const start = Math.max(0, span.start + by);
    const end = Math.min(length, span.end + by);
    return end > start ? [{ span: { start, end }, href }] : [];
  });
}
