import { childrenOf, isElement, type PageDocument, type PageElement, TEXT } from './dom.js';

/** Elements that never hold the report's own words, by name and by role. */
const BESIDE = new Set('nav aside footer figcaption form button select textarea input menu dialog template'.split(' '));
const BESIDE_ROLES = new Set(
  'navigation complementary banner contentinfo search dialog alertdialog menu menubar tablist toolbar tooltip'.split(
    ' ',
  ),
);

/** Words in an element's class or id that say it stands beside the report. Lower case, whole words. */
const BESIDE_WORDS = new Set(
  (
    'advert advertisement advertising ads adbox adslot sponsor sponsored sponsors promo promos promotion promoted ' +
    'newsletter newsletters signup subscribe subscription paywall ' +
    'share sharing sharebar sharetools sharedaddy social socials socialmedia addthis addtoany ' +
    'related relatedlinks relatedposts relatedarticles recommended recommendation recommendations trending popular mostread ' +
    'mostpopular readnext readmore seealso alsoread jp-relatedposts outbrain taboola zergnet ' +
    'comment comments commentlist disqus respond replies ' +
    'breadcrumb breadcrumbs pagination pager menu navbar navigation sidebar footer masthead toolbar ' +
    'caption captions figcaption credit credits photocredit imagecredit wp-caption-text ' +
    'byline authorbox authorbio bio biography timestamp postmeta entrymeta articlemeta ' +
    'cookie cookies consent gdpr modal popup overlay lightbox tooltip ' +
    'tags taglist taxonomy hashtags categories rating ratings login loginbox skiplink ' +
    'sronly visuallyhidden screenreader'
  ).split(' '),
);

/** Two words in a row that say so together. */
const BESIDE_PAIRS = new Set(
  (
    'related-links related-posts related-articles related-news related-content related-stories read-more read-next read-also ' +
    'see-also most-read most-popular also-read more-news more-stories more-from latest-news author-box author-bio author-info ' +
    'about-author post-meta entry-meta article-meta article-info post-info meta-data post-date publish-date pub-date posted-on ' +
    'entry-date article-date date-time post-tags entry-tags sr-only visually-hidden screen-reader skip-link photo-credit image-credit ' +
    'image-caption photo-caption media-caption video-caption img-caption sign-up up-next entry-footer post-footer article-footer ' +
    'slide-show photo-gallery image-gallery print-only'
  ).split(' '),
);

/** An element with this part of the page's prose or more is no aside, whatever it is called. */
const TOO_MUCH = 0.3;

/** A paragraph shorter than this is no prose: a label, a teaser, a button. UTF-16 units. */
const PROSE = 80;

/**
 * Removes from the tree what stands beside the report: navigation, shares, captions, bylines, newsletter boxes …
 * Gives the elements around the page's core: the one that holds most of its prose, and all that hold that.
 */
export function prune(page: PageDocument): ReadonlySet<PageElement> {
  const { prose, core } = proseOf(page.body);
  const limit = (prose.get(page.body) ?? 0) * TOO_MUCH;
  const visit = (element: PageElement): void => {
    if (!core.has(element) && (limit === 0 || (prose.get(element) ?? 0) < limit) && isBeside(element)) {
      element.remove();
      return;
    }
    for (const child of Array.from(element.children)) visit(child);
  };
  for (const child of Array.from(page.body.children)) visit(child);
  for (const element of core)
    if (element.nodeName === 'TD' && (prose.get(element) ?? 0) > limit) aloneInTable(element, core);
  return core;
}

/** Old pages are laid out in a table: beside the cell that holds the report are the columns to its sides. */
function aloneInTable(cell: PageElement, core: ReadonlySet<PageElement>): void {
  const row = cell.parentNode;
  if (row?.nodeName !== 'TR') return;
  for (const other of Array.from(row.children)) if (!core.has(other)) other.remove();
}

function isBeside(element: PageElement): boolean {
  if (BESIDE.has(element.nodeName.toLowerCase())) return true;
  if (BESIDE_ROLES.has(element.getAttribute('role') ?? '')) return true;
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  const style = element.getAttribute('style');
  if (style !== null && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) return true;
  return standsBeside(`${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`);
}

/**
 * How much prose each element holds (the characters of its long texts outside links), and the elements around the
 * core: the one that holds most prose directly, as an article holds its paragraphs and a list of teasers does not.
 */
function proseOf(root: PageElement): { prose: Map<PageElement, number>; core: Set<PageElement> } {
  const prose = new Map<PageElement, number>();
  const direct = new Map<PageElement, number>();
  const visit = (element: PageElement, parent: PageElement): number => {
    let inside = 0;
    let loose = 0;
    for (const child of childrenOf(element)) {
      if (child.nodeType === TEXT) loose += child.nodeValue?.trim().length ?? 0;
      else if (!isElement(child)) continue;
      else if (INLINE.has(child.nodeName.toLowerCase())) loose += looseIn(child);
      else inside += visit(child, element);
    }
    if (loose >= PROSE) {
      inside += loose;
      const holder = element.nodeName === 'P' ? parent : element;
      direct.set(holder, (direct.get(holder) ?? 0) + loose);
    }
    prose.set(element, inside);
    return inside;
  };
  visit(root, root);
  const core = new Set<PageElement>();
  let most: PageElement | null = null;
  for (const [element, held] of direct) if (most === null || held > direct.get(most)!) most = element;
  for (; most !== null; most = most.parentNode) core.add(most);
  return { prose, core };
}

/** Characters in an inline element outside links; blocks that a page puts inside one count as well. */
function looseIn(element: PageElement): number {
  if (element.nodeName === 'A') return 0;
  let loose = 0;
  for (const child of childrenOf(element)) {
    if (child.nodeType === TEXT) loose += child.nodeValue?.trim().length ?? 0;
    else if (isElement(child)) loose += looseIn(child);
  }
  return loose;
}

const INLINE = new Set(
  'a abbr b bdi bdo big cite code em font i ins mark q s small span strike strong sub sup time tt u'.split(' '),
);

/** Whether one of the names in a class or id attribute says that the element stands beside the report. */
export function standsBeside(names: string): boolean {
  for (const name of names.split(/\s+/)) {
    const words = name
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[^a-z]+/);
    for (let i = 0; i < words.length; i++) {
      if (BESIDE_WORDS.has(words[i]!) || BESIDE_PAIRS.has(`${words[i]}-${words[i + 1]}`)) return true;
    }
  }
  return false;
}
