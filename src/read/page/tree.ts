import { Tokenizer } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { UserError } from '../../errors.js';
import type { PageDocument, PageElement } from './dom.js';

/** A page as a tree in which nothing can run, blow up or hide. */
export interface PageTree {
  /** Of bounded depth and size, without scripts, styles, comments, media and attributes that no reader needs. */
  document: PageDocument;
  /** The contents of its `application/ld+json` scripts. */
  data: string[];
  /** HTML that only a browser without scripts would show. */
  noscript: string;
}

/** Deeper elements are dropped and their text kept. Browsers stop at 512; the pages of the press stay under 40. */
const DEEPEST = 80;
const MOST_ELEMENTS = 30_000;
const LONGEST_PAGE = 24_000_000;
const LONGEST_ATTRIBUTE = 4096;
const LONGEST_NAME = 64;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const VOID = words('area base basefont br col embed frame hr img input link meta param source track wbr');
/** Elements that are dropped with all they hold. */
const DROPPED = words(
  'script style svg math noscript template iframe object canvas audio video noembed noframes xmp plaintext',
);
const DROPPED_VOID = words('area col embed frame img input param source track');
/** The frame is built anew, whole, however broken the page's own is. */
const FRAME = words('html head body frameset');
const IN_HEAD = words('title meta link base basefont');
const KEPT_ATTRIBUTES = words(
  'id class href rel name property content itemprop itemtype itemscope datetime lang dir role hidden aria-hidden ' +
    'aria-modal style http-equiv pubdate type',
);

/** An opening tag that ends an open one of these, where that is the innermost. */
const ENDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['li', ['li']],
  ['td', ['td', 'th']],
  ['th', ['td', 'th']],
  ['tr', ['tr', 'td', 'th']],
  ['option', ['option']],
  ['dt', ['dt', 'dd']],
  ['dd', ['dt', 'dd']],
  ...'p div ul ol dl table section article aside header footer nav main figure form blockquote pre h1 h2 h3 h4 h5 h6 hr'
    .split(' ')
    .map((block): [string, string[]] => [block, ['p']]),
]);

type Writable = PageElement & {
  appendChild(node: unknown): void;
  setAttribute(name: string, value: string): void;
};
type Maker = PageDocument & {
  readonly head: Writable;
  createElement(name: string): Writable;
  createTextNode(text: string): unknown;
};

/**
 * Builds the tree of any HTML in one pass and linear time: the extractor behind it is quadratic in depth, so depth and
 * size are bounded here. Throws `UserError` over 24 million characters.
 */
export function treeOf(source: string): PageTree {
  if (source.length > LONGEST_PAGE) {
    throw new UserError(`page of ${source.length} characters, at most ${LONGEST_PAGE} are read`);
  }
  const builder = new Builder(source);
  const tokenizer = new Tokenizer({ decodeEntities: true }, builder);
  tokenizer.write(source);
  tokenizer.end();
  builder.flush();
  return { document: builder.document, data: builder.data, noscript: builder.noscript.join('') };
}

/** Takes the tokenizer's events and keeps the open elements. */
class Builder {
  readonly document = parseHTML('<!doctype html><html><head></head><body></body></html>').document as unknown as Maker;
  readonly data: string[] = [];
  readonly noscript: string[] = [];
  readonly #source: string;
  readonly #open: { name: string; element: Writable }[] = [];
  readonly #counts = new Map<string, number>();
  #root: Writable = this.document.head;
  #text: string[] = [];
  #elements = 0;
  /** Open elements that were dropped for being too deep or too many. */
  #beyond = 0;
  #name = '';
  #attributes: [string, string][] = [];
  #attribute = '';
  #value = '';
  #dropping: string | undefined;
  #dropped = 0;
  #isData = false;

  constructor(source: string) {
    this.#source = source;
  }

  onopentagname(start: number, end: number): void {
    this.#name = this.#nameAt(start, end);
    this.#attributes = [];
    if (this.#dropping === 'noscript') this.noscript.push(`<${this.#name}>`);
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#nameAt(start, end);
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    if (this.#value.length <= LONGEST_ATTRIBUTE) {
      this.#value += this.#source.slice(start, Math.min(end, start + LONGEST_ATTRIBUTE + 1));
    }
  }

  onattribentity(codepoint: number): void {
    if (this.#value.length <= LONGEST_ATTRIBUTE) this.#value += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    const name = this.#attribute;
    const kept = KEPT_ATTRIBUTES.has(name) || (name.startsWith('data-') && /date|time|publish/.test(name));
    // A cut description is one; a cut address or class is another.
    if (!kept || (this.#value.length > LONGEST_ATTRIBUTE && name !== 'content')) return;
    this.#attributes.push([name, this.#value]);
  }

  onopentagend(): void {
    const name = this.#name;
    if (this.#dropping !== undefined) {
      if (name === this.#dropping) this.#dropped++;
      return;
    }
    if (DROPPED.has(name)) {
      this.#dropping = name;
      this.#dropped = 1;
      this.#isData = name === 'script' && /^application\/ld\+json/i.test(this.#valueOf('type').trim());
      if (this.#isData) this.data.push('');
    } else if (FRAME.has(name)) {
      if (name === 'html') for (const [key, value] of this.#attributes) this.#html.setAttribute(key, value);
      if (name === 'body') this.#enterBody();
    } else if (!DROPPED_VOID.has(name)) this.#openElement(name);
  }

  onselfclosingtag(): void {
    // Outside SVG and MathML, which are dropped, HTML knows no self-closing tags.
    this.onopentagend();
    if ((this.#name === 'svg' || this.#name === 'math') && this.#dropping === this.#name) this.#closeDropped();
  }

  onclosetag(start: number, end: number): void {
    const name = this.#nameAt(start, end);
    if (this.#dropping !== undefined) {
      if (name === this.#dropping) this.#closeDropped();
    } else if (name === 'head') this.#enterBody();
    else if (VOID.has(name)) {
      if (name === 'br') this.#openElement('br');
    } else if ((this.#counts.get(name) ?? 0) > 0 && this.#beyond === 0) this.#close(name);
    else if (this.#beyond > 0) this.#beyond--;
  }

  ontext(start: number, end: number): void {
    this.#write(this.#source.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.#write(String.fromCodePoint(codepoint));
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  /** Puts the text gathered since the last tag into the tree, as one node. */
  flush(): void {
    if (this.#text.length === 0) return;
    const text = this.#text.join('').replaceAll('\0', '\ufffd');
    this.#text = [];
    if (this.#root === this.document.head && this.#open.length === 0) {
      if (!/\S/.test(text)) return;
      this.#root = this.#body;
    }
    this.#parent.appendChild(this.document.createTextNode(text));
  }

  get #body(): Writable {
    return this.document.body as Writable;
  }

  get #html(): Writable {
    return this.document.documentElement as Writable;
  }

  get #parent(): Writable {
    return this.#open.at(-1)?.element ?? this.#root;
  }

  #nameAt(start: number, end: number): string {
    return this.#source.slice(start, Math.min(end, start + LONGEST_NAME)).toLowerCase();
  }

  #valueOf(name: string): string {
    return this.#attributes.find(([key]) => key === name)?.[1] ?? '';
  }

  #write(text: string): void {
    if (this.#dropping === undefined) this.#text.push(text);
    else if (this.#isData) this.data[this.data.length - 1] += text;
    else if (this.#dropping === 'noscript') this.noscript.push(text);
  }

  #closeDropped(): void {
    if (--this.#dropped > 0) return;
    this.#dropping = undefined;
    this.#isData = false;
  }

  #enterBody(): void {
    this.flush();
    if (this.#open.length === 0) this.#root = this.#body;
  }

  #openElement(name: string): void {
    if (!IN_HEAD.has(name)) this.#enterBody();
    const innermost = this.#open.at(-1);
    if (innermost && this.#beyond === 0 && ENDS.get(name)?.includes(innermost.name)) this.#close(innermost.name);
    if (this.#elements >= MOST_ELEMENTS || this.#open.length >= DEEPEST) {
      if (!VOID.has(name)) this.#beyond++;
      else if (name === 'br') this.#text.push('\n');
      return;
    }
    this.flush();
    this.#elements++;
    const element = this.document.createElement(/^[a-z][\w:.-]*$/.test(name) ? name : 'span');
    for (const [key, value] of this.#attributes) element.setAttribute(key, value);
    this.#parent.appendChild(element);
    if (VOID.has(name)) return;
    this.#open.push({ name, element });
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  #close(name: string): void {
    this.flush();
    for (;;) {
      const last = this.#open.pop()!;
      this.#counts.set(last.name, this.#counts.get(last.name)! - 1);
      if (last.name === name) return;
    }
  }
}
