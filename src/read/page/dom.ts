/** The part of the DOM that reading a page needs. */
export interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<PageNode>;
  readonly parentNode: PageElement | null;
  remove(): void;
}

export interface PageElement extends PageNode {
  readonly children: ArrayLike<PageElement>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>;
  querySelector(selector: string): PageElement | null;
}

export interface PageDocument extends PageElement {
  readonly documentElement: PageElement;
  readonly body: PageElement;
}

export const ELEMENT = 1;
export const TEXT = 3;

export const isElement = (node: PageNode): node is PageElement => node.nodeType === ELEMENT;

/** A node's children, taken once: the tree builds the list anew at every look. */
export function childrenOf(node: PageNode): PageNode[] {
  return Array.from(node.childNodes);
}

/** An element's text as one line: white space collapsed, ends trimmed, a space where a block or line ends. */
export function lineOf(node: PageNode): string {
  const words: string[] = [];
  const visit = (inner: PageNode): void => {
    if (inner.nodeType === TEXT) words.push(inner.nodeValue ?? '');
    const apart = PARTED.has(inner.nodeName.toLowerCase());
    if (apart) words.push(' ');
    for (const child of childrenOf(inner)) visit(child);
    if (apart) words.push(' ');
  };
  visit(node);
  return collapse(words.join('')).trim();
}

const PARTED = new Set('br div p li ul ol td tr h1 h2 h3 h4 h5 h6 section header time'.split(' '));

/** White space as a browser shows it: a run of spaces, tabs and line ends is one space; no-break spaces stay. */
export function collapse(text: string): string {
  return text.replace(/[ \t\n\r\f]+/g, ' ');
}
