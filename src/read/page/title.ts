import { lineOf, type PageDocument } from './dom.js';
import { entitiesDecoded } from './entities.js';
import { alike } from './linked.js';

/** How a page and its outlet are called. */
export interface Names {
  /** The headline as the page shows or states it. */
  title: string | undefined;
  /** The window's title without the outlet's part: the title where nothing better is known. */
  windowTitle: string | undefined;
  siteName: string | undefined;
}

/** What a page says of its title, best first, and of its outlet. */
export interface Stated {
  titles: readonly string[];
  /** The `<title>`. */
  window: string | undefined;
  sites: readonly (string | undefined)[];
}

/** "Vote passes | The Daily Example", "THE DAILY EXAMPLE ::: Vote passes". */
const SEPARATOR = /\s+(?:[|–—·•»«-]|:{1,3})\s+|｜/;
const LONGEST_HEADING = 400;
/** A name of the outlet in a window's title has no more words. */
const MOST_SITE_WORDS = 5;

/** Finds the headline that readers see, and the outlet's name: what the page states of it, else the rest of its window's title. */
export function namesOf(page: PageDocument, { titles, window, sites }: Stated): Names {
  const stated = outletName(sites);
  const title = shownTitle(page, titles, window, stated) ?? (titles[0] && withoutSite(titles[0], stated));
  const windowTitle = window === undefined ? undefined : withoutSite(window, stated);
  return { title, windowTitle, siteName: stated ?? siteIn(window, title ?? windowTitle) };
}

/**
 * A heading that agrees with what the page states elsewhere; else the page's only first-rank heading, where that is more
 * than a name; else a lower one that is a part of the window's title.
 */
function shownTitle(
  page: PageDocument,
  titles: readonly string[],
  window: string | undefined,
  site: string | undefined,
): string | undefined {
  const lines = (selector: string): string[] =>
    Array.from(page.querySelectorAll(selector), lineOf).filter(
      (line) => line !== '' && line.length < LONGEST_HEADING && line !== site,
    );
  const first = lines('h1');
  const others = window === undefined ? titles : [...titles, window];
  const agreeing = [...first, ...lines('[itemprop~=headline]')].find((line) =>
    others.some((other) => alike(line, other)),
  );
  if (agreeing !== undefined) return agreeing;
  const only = first.length === 1 ? first[0] : undefined;
  if (only !== undefined && wordsIn(only) > MOST_SITE_WORDS && !(site && alike(only, site))) return only;
  const parts = window?.split(SEPARATOR) ?? [];
  return parts.length < 2 ? undefined : lines('h2, h3').find((line) => wordsIn(line) > 2 && parts.includes(line));
}

/** A window's title without the part that names the outlet: known, or of few words at the end. */
function withoutSite(title: string, site?: string): string {
  const parts = title.split(SEPARATOR);
  const last = parts.at(-1)!;
  if (parts.length < 2) return title;
  const rest = title
    .slice(0, title.lastIndexOf(last))
    .trimEnd()
    .replace(/(?:[|–—·•»«｜-]|:{1,3})$/, '')
    .trimEnd();
  const isSite = site !== undefined && alike(last, site);
  return rest !== '' && (isSite || (wordsIn(last) < MOST_SITE_WORDS && rest.length > last.length)) ? rest : title;
}

/** The outlet's part of a window's title: what is left of it at the end, or the beginning, beside the page's title. */
function siteIn(window: string | undefined, title: string | undefined): string | undefined {
  const parts = window?.split(SEPARATOR).map((part) => part.trim()) ?? [];
  if (parts.length < 2 || title === undefined) return undefined;
  const isSite = (part: string): boolean => part !== '' && wordsIn(part) <= MOST_SITE_WORDS && !alike(part, title);
  return [parts.at(-1)!, parts[0]!].find(isSite);
}

/** The first name that is one, without a slogan ("The Example | News you can use"): its shortest part. */
function outletName(names: readonly (string | undefined)[]): string | undefined {
  for (const name of names) {
    const parts = entitiesDecoded(name ?? '')
      .split(/\s+[|–—-]\s+|｜/)
      .map((part) => part.trim())
      .filter((part) => part.length > 1);
    const shortest = parts.sort((a, b) => a.length - b.length)[0];
    if (shortest !== undefined && !/^https?:/.test(shortest)) return shortest;
  }
  return undefined;
}

const wordsIn = (line: string): number => line.split(/\s+/).length;
