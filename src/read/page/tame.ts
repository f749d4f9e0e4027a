import { Tokenizer } from 'htmlparser2';
import { UserError } from '../../errors.js';

/** What is left of a page once nothing in it can run, blow up or hide. */
export interface TamePage {
  /** HTML of bounded depth and size, without scripts, styles, comments, media and attributes that no reader needs. */
  html: string;
  /** The contents of its `application/ld+json` scripts. */
  data: string[];
  /** Text that only a browser without scripts would show. */
  noscript: string;
}

/** Deeper elements are dropped and their text kept. Browsers stop at 512; articles stay under 60. */
const DEEPEST = 200;
const MOST_ELEMENTS = 100_000;
const LONGEST_PAGE = 24_000_000;
const LONGEST_ATTRIBUTE = 4096;

const VOID = new Set('area base br col embed frame hr img input link meta param source track wbr'.split(' '));
/** Elements that are dropped with all they hold. */
const DROPPED = new Set(
  'script style svg math noscript template iframe object canvas audio video noembed noframes xmp plaintext'.split(' '),
);
const DROPPED_VOID = new Set('area col embed frame img input param source track'.split(' '));
/** The frame is built anew, whole, however broken the page's own is. */
const FRAME = new Set(['html', 'head', 'body', 'frameset']);
const HEAD = new Set(['title', 'meta', 'link', 'base', 'basefont']);
const KEPT_ATTRIBUTES = new Set(
  (
    'id class href rel name property content itemprop itemtype itemscope datetime lang dir role hidden aria-hidden ' +
    'aria-label style charset http-equiv pubdate type'
  ).split(' '),
);
const KEPT_DATA = /^data-[\w-]{0,40}(?:date|time|publish)[\w-]{0,40}$/;

/** An opening tag that ends an open one of these, where that is the innermost. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  li: ['li'],
  p: ['p'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  tr: ['tr', 'td', 'th'],
  option: ['option'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  div: ['p'],
};

/**
 * Makes any HTML safe to build a tree of, in one pass and linear time: the tree builder and the extractor behind it
 * are quadratic in depth. Text and entities stay character for character. Throws `UserError` over 24 million characters.
 */
export function tame(source: string): TamePage {
  if (source.length > LONGEST_PAGE) {
    throw new UserError(`page of ${source.length} characters, at most ${LONGEST_PAGE} are read`);
  }
  const root: string[] = [];
  const head: string[] = [];
  const body: string[] = [];
  let out = head;
  const data: string[] = [];
  const noscript: string[] = [];
  const open: string[] = [];
  const counts = new Map<string, number>();
  let elements = 0;
  let beyond = 0;
  let name = '';
  let attributes = '';
  let attribute = '';
  let value = '';
  let linked = false;
  let dropping: string | undefined;
  let dropDepth = 0;

  const openTag = (): void => {
    if (dropping !== undefined) {
      if (name === dropping) dropDepth++;
      return;
    }
    if (DROPPED.has(name)) {
      dropping = name;
      dropDepth = 1;
      linked = name === 'script' && /type="application\/ld\+json/i.test(attributes);
      return;
    }
    if (DROPPED_VOID.has(name)) return;
    if (FRAME.has(name)) {
      if (name === 'html') root.push(attributes);
      if (name === 'body') out = body;
      return;
    }
    if (!HEAD.has(name)) out = body;
    if (VOID.has(name)) {
      if (++elements <= MOST_ELEMENTS) out.push(`<${name}${attributes}>`);
      return;
    }
    const top = open.at(-1);
    if (top !== undefined && ENDS[name]?.includes(top)) close(top);
    if (open.length >= DEEPEST || elements >= MOST_ELEMENTS) {
      beyond++;
      return;
    }
    elements++;
    open.push(name);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    out.push(`<${name}${attributes}>`);
  };
  const close = (tag: string): void => {
    if ((counts.get(tag) ?? 0) === 0) return;
    for (;;) {
      const last = open.pop()!;
      counts.set(last, counts.get(last)! - 1);
      out.push(`</${last}>`);
      if (last === tag) return;
    }
  };
  const closeTag = (tag: string): void => {
    if (dropping !== undefined) {
      if (tag === dropping && --dropDepth === 0) dropping = undefined;
    } else if (tag === 'br' || tag === 'p') {
      // A browser takes a stray </br> for a line break and a stray </p> for an empty paragraph.
      if ((counts.get(tag) ?? 0) > 0) close(tag);
      else if (out.at(-1) !== '<br>') out.push('<br>');
    } else if (FRAME.has(tag)) {
      if (tag === 'head') out = body;
    } else if (beyond > 0 && !VOID.has(tag)) beyond--;
    else close(tag);
  };
  const text = (from: number, to: number): void => {
    const words = source.slice(from, to);
    if (dropping === undefined) {
      if (out === head && open.length === 0) {
        if (!/\S/.test(words)) return;
        out = body;
      }
      out.push(words);
    } else if (linked && dropping === 'script') data.push(words);
    else if (dropping === 'noscript') noscript.push(words);
  };

  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      onopentagname(start, end) {
        name = source.slice(start, Math.min(end, start + 64)).toLowerCase();
        attributes = '';
      },
      onattribname(start, end) {
        attribute = end - start > 100 ? '' : source.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata(start, end) {
        if (value.length <= LONGEST_ATTRIBUTE)
          value += source.slice(start, Math.min(end, start + LONGEST_ATTRIBUTE + 1));
      },
      onattribend() {
        if (value.length > LONGEST_ATTRIBUTE && attribute !== 'content') return;
        if (!KEPT_ATTRIBUTES.has(attribute) && !KEPT_DATA.test(attribute)) return;
        attributes += ` ${attribute}="${value.replaceAll('"', '&quot;')}"`;
      },
      onopentagend: openTag,
      onselfclosingtag() {
        // Outside SVG and MathML, which are dropped, HTML knows no self-closing tags.
        if (dropping === undefined || !VOID.has(name)) openTag();
        if (dropping !== undefined && name === dropping && (name === 'svg' || name === 'math') && --dropDepth === 0) {
          dropping = undefined;
        }
      },
      onclosetag: (start, end) => closeTag(source.slice(start, Math.min(end, start + 64)).toLowerCase()),
      ontext: text,
      onattribentity: () => undefined,
      oncdata: () => undefined,
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onend: () => undefined,
      onprocessinginstruction: () => undefined,
      ontextentity: () => undefined,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  const html = `<!doctype html><html${root[0] ?? ''}><head>${head.join('')}</head><body>${body.join('')}</body></html>`;
  return { html, data, noscript: noscript.join(' ') };
}
