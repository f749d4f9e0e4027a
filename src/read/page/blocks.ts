import type { Link } from '../../types.js';
import { resolve } from '../address.js';
import { childrenOf, collapse, isElement, type PageNode, TEXT } from './dom.js';

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
  const writer = new Writer();
  const visit = (node: PageNode): void => {
    if (node.nodeType === TEXT) writer.write(node.nodeValue ?? '');
    if (!isElement(node)) return;
    const name = node.nodeName.toLowerCase();
    if (name === 'br') writer.breakLine();
    else if (name === 'pre') writer.preformatted(node.textContent ?? '');
    else if (name === 'a') {
      writer.openLink(resolve(node.getAttribute('href') ?? '', base)?.href);
      for (const child of childrenOf(node)) visit(child);
      writer.closeLink();
    } else if (BLOCK.has(name)) {
      const outer = writer.tag;
      writer.flush();
      writer.tag = name;
      for (const child of childrenOf(node)) visit(child);
      writer.flush();
      writer.tag = outer;
    } else for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  writer.flush();
  return writer.blocks;
}

/** Gathers one paragraph at a time, in time linear in its length. */
class Writer {
  readonly blocks: Block[] = [];
  tag = 'div';
  #pieces: string[] = [];
  #length = 0;
  /** A space that is written once a word follows it. */
  #space = false;
  /** Nothing but white space since the paragraph or its last line began. */
  #blank = true;
  #links: Link[] = [];
  #linked = 0;
  /** Links that are open, and where their words began, if they have. */
  #open: { href: string | undefined; start: number }[] = [];

  write(words: string): void {
    const line = collapse(words);
    const text = line.trim() === '' ? line.replaceAll(' ', '') : line.replace(/^ | $/g, '');
    if (line.startsWith(' ') && !this.#isLineStart()) this.#space = true;
    if (text === '') return;
    if (this.#space) this.#push(' ');
    for (const link of this.#open) if (link.start < 0) link.start = this.#length;
    this.#push(text);
    this.#blank &&= text.trim() === '';
    this.#space = line.endsWith(' ');
  }

  /** Two in a row part paragraphs. */
  breakLine(): void {
    this.#space = false;
    if (this.#blank) this.flush();
    else {
      this.#push('\n');
      this.#blank = true;
    }
  }

  preformatted(text: string): void {
    this.flush();
    const outer = this.tag;
    this.tag = 'pre';
    for (const part of text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
      this.#push(part.replace(/^\n+/, ''));
      this.flush();
    }
    this.tag = outer;
  }

  openLink(href: string | undefined): void {
    this.#open.push({ href, start: -1 });
  }

  closeLink(): void {
    this.#keep(this.#open.pop());
  }

  flush(): void {
    for (const link of this.#open) {
      this.#keep(link);
      link.start = -1;
    }
    const whole = this.#pieces.join('');
    const text = whole.trim();
    if (text !== '') {
      const lead = whole.length - whole.trimStart().length;
      this.blocks.push({ text, links: shifted(this.#links, -lead, text.length), linked: this.#linked, tag: this.tag });
    }
    this.#pieces = [];
    this.#links = [];
    this.#length = this.#linked = 0;
    this.#space = false;
    this.#blank = true;
  }

  #isLineStart(): boolean {
    return this.#length === 0 || this.#pieces.at(-1) === '\n';
  }

  #push(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  #keep(link: { href: string | undefined; start: number } | undefined): void {
    if (!link || link.start < 0) return;
    this.#linked += this.#length - link.start;
    if (link.href !== undefined) this.#links.push({ span: { start: link.start, end: this.#length }, href: link.href });
  }
}

/** Links moved `by` and cut to a text of `length`. */
function shifted(links: readonly Link[], by: number, length: number): Link[] {
  return links.flatMap(({ span, href }) => {
    const start = Math.max(0, span.start + by);
    const end = Math.min(length, span.end + by);
    return end > start ? [{ span: { start, end }, href }] : [];
  });
}
