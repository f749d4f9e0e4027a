import { awaitTitle } from './title.ts';

/** Where the reader is. Everything that a page shows is decided by its address, so that any view can be passed on. */

class Place {
  #path = $state(location.pathname);
  #search = $state(location.search);

  constructor() {
    addEventListener('popstate', () => {
      const before = this.#path;
      this.#read();
      if (this.#path !== before) awaitTitle(true);
    });
  }

  get path(): string {
    return this.#path;
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.#search);
  }

  /** Goes to an address of the desk. With `replace`, the present one is forgotten: for what changes while one drags or types. */
  go(address: string, { replace = false, keep = false } = {}): void {
    const before = this.#path;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.#read();
    if (!replace && !keep) {
      scrollTo(0, 0);
      awaitTitle(this.#path !== before);
    }
  }

  /** Sets or (with undefined or nothing) removes parameters of the present address. */
  set(changes: Record<string, string | string[] | undefined>, { replace = false } = {}): void {
    const query = this.query;
    for (const [name, value] of Object.entries(changes)) {
      query.delete(name);
      for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one);
    }
    const text = query.toString();
    this.go(this.#path + (text && `?${text}`), { replace, keep: true });
  }

  #read(): void {
    this.#path = location.pathname;
    this.#search = location.search;
  }
}

export const place = new Place();

/** Follows links within the desk without loading it anew; leaves alone what means something else. */
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element).closest?.('a');
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.target || link.hasAttribute('download')) return;
  if (/^\/(api|engine|assets)\//.test(link.pathname)) return;
  if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
  event.preventDefault();
  place.go(link.pathname + link.search + link.hash);
}

/** Addresses of the desk's pages. */
export const to = {
  question: (id: string, query = '') => `/questions/${encodeURIComponent(id)}${query && `?${query}`}`,
  document: (id: string, claim?: string) =>
    `/documents/${encodeURIComponent(id)}${claim === undefined ? '' : `?claim=${claim}`}`,
  claim: (id: string) => `/claims/${encodeURIComponent(id)}`,
  actor: (id: string) => `/actors/${encodeURIComponent(id)}`,
  event: (id: string) => `/events/${encodeURIComponent(id)}`,
};
