/** What a page's JSON-LD says of its article. */
export interface LinkedArticle {
  headline?: string;
  published?: string;
  modified?: string;
  authors: string[];
  publisher?: string;
  language?: string;
  address?: string;
  body?: string;
  /** False where the publisher says that the text is behind a paywall. */
  free?: boolean;
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Node = { [key: string]: Json };

const ARTICLE = /(?:Article|BlogPosting|Report|Review|WebPage|VideoObject|CreativeWork)$/;
/** Lower is better: a page may describe itself, its lead video and its article. */
const RANK: readonly RegExp[] = [/NewsArticle$/, /(?:Article|BlogPosting|Report)$/, /(?:Review|CreativeWork)$/, /./];

const MOST_NODES = 5_000;
const LONGEST = 4_000_000;

/** The article that the page's JSON-LD scripts describe; `title` (of the page) picks among several. Broken JSON is mended or left. */
export function linkedArticle(scripts: readonly string[], title?: string): LinkedArticle | undefined {
  const nodes = scripts.flatMap((script) => (script.length > LONGEST ? [] : nodesOf(parse(script))));
  const articles = nodes.filter((node) => types(node).some((type) => ARTICLE.test(type)));
  const rank = (node: Node): number => {
    const kind = RANK.findIndex((pattern) => types(node).some((type) => pattern.test(type)));
    const headline = text(node.headline) ?? text(node.name);
    const other = title !== undefined && headline !== undefined && !alike(headline, title);
    return kind + (other ? 10 : 0) + (node.datePublished === undefined ? 2 : 0);
  };
  const best = articles.map((node) => ({ node, rank: rank(node) })).sort((a, b) => a.rank - b.rank)[0];
  if (!best || best.rank >= 10) return undefined;
  return describe(best.node, nodes);
}

function describe(node: Node, nodes: readonly Node[]): LinkedArticle {
  const named = (value: Json | undefined): string[] =>
    list(value).flatMap((entry) => {
      if (typeof entry === 'string') return /^https?:/.test(entry) ? [] : [entry.trim()];
      const whole = object(entry);
      const target = whole && Object.keys(whole).length === 1 && whole['@id'] ? byId(nodes, whole['@id']) : whole;
      const name = target && text(target.name);
      return name === undefined ? [] : [name];
    });
  const page = object(node.mainEntityOfPage);
  const headline = text(node.headline) ?? text(node.name);
  const published = text(node.datePublished) ?? text(node.uploadDate);
  const modified = text(node.dateModified);
  const publisher = named(node.publisher)[0];
  const language = text(node.inLanguage);
  const address = text(node.url) ?? text(node.mainEntityOfPage) ?? (page && text(page['@id']));
  const body = text(node.articleBody);
  const free = truth(node.isAccessibleForFree);
  return {
    authors: named(node.author).filter((name) => name !== ''),
    ...(headline !== undefined && { headline }),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    ...(publisher !== undefined && { publisher }),
    ...(language !== undefined && { language }),
    ...(address !== undefined && { address }),
    ...(body !== undefined && { body }),
    ...(free !== undefined && { free }),
  };
}

/** Every object in a JSON-LD value, through arrays and @graph and what they hold, breadth first. */
function nodesOf(value: Json | undefined): Node[] {
  const nodes: Node[] = [];
  const queue: Json[] = value === undefined ? [] : [value];
  for (let i = 0; i < queue.length && nodes.length < MOST_NODES; i++) {
    const next = queue[i]!;
    if (Array.isArray(next)) for (const entry of next) queue.push(entry);
    else if (typeof next === 'object' && next !== null) {
      nodes.push(next);
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'item']) {
        const inner = next[key];
        if (typeof inner === 'object' && inner !== null) queue.push(inner);
      }
    }
  }
  return nodes;
}

/** JSON as sites write it: in a CDATA section or comment, with raw line ends in strings, trailing commas, two values in a row. */
function parse(script: string): Json | undefined {
  const bare = script
    .trim()
    .replace(/^(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:\/\/\s*)?(?:-->|\]\]>|\/\*\s*\]\]>\s*\*\/)$/, '')
    .trim()
    .replace(/;$/, '');
  for (const mend of [same, spaced, trimmed]) {
    try {
      return JSON.parse(mend(bare)) as Json;
    } catch {
      // The next mending may do.
    }
  }
  return undefined;
}

const same = (json: string): string => json;
// Line ends and tabs are allowed between values, where a space does as well.
const spaced = (json: string): string => json.replace(/[\p{Cc}]/gu, ' ');
const trimmed = (json: string): string => spaced(json).replace(/,\s{0,50}([}\]])/g, '$1');

function types(node: Node): string[] {
  return list(node['@type']).flatMap((type) => (typeof type === 'string' ? [type] : []));
}

const list = (value: Json | undefined): Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
const object = (value: Json | undefined): Node | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
const byId = (nodes: readonly Node[], id: Json): Node | undefined =>
  nodes.find((node) => node['@id'] === id && node.name !== undefined);

function text(value: Json | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  const inner = object(first);
  const found = inner ? (inner['@value'] ?? inner.name) : first;
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

function truth(value: Json | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return /^(?:true|https?:\/\/schema\.org\/True)$/i.test(value) ? true : /false$/i.test(value) ? false : undefined;
}

/** Whether two titles share most words of the shorter one. */
export function alike(a: string, b: string): boolean {
  const words = (title: string): Set<string> => new Set(title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  const [left, right] = [words(a), words(b)];
  let shared = 0;
  for (const word of left) if (right.has(word)) shared++;
  return shared > 0 && shared >= 0.6 * Math.min(left.size, right.size);
}
